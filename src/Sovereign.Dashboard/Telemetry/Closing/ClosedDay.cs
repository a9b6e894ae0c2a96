using Npgsql;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>A UTC day that has been closed.</summary>
/// <param name="Day">The day.</param>
/// <param name="ClosedAt">When it was closed last.</param>
/// <param name="VersionId">The dataset version that holds its figures; null: none was free.</param>
/// <param name="Sha256">Of the file that was published.</param>
/// <param name="Engines">Engines that reported.</param>
/// <param name="Batches">Requests that brought them.</param>
/// <param name="Digest">SHA-256 over the engines' digests in order of their codes.</param>
public sealed record ClosedDay(DateOnly Day, DateTimeOffset ClosedAt, Guid? VersionId, string? Sha256, int Engines, long Batches, byte[] Digest)
{
    /// <summary>From <c>day, closed_at, version_id, sha256, engines, batches, digest</c>.</summary>
    internal static ClosedDay Read(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateOnly>(0), row.GetFieldValue<DateTimeOffset>(1), row.IsDBNull(2) ? null : row.GetGuid(2), row.IsDBNull(3) ? null : row.GetString(3),
        row.GetInt32(4), row.GetInt64(5), row.GetFieldValue<byte[]>(6));
}
