using System.Globalization;
using Npgsql;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Figures that stand alone among those of other countries on the same indicator, definition, control, coverage and period.</summary>
internal static class JudgePeers
{
    private const string Group = "indicator_id, definition_id, control, coverage, frequency, period_start";

    private const string Usable = "bound = 0 AND value > 0";

    /// <summary>
    /// Groups whose largest figure is not far enough from their smallest can have no outlier. One pass over the draft and one over what is published of its
    /// indicators find those that can, by extremes alone: nothing is sorted or joined by key. What is left is put in order once; median, spread and
    /// neighbours come from that order.
    /// </summary>
    private static string Sql(int versionNumber, bool firstLoad)
    {
        var draft = DraftTable.Name(versionNumber);
        const string Extremes = $"{Group}, count(*) AS figures, max(value) AS largest, min(value) AS smallest";
        // Of a revision only the groups that it touches.
        var touched = firstLoad
            ? ""
            : $"JOIN (SELECT DISTINCT indicator_id, definition_id, control, frequency, period_start FROM datasets.change WHERE version_number = {versionNumber}) t USING (indicator_id, definition_id, control, frequency, period_start)";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            WITH own AS MATERIALIZED (SELECT {Extremes} FROM {draft} {touched} WHERE {Usable} GROUP BY {Group}),
            published AS (
                SELECT {Extremes} FROM datasets.observation WHERE edition_to IS NULL AND {Usable} AND indicator_id IN (SELECT indicator_id FROM own) GROUP BY {Group}),
            possible AS MATERIALIZED (
                SELECT {Group} FROM (SELECT own.*, true AS own FROM own UNION ALL SELECT published.*, false FROM published) both_sides GROUP BY {Group}
                HAVING bool_or(own) AND sum(figures) > {QualityThresholds.Peers} AND max(largest) / {QualityThresholds.OutlierAlone} > min(smallest)),
            standing AS ({StandingFigures.Sql(versionNumber, firstLoad, $"{Usable} AND ({Group}) IN (SELECT {Group} FROM possible)")}),
            logs AS (SELECT s.*, ln(value) AS size FROM standing s),
            centres AS (
                SELECT {Group}, percentile_cont(0.5) WITHIN GROUP (ORDER BY size) AS centre, count(DISTINCT country_id) - 1 AS peers FROM logs GROUP BY {Group}),
            distances AS (
                SELECT l.*, centre, peers, abs(size - centre) AS distance,
                    least(
                        size - lag(size) OVER ordered, lead(size) OVER ordered - size) AS alone
                FROM logs l JOIN centres USING ({Group}) WHERE peers >= {QualityThresholds.Peers}
                WINDOW ordered AS (PARTITION BY {Group} ORDER BY size)),
            spreads AS (
                SELECT {Group}, greatest(1.4826 * percentile_cont(0.5) WITHIN GROUP (ORDER BY distance), ln({QualityThresholds.OutlierLeastFactor}::float8)) AS spread
                FROM distances GROUP BY {Group})
            SELECT {JudgedFigure.Columns}, exp(centre), peers, distance / spread
            FROM distances JOIN spreads USING ({Group})
            WHERE judge AND distance > {QualityThresholds.OutlierDistance} * spread AND alone > ln({QualityThresholds.OutlierAlone}::float8)
            ORDER BY line
            """);
    }

    public static async Task RunAsync(
        NpgsqlConnection connection, int versionNumber, bool firstLoad, ReferenceData known, List<Found> found, FindingSink sink, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql(versionNumber, firstLoad), connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var figure = JudgedFigure.Read(reader, known);
            var (centre, peers, distance) = (reader.GetDouble(JudgedFigure.Width), reader.GetInt64(JudgedFigure.Width + 1), reader.GetDouble(JudgedFigure.Width + 2));
            found.Add(figure.Found(
                FindingCodes.Outlier,
                $"the median of {JudgeFigures.Text(peers + 1)} countries in this period is {JudgeFigures.Significant(centre)} {figure.Unit}, and this is {JudgeFigures.Times(figure.Value / centre)}, {JudgeFigures.Text(distance)} robust standard deviations away, with no other country near it",
                "a figure among those of comparable countries, or a reason"));
            sink.Drain(found);
        }
    }
}
