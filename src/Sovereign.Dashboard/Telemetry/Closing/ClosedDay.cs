namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>A UTC day that has been closed.</summary>
/// <param name="Day">The day.</param>
/// <param name="ClosedAt">When it was closed last.</param>
/// <param name="VersionId">The dataset version that holds its figures; null: none was free.</param>
/// <param name="Sha256">Of the file that was published.</param>
/// <param name="Engines">Engines that reported.</param>
/// <param name="Batches">Requests that brought them.</param>
/// <param name="Digest">SHA-256 over the engines' digests in order of their codes.</param>
public sealed record ClosedDay(DateOnly Day, DateTimeOffset ClosedAt, Guid? VersionId, string? Sha256, int Engines, long Batches, byte[] Digest);
