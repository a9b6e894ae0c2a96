using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Publishing;

namespace Sovereign.Benchmarks;

/// <summary>
/// What an as-of read of one country and indicator costs after many revisions of other rows, and of those same rows: as of the first edition, of one in the
/// middle and of the newest. Ratios to the same read after one revision. Of all reads the tenth fastest of a hundred counts: it says what the read
/// costs, where the median says how busy the machine is.
/// </summary>
internal sealed class AsOfReads(IServiceProvider services, Uri address)
{
    private const int Rows = 20;

    private const int Reads = 1_000;

    private readonly Dictionary<string, double> first = [];

    /// <param name="measured">Dataset of the rows that are read.</param>
    /// <param name="other">Dataset of other rows of the same indicator.</param>
    public async Task RunAsync(string measured, string other)
    {
        using var http = new HttpClient { BaseAddress = address };
        var begin = await LoadAsync(measured, "IND");
        await LoadAsync(other, "USA");
        await ReviseAsync(measured, 1);
        await MeasureAsync(http, "1 revision of the same rows, none of others", begin);
        await ReviseAsync(other, 100);
        await MeasureAsync(http, "100 revisions of other rows", begin);
        await ReviseAsync(other, 900);
        await MeasureAsync(http, "1,000 revisions of other rows", begin);
        await ReviseAsync(measured, 99);
        await MeasureAsync(http, "and 100 revisions of the same rows", begin);
        await ReviseAsync(measured, 900);
        await MeasureAsync(http, "and 1,000 revisions of the same rows", begin);
    }

    private async Task<PublishedVersion> LoadAsync(string dataset, string country)
    {
        var text = new StringBuilder("indicator,country,period,value,unit,source\n");
        for (var i = 0; i < Rows; i++) text.Append(CultureInfo.InvariantCulture, $"benchmark,{country},{2000 + i},{600 + i},GW,owid-mix22\n");
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        var outcome = await services.GetRequiredService<ImportFile>().RunAsync(
            SystemAccounts.Seed, SystemAccounts.Seed, dataset, "first.csv", file, new PublishRequest(), reason: null, CancellationToken.None);
        return outcome.Match(version => version, why => throw new InvalidOperationException(why.Sentence));
    }

    /// <summary>Revisions of every row of a dataset, as publishing them one by one leaves the tables; a thousand uploads would take longer than is of use.</summary>
    private async Task ReviseAsync(string dataset, int revisions)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            CREATE TEMP TABLE made AS
            SELECT g, gen_random_uuid() AS id, e.number + g AS edition, e.published_at + g * interval '1 microsecond' AS at, d.id AS dataset
            FROM generate_series(1, {revisions}) g, (SELECT * FROM datasets.edition ORDER BY number DESC LIMIT 1) e, datasets.dataset d
            WHERE d.code = '{dataset}' AND d.edition_to IS NULL;
            INSERT INTO datasets.edition SELECT edition, at, 'publication', NULL FROM made;
            INSERT INTO datasets.source_file SELECT id, 'revision.csv', repeat('0', 64), 1, at FROM made;
            UPDATE datasets.version SET status = 'superseded' WHERE dataset_id = (SELECT dataset FROM made LIMIT 1) AND status = 'published';
            INSERT INTO datasets.version (id, dataset_id, source_file_id, status, semantic, uploaded_by, uploaded_at, system_upload, published_by, edition, base_edition,
                bytes_read, rows, errors, warnings, added, changed, absent, removed)
            SELECT id, dataset, id, CASE g WHEN {revisions} THEN 'published' ELSE 'superseded' END, '1.' || edition || '.0', id, at, true, id, edition, edition - 1,
                1, {Rows}, 0, 0, 0, {Rows}, 0, 0 FROM made;
            CREATE TEMP TABLE standing AS SELECT o.* FROM datasets.observation o WHERE o.edition_to IS NULL AND o.dataset_id = (SELECT dataset FROM made LIMIT 1);
            UPDATE datasets.observation SET edition_to = (SELECT min(edition) FROM made) WHERE edition_to IS NULL AND dataset_id = (SELECT dataset FROM made LIMIT 1);
            INSERT INTO datasets.observation (segment, edition_from, edition_to, version_number, line, dataset_id, indicator_id, country_id, period_start, frequency,
                definition_id, control, source_id, bound, coverage, method, status, value, value_text)
            SELECT 0, m.edition, CASE m.g WHEN {revisions} THEN NULL ELSE m.edition + 1 END, v.number, s.line, s.dataset_id, s.indicator_id, s.country_id, s.period_start,
                s.frequency, s.definition_id, s.control, s.source_id, s.bound, s.coverage, s.method, s.status, s.value + m.g % 7, (s.value + m.g % 7)::text
            FROM made m JOIN datasets.version v ON v.edition = m.edition CROSS JOIN standing s;
            DROP TABLE made; DROP TABLE standing;
            ANALYZE datasets.observation; ANALYZE datasets.version; ANALYZE datasets.source_file
            """));
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What the three reads cost, taken in turn.</summary>
    private async Task MeasureAsync(HttpClient http, string when, PublishedVersion begin)
    {
        var editions = await ScalarAsync<int>("SELECT max(number) FROM datasets.edition");
        var reads = new List<(string Name, string Address, double[] Taken)>();
        foreach (var (name, edition) in new[] { ("first", begin.Edition), ("middle", (begin.Edition + editions) / 2), ("newest", editions) })
        {
            var at = await ScalarAsync<DateTime>($"SELECT published_at FROM datasets.edition WHERE number = {edition}");
            reads.Add((name, $"/api/v1/observations?indicator=benchmark&country=IND&asOf={Uri.EscapeDataString(at.ToString("O", CultureInfo.InvariantCulture))}", new double[Reads]));
        }

        // The first measurement is the yardstick: by then the process has to be as warm as it gets.
        for (var i = first.Count == 0 ? -3 * Reads : -Reads / 4; i < Reads; i++)
        {
            foreach (var (_, read, taken) in reads)
            {
                var started = Stopwatch.GetTimestamp();
                var body = await http.GetStringAsync(read);
                if (i >= 0) taken[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (body.Split("\"period\"").Length - 1 != Rows) throw new InvalidDataException($"{read} answers {body}");
            }
        }

        Console.WriteLine($"{when}: {string.Join(", ", reads.Select(read => Told(read.Name, read.Taken)))}");
    }

    private string Told(string name, double[] taken)
    {
        Array.Sort(taken);
        var cost = taken[taken.Length / 10];
        first.TryAdd(name, cost);
        return string.Create(CultureInfo.InvariantCulture, $"as of the {name} {cost:F2} ms = {cost / first[name]:F2} times");
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
