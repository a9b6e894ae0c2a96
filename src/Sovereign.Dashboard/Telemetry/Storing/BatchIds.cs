using Npgsql;

namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>Numbers of requests, drawn from the database a block at a time. For one user at a time.</summary>
public sealed class BatchIds
{
    // The increment of the sequence.
    private const int PerBlock = 1000;

    private long next;
    private long last = -1;

    /// <summary>A number that nobody else has.</summary>
    public async ValueTask<long> NextAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (next > last)
        {
            await using var command = new NpgsqlCommand("SELECT nextval('telemetry.batch_id')", connection);
            next = (long)(await command.ExecuteScalarAsync(ct))!;
            last = next + PerBlock - 1;
        }

        return next++;
    }
}
