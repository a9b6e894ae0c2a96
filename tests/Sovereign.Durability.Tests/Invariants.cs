using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Sovereign.Durability.Tests;

/// <summary>
/// What holds after every kill, whatever was killed when: all that was acknowledged is there and whole, nothing is there in part, and what was read of
/// an edition once is read of it again. Each violation is an exception that says what was found.
/// </summary>
internal static class Invariants
{
    private const int EarlierEditionsAsked = 3;

    private static readonly TimeSpan longestReading = TimeSpan.FromMinutes(10);

    /// <summary>Every version that waits for a reader gets one.</summary>
    public static async Task WaitUntilAllIsReadAsync(NpgsqlConnection database, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await ScalarAsync<long>(database, "SELECT count(*) FROM datasets.version WHERE status IN ('received', 'reading')", ct) is var unread and > 0)
        {
            if (TimeProvider.System.GetElapsedTime(started) > longestReading)
                throw new InvalidDataException($"{unread} versions still wait for a reader after {longestReading.TotalMinutes:0} minutes.");
            await Task.Delay(25, ct);
        }
    }

    /// <summary>Checks the database against the ledger, and the answers of the newest edition and of some earlier ones.</summary>
    public static async Task CheckAsync(NpgsqlConnection database, PortalClient client, Ledger ledger, Random random, CancellationToken ct)
    {
        await CheckEditionsAsync(database, ledger, ct);
        await CheckVersionsAsync(database, ledger, ct);
        await NothingAsync(database, ct);
        await CheckDraftTablesAsync(database, ct);
        await CheckStandingRowsAsync(database, ledger, ct);

        foreach (var dataset in ledger.Datasets.Where(dataset => dataset.Semantic is not null && (dataset.Answer is null || dataset.Rows.Count < 10_000)))
            await CheckCurrentAsync(client, ledger, dataset, ct);
        for (var i = 0; i < EarlierEditionsAsked && ledger.Editions.Count > 0; i++)
        {
            var edition = ledger.Editions[random.Next(ledger.Editions.Count)];
            var answers = edition.Answers.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
            if (answers.Count > 0) await CheckAnswerAsync(client, edition, answers[random.Next(answers.Count)], ct);
        }
    }

    /// <summary>Checks the answer of every edition that was ever seen, for every dataset that changed in it.</summary>
    public static async Task CheckAllEditionsAsync(PortalClient client, Ledger ledger, CancellationToken ct)
    {
        KnownEdition? before = null;
        foreach (var edition in ledger.Editions)
        {
            foreach (var answer in edition.Answers)
            {
                if (before is null || before.Answers.GetValueOrDefault(answer.Key) != answer.Value) await CheckAnswerAsync(client, edition, answer, ct);
            }

            before = edition;
        }
    }

    // Numbers from 1 without a gap, instants strictly increasing, and exactly the editions that are known.
    private static async Task CheckEditionsAsync(NpgsqlConnection database, Ledger ledger, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT number, published_at, kind FROM datasets.edition ORDER BY number", database);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var at = DateTimeOffset.MinValue;
        var count = 0;
        for (; await reader.ReadAsync(ct); count++)
        {
            var (number, publishedAt, kind) = (reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2));
            Require(number == count + 1, $"edition {count + 1} is missing");
            Require(publishedAt > at, $"edition {number} is not later than the one before");
            Require(count < ledger.Editions.Count, $"edition {number} ({kind}) is of nobody's making");
            Require((ledger.Editions[count].PublishedAt, ledger.Editions[count].Kind) == (publishedAt, kind), $"edition {number} is not what it was");
            at = publishedAt;
        }

        Require(count == ledger.Editions.Count, $"{count} editions of {ledger.Editions.Count} that were acknowledged");
    }

    private static async Task CheckVersionsAsync(NpgsqlConnection database, Ledger ledger, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT v.id, v.status, v.edition, v.semantic, v.rows, v.errors, v.added, v.changed, v.absent, v.removed, f.sha256, f.length
            FROM datasets.version v JOIN datasets.source_file f ON f.id = v.source_file_id
            WHERE NOT v.system_upload
            """, database);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var known = ledger.Versions.ToDictionary(version => version.Id);
        var found = 0;
        for (; await reader.ReadAsync(ct); found++)
        {
            Require(known.TryGetValue(reader.GetGuid(0), out var version), $"version {reader.GetGuid(0)} ({reader.GetString(1)}) is of nobody's making");
            var (status, revision) = (reader.GetString(1), version!.Revision);
            var what = $"version {version.Id} of {revision.Dataset}";
            Require(status == version.Status || version.Status == "unread", $"{what} is {status}, not {version.Status}");
            Require((reader.IsDBNull(2) ? null : reader.GetInt32(2)) == version.Edition, $"{what} has another edition than {version.Edition}");
            Require((reader.IsDBNull(3) ? null : reader.GetString(3)) == version.Semantic, $"{what} has another version than {version.Semantic}");
            Require(reader.GetInt64(5) == revision.Errors, $"{what} has {reader.GetInt64(5)} errors");
            Require((reader.GetString(10), reader.GetInt64(11)) == (revision.Sha256, revision.File.Length), $"{what} has another file");
            if (revision.Errors > 0) continue;
            Require(reader.GetInt64(4) == revision.Rows.Count, $"{what} has {reader.GetInt64(4)} rows of {revision.Rows.Count}");
            var changes = (reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8));
            Require(changes == version.Changes, $"{what} counts {changes} added, changed, absent; expected {version.Changes}");
            Require(reader.GetInt64(9) == version.Removed, $"{what} removed {reader.GetInt64(9)}, not {version.Removed}");
        }

        Require(found == ledger.Versions.Count, $"{found} versions of {ledger.Versions.Count} that were acknowledged");
    }

    /// <summary>Queries that must find nothing, each with what it would have found.</summary>
    private static readonly (string Found, string Sql)[] forbidden =
    [
        ("chunks without a file", "SELECT count(*) FROM datasets.source_chunk c WHERE NOT EXISTS (SELECT 1 FROM datasets.source_file f WHERE f.id = c.file_id)"),
        ("files without a version", "SELECT count(*) FROM datasets.source_file f WHERE NOT EXISTS (SELECT 1 FROM datasets.version v WHERE v.source_file_id = f.id)"),
        ("files whose chunks are not all there",
            "SELECT count(*) FROM datasets.source_file f WHERE f.length <> (SELECT coalesce(sum(octet_length(c.bytes)), 0) FROM datasets.source_chunk c WHERE c.file_id = f.id)"),
        ("versions whose findings are not all there",
            "SELECT count(*) FROM datasets.version v WHERE v.errors + v.warnings <> (SELECT count(*) FROM datasets.finding f WHERE f.version_number = v.number)"),
        ("drafts whose list of differences is not all there",
            """
            SELECT count(*) FROM datasets.version v WHERE v.status = 'draft' AND v.errors = 0
                AND EXISTS (SELECT 1 FROM datasets.version p WHERE p.dataset_id = v.dataset_id AND p.status = 'published')
                AND v.added + v.changed <> (SELECT count(*) FROM datasets.change c WHERE c.version_number = v.number)
            """),
        ("differences of no version", "SELECT count(*) FROM datasets.change c WHERE NOT EXISTS (SELECT 1 FROM datasets.version v WHERE v.number = c.version_number)"),
        ("figures of versions that are not published",
            "SELECT count(*) FROM datasets.observation o LEFT JOIN datasets.version v ON v.number = o.version_number WHERE v.edition IS NULL"),
        ("figures closed by an edition that is not there",
            "SELECT count(*) FROM datasets.observation o WHERE o.edition_to IS NOT NULL AND NOT EXISTS (SELECT 1 FROM datasets.edition e WHERE e.number = o.edition_to)"),
        ("figures that stand twice",
            """
            SELECT count(*) FROM (SELECT 1 FROM datasets.observation WHERE edition_to IS NULL
                GROUP BY indicator_id, country_id, period_start, frequency, definition_id, control, source_id HAVING count(*) > 1) AS twice
            """),
        ("publications without exactly one entry in the log",
            """
            SELECT count(*) FROM datasets.edition e WHERE e.kind = 'publication' AND 1 <> (
                SELECT count(*) FROM audit.event a WHERE a.name = 'version.published' AND (a.details ->> 'edition')::integer = e.number)
            """),
        ("withdrawals without exactly one entry in the log",
            """
            SELECT count(*) FROM datasets.edition e WHERE e.kind = 'withdrawal' AND 1 <> (
                SELECT count(*) FROM audit.event a WHERE a.name = 'version.withdrawn' AND (a.details ->> 'edition')::integer = e.number)
            """),
        ("entries of publications that are not there",
            "SELECT count(*) FROM audit.event a WHERE a.name = 'version.published' AND NOT EXISTS (SELECT 1 FROM datasets.version v WHERE v.edition = (a.details ->> 'edition')::integer)"),
        ("changes of reference data without exactly one entry in the log",
            """
            SELECT count(*) FROM datasets.edition e WHERE e.kind = 'reference' AND 1 <> (
                SELECT count(*) FROM audit.event a WHERE a.name = 'reference.changed' AND a.subject = 'edition:' || e.number)
            """),
        ("versions without exactly one entry of their upload in the log",
            "SELECT count(*) FROM datasets.version v WHERE v.withdraws IS NULL AND 1 <> (SELECT count(*) FROM audit.event a WHERE a.name = 'version.uploaded' AND a.subject LIKE '%/version:' || v.id)"),
        ("datasets with more than one published version",
            "SELECT count(*) FROM (SELECT 1 FROM datasets.version WHERE status = 'published' GROUP BY dataset_id HAVING count(*) > 1) AS twice"),
    ];

    /// <summary>Checks what must be true of any portal.</summary>
    public static async Task NothingAsync(NpgsqlConnection database, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(database);
        foreach (var (_, sql) in forbidden) batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        foreach (var (found, _) in forbidden)
        {
            await reader.ReadAsync(ct);
            Require(reader.GetInt64(0) == 0, $"there are {reader.GetInt64(0)} {found}");
            await reader.NextResultAsync(ct);
        }
    }

    // A draft without errors has its table, and nothing else has one.
    private static async Task CheckDraftTablesAsync(NpgsqlConnection database, CancellationToken ct)
    {
        var (tables, drafts) = (
            await ScalarAsync<string>(database, "SELECT coalesce(string_agg(tablename, ' ' ORDER BY tablename), '') FROM pg_tables WHERE schemaname = 'datasets' AND tablename LIKE 'draft\\_%'", ct),
            await ScalarAsync<string>(database, "SELECT coalesce(string_agg('draft_' || number, ' ' ORDER BY 'draft_' || number), '') FROM datasets.version WHERE status = 'draft' AND errors = 0", ct));
        Require(tables == drafts, $"the tables of drafts are [{tables}], the drafts [{drafts}]");
    }

    private static async Task CheckStandingRowsAsync(NpgsqlConnection database, Ledger ledger, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT d.code, count(o.version_number) FROM datasets.dataset d LEFT JOIN datasets.observation o ON o.dataset_id = d.id AND o.edition_to IS NULL
            WHERE d.edition_to IS NULL GROUP BY d.code
            """, database);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new Dictionary<string, long>();
        while (await reader.ReadAsync(ct)) rows[reader.GetString(0)] = reader.GetInt64(1);
        foreach (var dataset in ledger.Datasets)
            Require(rows.GetValueOrDefault(dataset.Code) == dataset.Rows.Count, $"{dataset.Code} has {rows.GetValueOrDefault(dataset.Code)} figures of {dataset.Rows.Count}");
    }

    /// <summary>Checks what a dataset answers now: the first time against the model, figure by figure; later against the bytes of that time.</summary>
    public static async Task CheckCurrentAsync(PortalClient client, Ledger ledger, DatasetModel dataset, CancellationToken ct)
    {
        var (body, edition) = await client.FiguresAsync($"dataset={dataset.Code}", ct);
        Require(edition == ledger.Editions[^1].Number, $"edition {edition} answers, {ledger.Editions[^1].Number} is the newest");
        var hash = Hash(body);
        if (dataset.Answer is null)
        {
            CompareFigures(dataset, Encoding.UTF8.GetString(body));
            dataset.Answer = hash;
            ledger.Editions[^1] = ledger.Editions[^1] with { Answers = ledger.LatestAnswers.SetItem(dataset.Code, hash) };
        }

        Require(hash == dataset.Answer, $"{dataset.Code} answers other bytes than before");
    }

    private static void CompareFigures(DatasetModel dataset, string csv)
    {
        var lines = csv.Split("\n", StringSplitOptions.RemoveEmptyEntries);
        Require(lines.Length - 1 == dataset.Rows.Count, $"{dataset.Code} answers {lines.Length - 1} figures of {dataset.Rows.Count}");
        foreach (var line in lines.Skip(1))
        {
            // indicator,country,period,value,…
            var cells = line.Split(',', 5);
            Require(
                dataset.Rows.TryGetValue(new Key(cells[1], cells[2]), out var value) && value.ToString(CultureInfo.InvariantCulture) == cells[3],
                $"{dataset.Code} answers {line.Trim()}, expected {value}");
        }
    }

    private static async Task CheckAnswerAsync(PortalClient client, KnownEdition edition, KeyValuePair<string, string> expected, CancellationToken ct)
    {
        var (body, number) = await client.FiguresAsync($"dataset={expected.Key}&asOf={Uri.EscapeDataString(edition.PublishedAt.ToString("O", CultureInfo.InvariantCulture))}", ct);
        Require(number == edition.Number, $"edition {number} answers for the instant of {edition.Number}");
        Require(Hash(body) == expected.Value, $"{expected.Key} answers other bytes as of edition {edition.Number} than before");
    }

    private static string Hash(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private static void Require(bool holds, string violation)
    {
        if (!holds) throw new InvalidDataException(violation);
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection database, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, database);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }
}
