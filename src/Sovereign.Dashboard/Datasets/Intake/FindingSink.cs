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

    /// <summary>Takes all of <paramref name="found"/> and empties it. Writes into memory; Npgsql flushes to the server when its buffer is full.</summary>
    public void Drain(List<Found> found)
    {
        if (found.Count == 0) return;
        copy ??= connection.BeginBinaryImport(
            "COPY datasets.finding (version_number, ordinal, tier, code, line, column_name, value, problem, expected, subject, subject_value) FROM STDIN (FORMAT binary)");
        foreach (var finding in found)
        {
            copy.StartRow();
            copy.Write(versionNumber, NpgsqlDbType.Integer);
            copy.Write(Count, NpgsqlDbType.Bigint);
            copy.Write(finding.Code.Tier, NpgsqlDbType.Text);
            copy.Write(finding.Code.Code, NpgsqlDbType.Text);
            copy.Write(finding.Line, NpgsqlDbType.Bigint);
            Write(finding.Column);
            Write(finding.Value);
            copy.Write(finding.Problem, NpgsqlDbType.Text);
            copy.Write(finding.Expected, NpgsqlDbType.Text);
            Write(finding.Subject);
            Write(finding.SubjectValue);
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

    /// <summary>Counts what was written, by kind. After <see cref="CompleteAsync"/>.</summary>
    public async Task CountAsync(CancellationToken ct)
    {
        if (Count == 0) return;
        await using var count = new NpgsqlCommand(
            $"""
            INSERT INTO datasets.finding_count (version_number, tier, code, column_name, findings)
            SELECT {versionNumber}, tier, code, column_name, count(*) FROM datasets.finding WHERE version_number = {versionNumber} GROUP BY tier, code, column_name
            """, connection)
        { CommandTimeout = 0 };
        await count.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (copy is not null) await copy.DisposeAsync();
    }

    private void Write(string? text)
    {
        if (text is null) copy!.WriteNull();
        else copy!.Write(text, NpgsqlDbType.Text);
    }
}
