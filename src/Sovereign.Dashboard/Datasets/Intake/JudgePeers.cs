using System.Globalization;
using Npgsql;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Figures that stand alone among those of other countries on the same indicator, definition, control, coverage and period.</summary>
internal static class JudgePeers
{
    private const string Group = "indicator_id, definition_id, control, coverage, frequency, period_start";

    /// <summary>
    /// Groups whose largest figure is not far enough from their smallest can have no outlier and are let go unread by one pass that sorts nothing. The
    /// rest is put in order once: median, spread and neighbours come from that order.
    /// </summary>
    private static string Sql(int versionNumber, bool firstLoad)
    {
        var draft = DraftTable.Name(versionNumber);
        var standing = StandingFigures.Sql(versionNumber, firstLoad, $"indicator_id IN (SELECT DISTINCT indicator_id FROM {draft}) AND bound = 0 AND value > 0");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            WITH standing AS MATERIALIZED ({standing}),
            possible AS (
                SELECT {Group} FROM standing GROUP BY {Group}
                HAVING count(*) > {QualityThresholds.Peers} AND bool_or(judge) AND max(value) / {QualityThresholds.OutlierAlone} > min(value)),
            logs AS (SELECT s.*, ln(value) AS size FROM standing s JOIN possible USING ({Group})),
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
