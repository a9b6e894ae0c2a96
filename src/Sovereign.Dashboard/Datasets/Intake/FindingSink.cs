using Npgsql;
using NpgsqlTypes;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Writes findings to the database as they come, so that their number has no bound and memory does.</summary>
internal sealed class FindingSink(NpgsqlConnection connection, int versionNumber) : IAsyncDisposable
{
    private NpgsqlBinaryImporter? copy;

    public long Errors { get; private set; }

    public long Warnings { get; private set; }

    /// <summary>Also the ordinal of the next finding.</summary>
    public long Count => Errors + Warnings;

    /// <summary>Takes all of <paramref name="found"/> and empties it.</summary>
    public async Task DrainAsync(List<Found> found, CancellationToken ct)
    {
        if (found.Count == 0) return;
        copy ??= await connection.BeginBinaryImportAsync(
            "COPY datasets.finding (version_number, ordinal, tier, code, line, column_name, value, expected, message) FROM STDIN (FORMAT binary)", ct);
        foreach (var finding in found)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(versionNumber, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(Count, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(finding.Code.Tier, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(finding.Code.Code, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(finding.Line, NpgsqlDbType.Bigint, ct);
            await WriteAsync(finding.Column, ct);
            await WriteAsync(finding.ShownValue, ct);
            await copy.WriteAsync(finding.Expected, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(finding.Message, NpgsqlDbType.Text, ct);
            if (finding.Code.Blocks) Errors++;
            else Warnings++;
        }

        found.Clear();
    }

    /// <summary>Ends the running COPY, so that the connection can be used for other statements.</summary>
    public async Task CompleteAsync(CancellationToken ct)
    {
        if (copy is null) return;
        await copy.CompleteAsync(ct);
        await copy.DisposeAsync();
        copy = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (copy is not null) await copy.DisposeAsync();
    }

    private Task WriteAsync(string? text, CancellationToken ct) =>
        text is null ? copy!.WriteNullAsync(ct) : copy!.WriteAsync(text.Replace('\0', '␀'), NpgsqlDbType.Text, ct);
}
