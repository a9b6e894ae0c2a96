using Hangfire;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Publishing;
using Sovereign.Dashboard.Datasets.Readings;
using Sovereign.Dashboard.Datasets.Review;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// Reads a received file into a draft. The version's row says what is left to do, an advisory lock says that somebody does it: the job may be
/// started any number of times, and one that was killed simply starts over, since nothing of it was committed.
/// </summary>
public sealed class ReadVersionJob(
    NpgsqlDataSource database, IDbContextFactory<PortalDb> databases, EditionQueries editions, ReferenceQueries reference, TimeProvider clock,
    ILogger<ReadVersionJob> log)
{
    /// <summary>First half of the two-part advisory lock that a reading holds; the second is the version's number.</summary>
    public const int LockSpace = 0x52454144;

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
            if (version is null || !version.Status.IsUnread()) return;
            try
            {
                await ReadAsync(holder, version, ct);
            }
            catch (Exception fault) when (IsOfTheFile(fault))
            {
                log.LogError(fault, "Version {Number} could not be read.", version.Number);
                await GiveUpAsync(version, ct);
            }
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
        var fileId = version.SourceFileId ?? throw new InvalidOperationException($"Version {version.Number} has no file to be read.");
        var file = await FileAsync(fileId, ct);
        await ReportAsync(holder, version.Number, 0, 0, 0, ct);
        var (reading, wrong) = await ReadingAsync(holder, version, file, dataset, known, ct);
        if (reading is { Certain: false })
        {
            await AskAsync(holder, version, dataset, ct);
            return;
        }

        // Findings and rows go over connections of their own. Findings are committed first; a version that is not yet a draft shows none of them,
        // and the next attempt begins by clearing them.
        await using var findings = await database.OpenConnectionAsync(ct);
        await using var rows = await database.OpenConnectionAsync(ct);
        await using var source = await database.OpenConnectionAsync(ct);
        await using var findingsTransaction = await findings.BeginTransactionAsync(ct);
        await ClearAsync(findings, version.Number, ct);

        await using var rowsTransaction = await rows.BeginTransactionAsync(ct);
        var draft = new DraftTable(rows, version.Number);
        await draft.CreateAsync(ct);
        await using var sink = new FindingSink(findings, version.Number);
        var found = new List<Found>();
        var marks = new LineMarks();
        var skipped = new SkippedRows();
        (long Count, string? Ignored) read = (0, null);
        if (wrong is not null) found.Add(wrong);
        if (reading is not null)
        {
            await using var table = await TableBytes.OpenAsync(source, file.Id, file.Length, reading, ct);
            read = await new ReadTable(reading, known, dataset, Today(), draft, sink, found, skipped, TableBytes.KeepsOffsets(reading) ? marks : null)
                .RunAsync(table, (seen, errors, bytesRead) => ReportAsync(holder, version.Number, seen, errors, bytesRead, ct), ct);
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
        var unexplained = sink.Warnings == 0 ? 0 : await OpenFindings.CountAsync(findings, version.Number, version.DatasetId, ct);
        await findingsTransaction.CommitAsync(ct);
        await ReadingStore.SaveSkippedAsync(rows, version.Number, skipped, ct);
        await using (var finish = new NpgsqlCommand(
            """
            UPDATE datasets.version SET status = 'draft', bytes_read = $2, rows = $3, errors = $4, warnings = $5, added = $6, changed = $7, absent = $8,
                base_edition = $9, checked_at = $10, rule_set = $11, ignored_column = $12, unexplained = $13
            WHERE number = $1
            """, rows))
        {
            object[] values =
            [
                version.Number, file.Length, read.Count, sink.Errors, sink.Warnings, changes.Added, changes.Changed, changes.Absent,
                edition.Number, clock.GetUtcNow(), FindingCodes.RuleSet,
            ];
            foreach (var value in values) finish.Parameters.Add(new() { Value = value });
            finish.Parameters.Add(new() { Value = (object?)read.Ignored ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            finish.Parameters.Add(new() { Value = unexplained });
            await finish.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.AppendAsync(
            rows, rowsTransaction,
            new AuditEvent(clock.GetUtcNow(), AuditEvent.Portal, EventNames.VersionChecked, $"dataset:{dataset.Code}/version:{version.Id}", new()
            {
                ["rows"] = read.Count,
                ["errors"] = sink.Errors,
                ["warnings"] = sink.Warnings,
                ["unexplained"] = unexplained,
                ["baseEdition"] = edition.Number,
            }), ct);
        await rowsTransaction.CommitAsync(ct);
    }

    /// <summary>Whether the same would happen each time this file is read, unlike faults of the database, of the disk and of the process.</summary>
    private static bool IsOfTheFile(Exception fault) => fault switch
    {
        // Classes of data exceptions and of exceeded limits.
        PostgresException refused => refused.SqlState.StartsWith("22", StringComparison.Ordinal) || refused.SqlState.StartsWith("54", StringComparison.Ordinal),
        FormatException or OverflowException or IndexOutOfRangeException or KeyNotFoundException or NullReferenceException or InvalidCastException
            or InvalidDataException or ArgumentException or NotSupportedException or System.Text.Json.JsonException or WorkbookException => true,
        _ => false,
    };

    /// <summary>Ends a reading that would never come to its end, with one finding in place of all others.</summary>
    private async Task GiveUpAsync(DatasetVersion version, CancellationToken ct)
    {
        var edition = await editions.LatestAsync(ct);
        var known = await reference.AsOfAsync(edition, ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await new DraftTable(connection, version.Number).DropAsync(ct);
        await ClearAsync(connection, version.Number, ct);

        await using var sink = new FindingSink(connection, version.Number);
        sink.Drain([new(FindingCodes.NotReadable, 0, null, null, "the portal could not read it to its end, and says why in its log", "a table as CSV, TSV or XLSX")]);
        await sink.CompleteAsync(ct);
        await sink.CountAsync(ct);
        await using (var finish = new NpgsqlCommand(
            """
            UPDATE datasets.version SET status = 'draft', rows = 0, errors = 1, warnings = 0, added = 0, changed = 0, absent = 0, base_edition = $2,
                checked_at = $3, rule_set = $4, ignored_column = NULL, unexplained = 0
            WHERE number = $1 AND status IN ('received', 'reading')
            """, connection))
        {
            foreach (var value in new object[] { version.Number, edition.Number, clock.GetUtcNow(), FindingCodes.RuleSet }) finish.Parameters.Add(new() { Value = value });
            if (await finish.ExecuteNonQueryAsync(ct) == 0) return;
        }

        await AuditLog.AppendAsync(
            connection, transaction,
            new AuditEvent(
                clock.GetUtcNow(), AuditEvent.Portal, EventNames.VersionChecked, $"dataset:{known.DatasetCodes[version.DatasetId]}/version:{version.Id}",
                new() { ["rows"] = 0, ["errors"] = 1, ["warnings"] = 0, ["unexplained"] = 0, ["baseEdition"] = edition.Number }), ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Takes away what an earlier reading of the version found.</summary>
    private static async Task ClearAsync(NpgsqlConnection connection, int number, CancellationToken ct)
    {
        await using var clear = new NpgsqlCommand(
            $"""
            DELETE FROM datasets.finding WHERE version_number = {number};
            DELETE FROM datasets.finding_count WHERE version_number = {number};
            DELETE FROM datasets.line_mark WHERE version_number = {number}
            """, connection);
        await clear.ExecuteNonQueryAsync(ct);
    }

    private DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>The reading that a person confirmed, or a new proposal: what is known may have grown since the last one.</summary>
    private async Task<(Reading? Reading, Found? Wrong)> ReadingAsync(
        NpgsqlConnection holder, DatasetVersion version, SourceFile file, Dataset dataset, ReferenceData known, CancellationToken ct)
    {
        if (await ReadingStore.FindAsync(holder, version.Number, ct) is { ConfirmedBy: not null } confirmed)
        {
            // What it names may have gone since it was confirmed.
            return (confirmed.Reading with { Certain = ReadingQuestions.Of(confirmed.Reading, known, dataset).Count == 0 }, null);
        }

        var (proposal, wrong) = await ReadingProposals.ProposeAsync(holder, file, dataset, known, wanted: null, ct);
        if (proposal is not null) await ReadingStore.SaveAsync(holder, version.Number, version.DatasetId, proposal, confirmedBy: null, clock.GetUtcNow(), ct);
        return (proposal, wrong);
    }

    /// <summary>Leaves the file to a person, who says how it is read.</summary>
    private async Task AskAsync(NpgsqlConnection holder, DatasetVersion version, Dataset dataset, CancellationToken ct)
    {
        await using var transaction = await holder.BeginTransactionAsync(ct);
        await using (var ask = new NpgsqlCommand("UPDATE datasets.version SET status = 'needs-reading' WHERE number = $1 AND status IN ('received', 'reading')", holder, transaction))
        {
            ask.Parameters.Add(new() { Value = version.Number });
            await ask.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.AppendAsync(
            holder, transaction,
            new AuditEvent(clock.GetUtcNow(), AuditEvent.Portal, EventNames.VersionReadingAsked, $"dataset:{dataset.Code}/version:{version.Id}"), ct);
        await transaction.CommitAsync(ct);
    }

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
