using System.Globalization;
using Npgsql;
using Sovereign.Analytics.Periods;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// Electricity that data centres used in a year, against what their installed power could use in one: more cannot be, a small share of it is implausible.
/// Only installed power of all data centres is the bound; definitions that count some of them, or the load of their computers alone, are none.
/// </summary>
internal static class JudgePowerAndEnergy
{
    private const string Energy = "datacenter-electricity";
    private const string Power = "datacenter-power";
    private const string Installed = "all-installed";

    public static async Task RunAsync(
        NpgsqlConnection connection, int versionNumber, bool firstLoad, ReferenceData known, List<Found> found, FindingSink sink, CancellationToken ct)
    {
        if (!known.IndicatorIds.TryGetValue(Energy, out var energy) || !known.IndicatorIds.TryGetValue(Power, out var power)
            || !known.DefinitionIds.TryGetValue((Power, Installed), out var installed)
            || known.Indicators[Energy].Unit != "TW.h" || known.Indicators[Power].Unit != "GW")
            return;

        // The largest power of the nearest year bounds from above, the smallest from below: sources differ, and no choice of one may explain the finding.
        var standing = StandingFigures.Sql(
            versionNumber, firstLoad, $"(indicator_id = {energy} OR (indicator_id = {power} AND definition_id = {installed})) AND bound = 0 AND coverage = 0 AND value > 0");
        await using var command = new NpgsqlCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                WITH standing AS MATERIALIZED (SELECT s.*, extract(year FROM period_start)::integer AS year FROM ({standing}) s),
                used AS (SELECT * FROM standing WHERE indicator_id = {energy} AND frequency = {(short)Frequency.Year}),
                installed AS (
                    SELECT country_id, control, year, min(value) AS least, max(value) AS most, bool_or(judge) AS judge FROM standing WHERE indicator_id = {power}
                    GROUP BY country_id, control, year),
                -- Of each year the nearest with power, of two the later: found per year, so that electricity is joined to it by equal years.
                nearest AS (
                    SELECT DISTINCT ON (country_id, control, i.year + apart)
                        country_id, control, i.year + apart AS year, least, most, i.year AS power_year, judge AS power_judge
                    FROM installed i, generate_series(-{QualityThresholds.PowerYearsApart}, {QualityThresholds.PowerYearsApart}) apart
                    ORDER BY country_id, control, i.year + apart, abs(apart), i.year DESC),
                pairs AS (SELECT * FROM used JOIN nearest USING (country_id, control, year)),
                shares AS (
                    SELECT *, value * 1000 / (most * {QualityThresholds.HoursOfAYear}) AS lowest, value * 1000 / (least * {QualityThresholds.HoursOfAYear}) AS highest FROM pairs),
                odd AS (SELECT * FROM shares WHERE lowest > {QualityThresholds.PowerMost} OR highest < {QualityThresholds.PowerLeast}),
                -- Told of the electricity where the file brings it, else of the power that it brings.
                told AS (
                    SELECT line, value, value_text, indicator_id, country_id, period_start, frequency, definition_id, control, source_id,
                        value AS used, year, CASE WHEN lowest > {QualityThresholds.PowerMost} THEN most ELSE least END AS power, power_year
                    FROM odd WHERE judge
                    UNION ALL
                    SELECT s.line, s.value, s.value_text, s.indicator_id, s.country_id, s.period_start, s.frequency, s.definition_id, s.control, s.source_id,
                        o.value, o.year, CASE WHEN lowest > {QualityThresholds.PowerMost} THEN most ELSE least END, o.power_year
                    FROM odd o JOIN standing s ON s.country_id = o.country_id AND s.control = o.control AND s.year = o.power_year AND s.indicator_id = {power}
                    WHERE NOT o.judge AND s.judge AND s.value = CASE WHEN lowest > {QualityThresholds.PowerMost} THEN most ELSE least END)
                SELECT {JudgedFigure.Columns}, used, year, power, power_year FROM told ORDER BY line, used
                """), connection)
        { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var figure = JudgedFigure.Read(reader, known);
            const int First = JudgedFigure.Width;
            var (used, year, capacity, powerYear) = (reader.GetDouble(First), reader.GetInt32(First + 1), reader.GetDouble(First + 2), reader.GetInt32(First + 3));
            var draw = used * 1000 / QualityThresholds.HoursOfAYear;
            found.Add(figure.Found(
                FindingCodes.PowerEnergy,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{JudgeFigures.Significant(used)} TW.h in {year} is {JudgeFigures.Significant(draw)} GW on average, {JudgeFigures.Significant(draw / capacity * 100)} % of the {JudgeFigures.Significant(capacity)} GW installed in {powerYear}"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"from {QualityThresholds.PowerLeast * 100} to {QualityThresholds.PowerMost * 100} % of it, or a reason"),
                string.Create(CultureInfo.InvariantCulture, $"{used:R}/{capacity:R}")));
            sink.Drain(found);
        }
    }
}
