using Npgsql;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Notes which software an engine's first metrics gave away, where its operator has not stated it.</summary>
public static class NameSoftware
{
    /// <returns>Whether it was not known before; then the enrolment has moved.</returns>
    public static async Task<bool> RunAsync(NpgsqlConnection connection, int engine, string software, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("UPDATE telemetry.engine SET software = $2 WHERE id = $1 AND software IS NULL", connection)
        {
            Parameters = { new() { Value = engine }, new() { Value = software } },
        };
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }
}
