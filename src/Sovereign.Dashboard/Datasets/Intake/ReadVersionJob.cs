using CsvHelper;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Publishing;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// Reads a received file into a draft. The version's row says what is left to do, an advisory lock says that somebody does it: the job may be
/// started any number of times, and one that was killed simply starts over, since nothing of it was committed.
/// </summary>
public sealed class ReadVersionJob(
    NpgsqlDataSource database, IDbContextFactory<PortalDb> databases, EditionQueries editions, ReferenceQueries reference, TimeProvider clock)
{
    /// <summary>First half of the two-part advisory lock that a reading holds; the second is the version's number.</summary>
    public const int LockSpace = 0x52454144;

    private const int RowsBetweenReports = 20_000;

    private const int FindingsInMemory = 1_000;

    /// <param name="id">The version.</param>
    /// <param name="ct">Cancelled when the portal stops; the job then returns to the queue.</param>
    // A database that was restarted is back within seconds.
    [AutomaticRetry(Attempts = 5, DelaysInSeconds = [1, 5, 30, 120, 600])]
    public async Task RunAsync(Guid id, CancellationToken ct)
    {
        await using var holder = await database.OpenConnectionAsync(ct);
        var version = await FindAsync(id, ct);
        if (version is null || !version.Status.IsUnread() || !await TryLockAsync(holder, version.Number, ct)) return;
        try
        {
            // Somebody may have finished between the look and the lock.
            version = await FindAsync(id, ct);
            if (version is not null && version.Status.IsUnread()) await ReadAsync(holder, version, ct);
        }
        finally
        {
            await using var unlock = new NpgsqlCommand($"SELECT pg_advisory_unlock({LockSpace}, {version!.Number})", holder);
            await unlock.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private async Task ReadAsync(NpgsqlConnection holder, DatasetVersion version, CancellationToken ct)
    {
        var edition = await editions.LatestAsync(ct);
        var known = await reference.AsOfAsync(edition, ct);
        var dataset = known.Datasets[known.DatasetCodes[version.DatasetId]];
        var file = await FileAsync(version.SourceFileId, ct);
        await ReportAsync(holder, version.Number, 0, 0, 0, ct);

        // Findings and rows go over connections of their own. Findings are committed first; a version that is not yet a draft shows none of them,
        // and the next attempt begins by clearing them.
        await using var findings = await database.OpenConnectionAsync(ct);
        await using var rows = await database.OpenConnectionAsync(ct);
        await using var source = await database.OpenConnectionAsync(ct);
        await using var findingsTransaction = await findings.BeginTransactionAsync(ct);
        await using (var clear = new NpgsqlCommand(
            $"""
            DELETE FROM datasets.finding WHERE version_number = {version.Number};
            DELETE FROM datasets.finding_count WHERE version_number = {version.Number};
            DELETE FROM datasets.line_mark WHERE version_number = {version.Number}
            """, findings))
        {
            await clear.ExecuteNonQueryAsync(ct);
        }

        await using var rowsTransaction = await rows.BeginTransactionAsync(ct);
        var draft = new DraftTable(rows, version.Number);
        await draft.CreateAsync(ct);
        await using var sink = new FindingSink(findings, version.Number);
        var found = new List<Found>();
        var marks = new LineMarks();
        (long Count, string? Ignored) read;
        long bytes;
        await using (var stream = await ChunkStream.OpenAsync(source, version.SourceFileId, ct))
        {
            read = await ReadRowsAsync(stream, draft, sink, found, marks, known, dataset, (seen, errors, bytesRead) =>
                ReportAsync(holder, version.Number, seen, errors, bytesRead, ct), ct);
            bytes = stream.BytesRead;
        }

        if (read.Count > 0) await JudgeTogetherAsync(draft, sink, found, known, ct);
        sink.Drain(found);

        var changes = new ChangeCounts(FirstLoad: true, 0, 0, 0);
        if (sink.Errors > 0)
        {
            await draft.DropAsync(ct);
        }
        else
        {
            changes = await CompareVersions.RunAsync(rows, version.Number, version.DatasetId, ct);
            await JudgeFigures.RunAsync(rows, version.Number, version.DatasetId, changes.FirstLoad, known, found, sink, ct);
        }

        await sink.CompleteAsync(ct);
        await sink.CountAsync(ct);
        await marks.SaveAsync(findings, version.Number, ct);
        await findingsTransaction.CommitAsync(ct);
        await using (var finish = new NpgsqlCommand(
            """
            UPDATE datasets.version SET status = 'draft', bytes_read = $2, rows = $3, errors = $4, warnings = $5, added = $6, changed = $7, absent = $8,
                base_edition = $9, checked_at = $10, rule_set = $11, ignored_column = $12
            WHERE number = $1
            """, rows))
        {
            object[] values =
            [
                version.Number, file.Length > 0 ? bytes : 0, read.Count, sink.Errors, sink.Warnings, changes.Added, changes.Changed, changes.Absent,
                edition.Number, clock.GetUtcNow(), FindingCodes.RuleSet,
            ];
            foreach (var value in values) finish.Parameters.Add(new() { Value = value });
            finish.Parameters.Add(new() { Value = (object?)read.Ignored ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            await finish.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.AppendAsync(
            rows, rowsTransaction,
            new AuditEvent(clock.GetUtcNow(), AuditEvent.Portal, EventNames.VersionChecked, $"dataset:{dataset.Code}/version:{version.Id}", new()
            {
                ["rows"] = read.Count,
                ["errors"] = sink.Errors,
                ["warnings"] = sink.Warnings,
                ["baseEdition"] = edition.Number,
            }), ct);
        await rowsTransaction.CommitAsync(ct);
    }

    /// <returns>How many rows became observations, and the column that was left unread.</returns>
    private async Task<(long Count, string? Ignored)> ReadRowsAsync(
        ChunkStream stream, DraftTable draft, FindingSink sink, List<Found> found, LineMarks marks, ReferenceData known, Dataset dataset,
        Func<long, long, long, Task> report, CancellationToken ct)
    {
        var start = new byte[CsvOpening.Length];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        if (CsvOpening.Judge(start.AsSpan(0, length)) is { } refused)
        {
            found.Add(refused);
            return (0, null);
        }

        string? ignored = null;
        var header = 0;
        long rows = 0;
        try
        {
            await using var whole = new PrefixedStream(start.AsMemory(0, length), stream);
            using var reader = CsvReader.Create(whole, CsvOpening.Options(TakeMalformed), leaveOpen: true);
            await reader.ReadHeaderAsync(ct);
            header = reader.Headers?.Count ?? 0;
            if (Columns.Read([.. reader.Headers ?? []], found) is not { } columns) return (0, null);
            ignored = columns.Ignored;

            var check = new CheckRows(known, dataset, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), columns, found);
            await using var copy = await draft.BeginAsync(ct);
            copy.Timeout = TimeSpan.Zero;
            long seen = 0;
            try
            {
                while (await reader.ReadAsync(ct))
                {
                    seen++;
                    marks.Pass(reader.LineNumber, reader.ByteOffset);
                    if (check.TryRead(reader, out var row))
                    {
                        draft.Write(copy, dataset.Id, row);
                        rows++;
                    }

                    if (found.Count > 0) sink.Drain(found);
                    if (seen % RowsBetweenReports == 0)
                    {
                        ct.ThrowIfCancellationRequested();
                        await report(rows, sink.Errors, stream.BytesRead);
                    }
                }
            }
            catch (CsvFormatException tooLong)
            {
                // Caught inside the COPY: one that is broken off would take the transaction along.
                found.Add(RowTooLong(tooLong));
            }

            await copy.CompleteAsync(ct);
            if (seen == 0 && found.Count == 0 && sink.Count == 0)
                found.Add(new(FindingCodes.NoRows, 1, null, null, "no row follows it", "at least one row"));
        }
        catch (CsvFormatException tooLong)
        {
            // The header itself.
            found.Add(RowTooLong(tooLong));
        }

        return (rows, ignored);

        // Skipped rows come from within one read, however many follow each other.
        void TakeMalformed(CsvMalformedRecord record)
        {
            // With wrong quotes the offset is that of the quote.
            if (record.Reason == CsvMalformedReason.FieldCountMismatch) marks.Pass(record.LineNumber, record.ByteOffset);
            found.Add(Malformed(record, header));
            if (found.Count >= FindingsInMemory) sink.Drain(found);
        }
    }

    private static Found RowTooLong(CsvFormatException tooLong) => new(
        FindingCodes.RowTooLong, tooLong.LineNumber, null, null,
        "this row is longer than a mebibyte, a quote may be left open, and nothing after it was read", "a row of at most one mebibyte");

    private static Found Malformed(CsvMalformedRecord record, int header) => record.Reason switch
    {
        CsvMalformedReason.FieldCountMismatch => new(
            FindingCodes.FieldCount, record.LineNumber, null, record.RawRecord, "the row has more or fewer cells than the header", $"{header} cells"),
        CsvMalformedReason.UnterminatedQuote => new(
            FindingCodes.UnclosedQuote, record.LineNumber, null, record.RawRecord, "a quote is opened and never closed", "a closing quote"),
        _ => new(
            FindingCodes.MalformedQuote, record.LineNumber, null, record.RawRecord, "a quote stands inside or after a cell",
            "quotes around the whole cell, doubled inside it"),
    };

    /// <summary>What can be seen only of all rows together: keys named twice, keys of other datasets.</summary>
    private static async Task JudgeTogetherAsync(
        DraftTable draft, FindingSink sink, List<Found> found, ReferenceData known, CancellationToken ct)
    {
        if (!await draft.IndexAsync(ct))
        {
            await foreach (var (line, first) in draft.DuplicatesAsync(ct))
            {
                found.Add(new(FindingCodes.DuplicateKey, line, null, null, $"line {first} has the same indicator, country, period, definition, control and source", "each observation once"));
                sink.Drain(found);
            }
        }

        await foreach (var (line, owner) in draft.OwnedElsewhereAsync(ct))
        {
            found.Add(new(FindingCodes.KeyOwnedElsewhere, line, null, null, $"this observation belongs to the dataset {known.DatasetCodes[owner]}", "observations of this dataset"));
            sink.Drain(found);
        }
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, int number, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({LockSpace}, {number})", connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task ReportAsync(NpgsqlConnection connection, int number, long rows, long errors, long bytes, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE datasets.version SET status = 'reading', rows = $2, errors = $3, bytes_read = $4 WHERE number = $1 AND status IN ('received', 'reading')", connection);
        foreach (var value in new object[] { number, rows, errors, bytes }) command.Parameters.Add(new() { Value = value });
        // The lock goes with the session that held it; a reading whose other session was just committing may have finished the version since.
        if (await command.ExecuteNonQueryAsync(ct) == 0) throw new InvalidOperationException($"Version {number} was read by another job meanwhile.");
    }

    private async Task<DatasetVersion?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<DatasetVersion>().AsNoTracking().SingleOrDefaultAsync(version => version.Id == id, ct);
    }

    private async Task<SourceFile> FileAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<SourceFile>().AsNoTracking().SingleAsync(file => file.Id == id, ct);
    }
}
