using System.Globalization;
using Npgsql;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Figures that stand alone among those of other countries on the same indicator, definition, control, coverage and period.</summary>
internal static class JudgePeers
{
    private const string Group = "indicator_id, definition_id, control, coverage, frequency, period_start";

    private const string Usable = "bound = 0 AND value > 0";

    private const string Groups = "pg_temp.peer_group";

    private const string Peers = "pg_temp.peer";

    /// <summary>Groups of the draft, of a revision those alone that it touches, numbered: one number is joined and sorted by in place of six columns.</summary>
    private static string GroupsSql(int versionNumber, bool firstLoad)
    {
        const string Touched = "indicator_id, definition_id, control, frequency, period_start";
        var touched = firstLoad ? "" : $"JOIN (SELECT DISTINCT {Touched} FROM {StandingFigures.Changes}) t USING ({Touched})";
        return
            $"""
            SELECT row_number() OVER () AS peer_group, {Group}, count(*) AS figures, max(value) AS largest, min(value) AS smallest
            FROM {DraftTable.Name(versionNumber)} {touched} WHERE {Usable} GROUP BY {Group}
            """;
    }

    /// <summary>
    /// Figures of the groups that can have an outlier: a group whose largest figure is not far enough from its smallest has none. One pass over the draft and
    /// one over what is published of its groups find those that can, by extremes alone: nothing is sorted.
    /// </summary>
    private static string PeersSql(int versionNumber, bool firstLoad)
    {
        var standing = StandingFigures.Sql(
            versionNumber, firstLoad, Usable, "peer_group, line, country_id, source_id, value, value_text", $"JOIN possible USING ({Group})");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            WITH published AS (
                SELECT peer_group, count(*) AS figures, max(value) AS largest, min(value) AS smallest FROM datasets.observation JOIN {Groups} USING ({Group})
                WHERE edition_to IS NULL AND {Usable} GROUP BY peer_group),
            possible AS (
                SELECT g.peer_group, {Group} FROM {Groups} g LEFT JOIN published p USING (peer_group)
                WHERE g.figures + coalesce(p.figures, 0) > {QualityThresholds.Peers}
                    AND greatest(g.largest, p.largest) / {QualityThresholds.OutlierAlone} > least(g.smallest, p.smallest))
            {standing}
            """);
    }

    /// <summary>What is left is put in order once; median, spread and neighbours come from that order.</summary>
    private static readonly string outliers = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        WITH logs AS (SELECT p.*, ln(value) AS size FROM {Peers} p),
        centres AS (
            SELECT peer_group, percentile_cont(0.5) WITHIN GROUP (ORDER BY size) AS centre, count(DISTINCT country_id) - 1 AS peers FROM logs GROUP BY peer_group),
        distances AS (
            SELECT l.*, centre, peers, abs(size - centre) AS distance, least(size - lag(size) OVER ordered, lead(size) OVER ordered - size) AS alone
            FROM logs l JOIN centres USING (peer_group) WHERE peers >= {QualityThresholds.Peers}
            WINDOW ordered AS (PARTITION BY peer_group ORDER BY size)),
        -- Once, however many figures are held against it.
        spreads AS MATERIALIZED (
            SELECT peer_group, greatest(1.4826 * percentile_cont(0.5) WITHIN GROUP (ORDER BY distance), ln({QualityThresholds.OutlierLeastFactor}::float8)) AS spread
            FROM distances GROUP BY peer_group)
        SELECT {JudgedFigure.Columns}, exp(centre), peers, distance / spread
        FROM distances JOIN spreads USING (peer_group) JOIN {Groups} USING (peer_group)
        WHERE judge AND distance > {QualityThresholds.OutlierDistance} * spread AND alone > ln({QualityThresholds.OutlierAlone}::float8)
        ORDER BY line
        """);

    public static async Task RunAsync(
        NpgsqlConnection connection, int versionNumber, bool firstLoad, ReferenceData known, List<Found> found, FindingSink sink, CancellationToken ct)
    {
        await StandingFigures.FillAsync(connection, Groups, GroupsSql(versionNumber, firstLoad), ct);
        await StandingFigures.FillAsync(connection, Peers, PeersSql(versionNumber, firstLoad), ct);
        await using var command = new NpgsqlCommand(outliers, connection) { CommandTimeout = 0 };
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
