using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Datasets;

/// <summary>What other features, pages and the API may ask of published data, exactly as an edition saw it.</summary>
public sealed class PublishedObservations(NpgsqlDataSource database, ReferenceQueries reference, FilesOfVersions filesOfVersions)
{
    /// <summary>A page that would show more figures than this shows the latest of each series instead, and says so.</summary>
    private const int MostOnAPage = 5_000;

    /// <summary>What <see cref="Read"/> reads, of an observation o; last, the version in whose file its line is: an earlier one where a withdrawal made it stand again.</summary>
    internal const string Columns =
        """
        o.indicator_id, o.country_id, o.period_start, o.frequency, o.definition_id, o.control, o.source_id, o.bound, o.coverage, o.method,
            o.status, o.value, o.lower, o.upper, o.value_text, o.lower_text, o.upper_text, o.note, o.line, o.dataset_id, coalesce(o.origin_version, o.version_number) AS file_version
        """;

    // Rows of the common segment say from which edition they stand, so that the index leads past the revisions of other times; of a large load, whose rows do
    // not, the version is asked.
    private const string Matching =
        """
        FROM datasets.observation o
        WHERE o.edition_from <= @edition
            AND (o.edition_from > 0 OR EXISTS (SELECT 1 FROM datasets.version v WHERE v.number = o.version_number AND v.edition <= @edition))
            AND (o.edition_to IS NULL OR o.edition_to > @edition)
            AND (@indicators IS NULL OR o.indicator_id = ANY (@indicators))
            AND (@countries IS NULL OR o.country_id = ANY (@countries))
            AND (@definitions IS NULL OR o.definition_id = ANY (@definitions))
            AND (@source IS NULL OR o.source_id = @source)
            AND (@withheld IS NULL OR o.source_id <> ALL (@withheld))
            AND (@dataset IS NULL OR o.dataset_id = @dataset)
            AND (@segments IS NULL OR o.segment = ANY (@segments))
            AND (@from IS NULL OR o.period_start >= @from)
            AND (@to IS NULL OR o.period_start < @to)
        """;

    /// <summary>Every column of the key in its order, so that answers are the same bytes every time.</summary>
    private const string All =
        $"""
        SELECT {Columns} {Matching}
        ORDER BY o.indicator_id, o.country_id, o.period_start, o.frequency, o.definition_id, o.control, o.source_id
        OFFSET @skip LIMIT @take
        """;

    private const string Latest =
        $"""
        SELECT DISTINCT ON (o.indicator_id, o.country_id, o.definition_id, o.control, o.source_id) {Columns} {Matching}
        ORDER BY o.indicator_id, o.country_id, o.definition_id, o.control, o.source_id, o.period_start DESC, o.frequency
        OFFSET @skip LIMIT @take
        """;

    private readonly KeptByEdition<IReadOnlyList<FigureCount>> counts = new();

    /// <summary>
    /// How many figures there are of each indicator, country, source and dataset, and of which years. Read once an edition: pages that speak of
    /// everything need no more, and everything may be millions of rows.
    /// </summary>
    public Task<IReadOnlyList<FigureCount>> CountAsync(Edition edition) => counts.GetAsync(edition.Number, () => CountNowAsync(edition));

    /// <summary>
    /// Figures for a page: all that match, or, where they are too many to read through, the latest of each series. <c>Complete</c> says which.
    /// </summary>
    public async Task<(IReadOnlyList<PublishedObservation> Rows, bool Complete)> ReadForPageAsync(Edition edition, ObservationFilter filter, CancellationToken ct)
    {
        var rows = await ReadAsync(edition, filter with { Take = MostOnAPage + 1 }, ct);
        return rows.Count <= MostOnAPage ? (rows, true) : (await ReadAsync(edition, filter with { LatestOnly = true, Take = MostOnAPage }, ct), false);
    }

    /// <summary>
    /// Figures of some indicators to set side by side: all of them, or, where they are too many to read through, the latest of each series.
    /// </summary>
    /// <param name="edition">What was published then.</param>
    /// <param name="indicators">Their codes.</param>
    /// <param name="within">Asked for a period, its figures and those of two years around it, which others may be divided by.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<PublishedObservation>> ReadForComparisonAsync(
        Edition edition, IReadOnlyList<string> indicators, Period? within, CancellationToken ct)
    {
        var filter = new ObservationFilter(indicators, From: Around(within, -2), To: Around(within, 3));
        return (await ReadForPageAsync(edition, filter, ct)).Rows;

        static Period? Around(Period? period, int years) =>
            period is { } asked ? Period.Year(Math.Clamp(asked.Start.Year + years, Period.FirstYear, Period.LastYear)) : null;
    }

    /// <summary>All at once; for a page or a KPI, where the filter keeps it small.</summary>
    public async Task<IReadOnlyList<PublishedObservation>> ReadAsync(Edition edition, ObservationFilter filter, CancellationToken ct)
    {
        var rows = new List<PublishedObservation>();
        await foreach (var row in StreamAsync(edition, filter, ct)) rows.Add(row);
        return rows;
    }

    /// <summary>One by one, in the order of the key; for files of any size. A code that does not exist matches nothing.</summary>
    public async IAsyncEnumerable<PublishedObservation> StreamAsync(
        Edition edition, ObservationFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        if (edition.Number == 0) yield break;
        var known = await reference.AsOfAsync(edition, ct);
        var files = await filesOfVersions.AsOfAsync(edition);
        await using var connection = await database.OpenConnectionAsync(ct);
        var segments = filter.Dataset is { } code && known.Datasets.TryGetValue(code, out var dataset) ? await SegmentsOfAsync(connection, dataset, ct) : null;
        await using var command = Command(connection, edition, filter, known, segments);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) yield return Read(reader, known, files);
    }

    /// <summary>How many rows of a dataset each source has, withheld ones too: what a file leaves out is counted.</summary>
    public async Task<IReadOnlyList<SourceCount>> CountBySourceAsync(Edition edition, Dataset dataset, CancellationToken ct)
    {
        var known = await reference.AsOfAsync(edition, ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(
            """
            SELECT o.source_id, count(*)
            FROM datasets.observation o JOIN datasets.version v ON v.number = o.version_number
            WHERE o.dataset_id = $2 AND o.segment = ANY ($3) AND v.edition <= $1 AND (o.edition_to IS NULL OR o.edition_to > $1)
            GROUP BY o.source_id
            """, connection)
        { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = edition.Number });
        command.Parameters.Add(new() { Value = dataset.Id });
        command.Parameters.Add(new() { Value = await SegmentsOfAsync(connection, dataset, ct) });
        var rows = new List<SourceCount>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) rows.Add(new SourceCount(known.Sources[known.SourceCodes[reader.GetInt32(0)]], reader.GetInt64(1)));
        return [.. rows.OrderByDescending(row => row.Rows).ThenBy(row => row.Source.Code, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<FigureCount>> CountNowAsync(Edition edition)
    {
        if (edition.Number == 0) return [];
        var known = await reference.AsOfAsync(edition, CancellationToken.None);
        await using var command = database.CreateCommand(
            """
            SELECT o.indicator_id, o.country_id, o.source_id, o.dataset_id, count(*), extract(year FROM min(o.period_start))::integer,
                extract(year FROM max(o.period_start))::integer
            FROM datasets.observation o JOIN datasets.version v ON v.number = o.version_number
            WHERE v.edition <= $1 AND (o.edition_to IS NULL OR o.edition_to > $1) AND ($2 IS NULL OR o.source_id <> ALL ($2))
            GROUP BY o.indicator_id, o.country_id, o.source_id, o.dataset_id
            """);
        command.Parameters.Add(new() { Value = edition.Number });
        command.Parameters.Add(new() { Value = (object?)Terms.Withheld(known, inFiles: false) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        command.CommandTimeout = 0;
        var rows = new List<FigureCount>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(new FigureCount(
                known.IndicatorCodes[reader.GetInt32(0)], known.CountryCodes[reader.GetInt32(1)], known.SourceCodes[reader.GetInt32(2)],
                known.DatasetCodes[reader.GetInt32(3)], reader.GetInt64(4), reader.GetInt32(5), reader.GetInt32(6)));
        }

        return rows;
    }

    /// <summary>
    /// The segments that rows of a dataset lie in: the common one, and its large first loads. Given as values, they tell the planner which segments of others
    /// need not be read.
    /// </summary>
    private static async Task<int[]> SegmentsOfAsync(NpgsqlConnection connection, Dataset dataset, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT array_append(array_agg(number), 0) FROM datasets.version WHERE dataset_id = $1 AND edition IS NOT NULL", connection);
        command.Parameters.Add(new() { Value = dataset.Id });
        return (int[])(await command.ExecuteScalarAsync(ct))!;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, Edition edition, ObservationFilter filter, ReferenceData known, int[]? segments)
    {
        var command = new NpgsqlCommand(filter.LatestOnly ? Latest : All, connection) { CommandTimeout = 0 };
        command.Parameters.AddWithValue("edition", edition.Number);
        Add("indicators", NpgsqlDbType.Array | NpgsqlDbType.Integer, Ids(filter.Indicators, known.IndicatorIds));
        Add("countries", NpgsqlDbType.Array | NpgsqlDbType.Integer, Ids(filter.Countries, known.CountryIds));
        Add("definitions", NpgsqlDbType.Array | NpgsqlDbType.Integer, filter.Definition is { } code ? DefinitionIds(code, known) : null);
        Add("source", NpgsqlDbType.Integer, filter.Source is { } source ? known.SourceIds.GetValueOrDefault(source, -1) : null);
        Add("withheld", NpgsqlDbType.Array | NpgsqlDbType.Integer, Terms.Withheld(known, filter.ForFile));
        Add("dataset", NpgsqlDbType.Integer, filter.Dataset is { } dataset ? known.Datasets.GetValueOrDefault(dataset)?.Id ?? -1 : null);
        Add("segments", NpgsqlDbType.Array | NpgsqlDbType.Integer, segments);
        Add("from", NpgsqlDbType.Date, filter.From?.Start);
        Add("to", NpgsqlDbType.Date, filter.To?.EndExclusive);
        command.Parameters.AddWithValue("skip", filter.Skip);
        Add("take", NpgsqlDbType.Integer, filter.Take);
        return command;

        void Add(string name, NpgsqlDbType type, object? value) =>
            command.Parameters.Add(new NpgsqlParameter(name, type) { Value = value ?? DBNull.Value });
    }

    private static int[]? Ids(IReadOnlyList<string>? codes, IReadOnlyDictionary<string, int> ids) =>
        codes is null ? null : [.. codes.Select(code => ids.GetValueOrDefault(code, -1))];

    private static int[] DefinitionIds(string code, ReferenceData known) =>
        code.Length == 0 ? [0] : [-1, .. known.DefinitionIds.Where(pair => pair.Key.Code == code).Select(pair => pair.Value)];

    /// <param name="reader">Stands on a row.</param>
    /// <param name="known">Names the ids.</param>
    /// <param name="files">Names the versions.</param>
    /// <param name="at">Place of the first of <see cref="Columns"/>.</param>
    internal static PublishedObservation Read(NpgsqlDataReader reader, ReferenceData known, IReadOnlyDictionary<int, FileOfVersion> files, int at = 0)
    {
        var file = files[reader.GetInt32(at + 20)];
        var indicator = known.Indicators[known.IndicatorCodes[reader.GetInt32(at)]];
        return new PublishedObservation(
            indicator.Code,
            known.CountryCodes[reader.GetInt32(at + 1)],
            Period.From(reader.GetFieldValue<DateOnly>(at + 2), (Frequency)reader.GetInt16(at + 3)),
            reader.GetInt32(at + 4) is var definition && definition == 0 ? "" : known.DefinitionCodes[definition],
            ((Control)reader.GetInt16(at + 5)).Code(),
            (Bound)reader.GetInt16(at + 7),
            reader.GetDouble(at + 11),
            reader.GetString(at + 14),
            reader.StringOrNull(at + 15), reader.StringOrNull(at + 16), reader.DoubleOrNull(at + 12), reader.DoubleOrNull(at + 13),
            indicator.Unit,
            reader.GetString(at + 10),
            ((Method)reader.GetInt16(at + 9)).Code(),
            ((Coverage)reader.GetInt16(at + 8)).Code(),
            known.SourceCodes[reader.GetInt32(at + 6)],
            known.DatasetCodes[reader.GetInt32(at + 19)],
            file.Version,
            reader.StringOrNull(at + 17),
            file.VersionId,
            reader.GetInt64(at + 18),
            file.Sha256,
            file.Name);
    }
}
