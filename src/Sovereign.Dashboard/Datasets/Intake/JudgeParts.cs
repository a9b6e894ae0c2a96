using System.Globalization;
using Npgsql;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Parts that sum to more than their whole, for one country, period and control, of exact figures with the same coverage.</summary>
internal static class JudgeParts
{
    public static async Task RunAsync(
        NpgsqlConnection connection, int versionNumber, bool firstLoad, ReferenceData known, List<Found> found, FindingSink sink, CancellationToken ct)
    {
        foreach (var relation in PartsOfWholes.All)
        {
            if (IdsOf(relation.Whole, known) is not { } whole) continue;
            var parts = relation.Parts.Select(part => IdsOf(part, known)).OfType<(int Indicator, int Definition)>().ToList();
            if (parts.Count < relation.Parts.Count) continue;
            await JudgeAsync(connection, versionNumber, firstLoad, relation, whole, parts, known, found, sink, ct);
        }
    }

    private static (int Indicator, int Definition)? IdsOf(PartsOfWholes.Side side, ReferenceData known) =>
        known.IndicatorIds.TryGetValue(side.Indicator, out var indicator)
            ? side.Definition.Length == 0 ? (indicator, 0) : known.DefinitionIds.TryGetValue((side.Indicator, side.Definition), out var id) ? (indicator, id) : null
            : null;

    private static async Task JudgeAsync(
        NpgsqlConnection connection, int versionNumber, bool firstLoad, PartsOfWholes.Relation relation, (int Indicator, int Definition) whole,
        List<(int Indicator, int Definition)> parts, ReferenceData known, List<Found> found, FindingSink sink, CancellationToken ct)
    {
        const string Place = "country_id, period_start, frequency, control, coverage";
        var sides = string.Join(", ", parts.Append(whole).Select(side => string.Create(CultureInfo.InvariantCulture, $"({side.Indicator}, {side.Definition})")));
        var standing = StandingFigures.Sql(versionNumber, firstLoad, $"(indicator_id, definition_id) IN ({sides}) AND bound = 0");
        var leastParts = string.Join(" + ", parts.Select(part => string.Create(
            CultureInfo.InvariantCulture, $"coalesce(min(value) FILTER (WHERE (indicator_id, definition_id) = ({part.Indicator}, {part.Definition})) OVER place, 0)")));
        // Sources differ: the smallest figure of each part is held against the largest of the whole, so that only what no choice of sources explains is told.
        // The finding stands with the part where the file brings one, else with the whole. One order by place gives both sides, and nothing is joined.
        await using var command = new NpgsqlCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                WITH standing AS (
                    SELECT s.*, (indicator_id, definition_id) = ({whole.Indicator}, {whole.Definition}) AS is_whole FROM ({standing}) s),
                beside AS (
                    SELECT standing.*, max(value) FILTER (WHERE is_whole) OVER place AS whole,
                        CASE WHEN count(*) FILTER (WHERE NOT is_whole) OVER place > 0 THEN {leastParts} END AS parts
                    FROM standing WINDOW place AS (PARTITION BY {Place}))
                SELECT DISTINCT ON ({Place}) {JudgedFigure.Columns}, parts, whole, is_whole FROM beside
                WHERE judge AND parts > whole * (1 + {QualityThresholds.PartsTolerance})
                ORDER BY {Place}, is_whole, CASE WHEN is_whole THEN -value ELSE value END, line
                """), connection)
        { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var figure = JudgedFigure.Read(reader, known);
            var (sum, total) = (reader.GetDouble(JudgedFigure.Width), reader.GetDouble(JudgedFigure.Width + 1));
            var beside = string.Create(CultureInfo.InvariantCulture, $"{sum:R}>{total:R}");
            found.Add(figure.Found(
                FindingCodes.PartsAboveWhole,
                $"{string.Join(" and ", relation.Parts)} of {figure.Country} {(relation.Parts.Count == 1 ? "is" : "are together")} {JudgeFigures.Significant(sum)} {figure.Unit}, and the whole, {relation.Whole}, is {JudgeFigures.Significant(total)} {figure.Unit}",
                $"parts of at most the whole, since {relation.Why}, or a reason", beside));
            sink.Drain(found);
        }
    }
}
