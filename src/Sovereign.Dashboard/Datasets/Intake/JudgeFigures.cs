using System.Globalization;
using Npgsql;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// The Q and M checks: what is unusual beside the figures before it. They are set-based over the draft once its list of changes is made, and judge what a
/// publication would bring: every row of a first load, the added and changed rows of a revision.
/// </summary>
internal static class JudgeFigures
{
    private const string Series = "indicator_id, country_id, frequency, definition_id, control, source_id";

    /// <summary>The smallest ratio of two figures that any rule speaks of.</summary>
    private static readonly double least = Math.Min(QualityThresholds.Jump, QualityThresholds.Factor * (1 - QualityThresholds.FactorTolerance));

    // Divided by a small number and never by a figure: PostgreSQL refuses a quotient that a double cannot hold.
    private static readonly string judged = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        before <> 0 AND value <> 0 AND before_bound = bound AND before_coverage = coverage
            AND (greatest(abs(value), 1e-300) / {least} > abs(before) OR greatest(abs(before), 1e-300) / {least} > abs(value))
        """);

    /// <summary>Adds the findings to <paramref name="sink"/>, those of figures first.</summary>
    public static async Task RunAsync(
        NpgsqlConnection connection, int versionNumber, int datasetId, bool firstLoad, ReferenceData known, List<Found> found, FindingSink sink,
        CancellationToken ct)
    {
        await using (var memory = new NpgsqlCommand("SET LOCAL work_mem = '128MB'", connection)) await memory.ExecuteNonQueryAsync(ct);
        await StandingFigures.PrepareAsync(connection, versionNumber, ct);
        await JudgeSeriesAsync(connection, SeriesSql(versionNumber, datasetId, firstLoad), known, found, sink, ct);
        await JudgePeers.RunAsync(connection, versionNumber, firstLoad, known, found, sink, ct);
        await JudgeParts.RunAsync(connection, versionNumber, firstLoad, known, found, sink, ct);
        await JudgePowerAndEnergy.RunAsync(connection, versionNumber, firstLoad, known, found, sink, ct);
        if (firstLoad) return;
        await JudgeCoverageAsync(connection, versionNumber, datasetId, known, found, sink, ct);
    }

    /// <summary>
    /// Rows whose figure jumps: against the period before, and against what is published of the same observation. Only series whose largest figure is so far
    /// from their smallest that there can be a jump are put in order, by one number each; ordering millions of rows by the whole key costs far more.
    /// </summary>
    private static string SeriesSql(int versionNumber, int datasetId, bool firstLoad)
    {
        var draft = DraftTable.Name(versionNumber);
        const string Rows = "line, indicator_id, frequency, period_start, value, value_text, bound, coverage";
        const string Extremes = $"{Series}, max(abs(value)) AS largest, min(abs(value)) AS smallest";
        const string Answer = $"{JudgedFigure.Columns}, before, before_text, before_start";
        // The key is joined to what was found alone.
        const string Named = "compared JOIN (SELECT series, country_id, definition_id, control, source_id FROM candidates) c USING (series)";
        var compared =
            $"""
            compared AS (
                SELECT {Rows}, series, judge, lag(value) OVER ordered AS before, lag(value_text) OVER ordered AS before_text,
                    lag(period_start) OVER ordered AS before_start, lag(bound) OVER ordered AS before_bound, lag(coverage) OVER ordered AS before_coverage
                FROM figures WINDOW ordered AS (PARTITION BY series ORDER BY period_start))
            """;
        var possible = string.Create(CultureInfo.InvariantCulture, $"HAVING greatest(max(largest), 1e-300) / {least} > min(smallest)");
        if (firstLoad)
        {
            return
                $"""
                WITH extremes AS (SELECT {Extremes} FROM {draft} WHERE value <> 0 GROUP BY {Series}),
                candidates AS (SELECT {Series}, row_number() OVER () AS series FROM extremes GROUP BY {Series} {possible}),
                figures AS (SELECT {Rows}, series, true AS judge FROM {draft} JOIN candidates USING ({Series})),
                {compared}
                SELECT {Answer} FROM {Named} WHERE {judged} ORDER BY line
                """;
        }

        return
            $"""
            WITH touched AS (SELECT DISTINCT {Series} FROM {StandingFigures.Changes}),
            extremes AS (
                SELECT {Extremes} FROM {draft} WHERE value <> 0 GROUP BY {Series}
                UNION ALL
                SELECT {Extremes} FROM datasets.observation WHERE edition_to IS NULL AND dataset_id = {datasetId} AND value <> 0 GROUP BY {Series}),
            candidates AS (
                SELECT {Series}, row_number() OVER () AS series FROM extremes JOIN touched USING ({Series}) GROUP BY {Series} {possible}),
            figures AS (
                SELECT {Rows}, series, line IN (SELECT line FROM {StandingFigures.Changes}) AS judge FROM {draft} JOIN candidates USING ({Series})
                UNION ALL
                SELECT {Rows}, series, false FROM datasets.observation o JOIN candidates USING ({Series})
                WHERE o.edition_to IS NULL AND o.dataset_id = {datasetId}
                    AND NOT EXISTS (SELECT 1 FROM {draft} d WHERE ({ObservationKey.Of("d")}) = ({ObservationKey.Of("o")}))),
            {compared},
            revised AS (
                SELECT d.line, {ObservationKey.Columns}, d.value, d.value_text, d.bound, d.coverage,
                    o.value AS before, o.value_text AS before_text, NULL::date AS before_start, o.bound AS before_bound, o.coverage AS before_coverage
                FROM {StandingFigures.Changes} c
                JOIN {draft} d USING ({ObservationKey.Columns})
                JOIN datasets.observation o USING ({ObservationKey.Columns})
                WHERE c.kind = 'changed' AND o.edition_to IS NULL)
            SELECT {Answer} FROM {Named} WHERE judge AND {judged}
            UNION ALL
            SELECT {Answer} FROM revised WHERE {judged}
            ORDER BY line
            """;
    }

    private static async Task JudgeSeriesAsync(
        NpgsqlConnection connection, string sql, ReferenceData known, List<Found> found, FindingSink sink, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var figure = JudgedFigure.Read(reader, known);
            var told = $"{reader.GetString(JudgedFigure.Width + 1)} {figure.Unit}";
            var where = reader.IsDBNull(JudgedFigure.Width + 2)
                ? $"{told} is published of this observation"
                : $"{Period.From(reader.GetFieldValue<DateOnly>(JudgedFigure.Width + 2), figure.Frequency).Code} is {told}";
            found.Add(Judge(figure, Math.Abs(figure.Value / reader.GetDouble(JudgedFigure.Width)), where));
            sink.Drain(found);
        }
    }

    private static Found Judge(JudgedFigure figure, double ratio, string where)
    {
        var factor = ratio > 1 ? ratio : 1 / ratio;
        if (Math.Abs((factor / QualityThresholds.Factor) - 1) <= QualityThresholds.FactorTolerance)
        {
            return figure.Found(
                FindingCodes.Factor1000, $"{where}, and this is about {Times(ratio, QualityThresholds.Factor)}", "a figure in the unit that its row names");
        }

        return figure.Found(
            FindingCodes.Jump, $"{where}, and this is {Times(ratio, factor)}",
            $"a change by a factor of at most {Text(QualityThresholds.Jump)}, or a reason");
    }

    private static string Times(double ratio, double factor) => ratio > 1 ? $"{Many(factor)} times that" : $"that divided by {Many(factor)}";

    private static string Many(double factor) => factor < 1e6 ? Text(factor) : "more than a million";

    private static async Task JudgeCoverageAsync(
        NpgsqlConnection connection, int versionNumber, int datasetId, ReferenceData known, List<Found> found, FindingSink sink, CancellationToken ct)
    {
        const string Group = "indicator_id, definition_id, control, source_id";
        await using var command = new NpgsqlCommand(
            $"""
            WITH published AS (SELECT DISTINCT {Group}, country_id FROM datasets.observation WHERE dataset_id = {datasetId} AND edition_to IS NULL),
            given AS (SELECT DISTINCT {Group}, country_id, true AS given FROM {DraftTable.Name(versionNumber)})
            SELECT {Group}, count(*), array_agg(country_id) FILTER (WHERE given IS NULL)
            FROM published LEFT JOIN given USING ({Group}, country_id)
            GROUP BY {Group} HAVING count(*) FILTER (WHERE given IS NULL) >= {QualityThresholds.CountriesLost}
            ORDER BY {Group}
            """, connection)
        { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var missing = reader.GetFieldValue<int[]>(5).Select(id => known.CountryCodes.GetValueOrDefault(id, "?")).Order(StringComparer.Ordinal).ToList();
            var definition = known.DefinitionCodes.GetValueOrDefault(reader.GetInt32(1));
            var series = $"{known.IndicatorCodes[reader.GetInt32(0)]}{(definition is null ? "" : $" ({definition})")} from {known.SourceCodes[reader.GetInt32(3)]}";
            found.Add(new(
                FindingCodes.CoverageLost, 0, null, null,
                $"of the {Text(reader.GetInt64(4))} countries published for {series} it lacks {Text(missing.Count)}: {string.Join(", ", missing)}",
                "every country that is published, or a reason")
            {
                Subject = FigureSubject.OfSeries(
                    known.IndicatorCodes[reader.GetInt32(0)], definition ?? "", ((Control)reader.GetInt16(2)).Code(), known.SourceCodes[reader.GetInt32(3)]),
                SubjectValue = string.Join(',', missing),
            });
            sink.Drain(found);
        }
    }

    /// <summary>A ratio in words: "3.2 times that", "that divided by 7".</summary>
    internal static string Times(double ratio) => Times(ratio, ratio > 1 ? ratio : 1 / ratio);

    /// <summary>A count or factor, with one decimal below a hundred.</summary>
    internal static string Text(double value) => Math.Round(value, value < 100 ? 1 : 0).ToString(CultureInfo.InvariantCulture);

    /// <summary>A computed value to three significant figures.</summary>
    internal static string Significant(double value)
    {
        if (value == 0) return "0";
        var scale = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 2);
        return scale is > 0 and < 1e12
            ? ((decimal)(Math.Round(value / scale) * scale)).ToString(scale >= 1 ? "0" : "0.###############", CultureInfo.InvariantCulture)
            : value.ToString("G3", CultureInfo.InvariantCulture);
    }
}
