using System.Globalization;
using Npgsql;
using Sovereign.Analytics.Fleet;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Telemetry;

/// <summary>What the public may see of countries' engines: the last day that was closed, and of it what disclosure leaves free.</summary>
public sealed class NationQueries(NpgsqlDataSource database, ReferenceQueries reference, EditionQueries editions)
{
    // The widest boundary says most about what a token costs the country.
    private static readonly string[] boundaries = ["facility", "node", "gpu"];

    /// <summary>Each country by its code, on the last closed day on which it had engines.</summary>
    public async Task<IReadOnlyList<NationLine>> PublicAsync(CancellationToken ct)
    {
        var names = (await reference.AsOfAsync(await editions.LatestAsync(ct), ct)).Countries;
        var figures = new List<(string Country, DateOnly Day, string Kpi, string Boundary, int Engines, int Operators, string? Value)>();
        await using (var command = database.CreateCommand(
            """
            SELECT f.country, f.day, f.kpi, f.boundary, f.engines, f.operators, f.value FROM telemetry.nation_figure f
            JOIN (SELECT n.country, max(n.day) AS day FROM telemetry.nation_figure n JOIN telemetry.closed_day c ON c.day = n.day GROUP BY n.country) last
                ON last.country = f.country AND last.day = f.day
            WHERE f.model_class = '' AND f.language = '' ORDER BY f.country
            """))
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
                figures.Add((row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5), row.IsDBNull(6) ? null : row.GetString(6)));
        }

        return [.. figures.GroupBy(figure => (figure.Country, figure.Day)).Select(nation =>
        {
            double? Value(FleetKpi kpi, string boundary = "") =>
                nation.FirstOrDefault(figure => figure.Kpi == kpi.Code && figure.Boundary == boundary).Value is { } digits ? double.Parse(digits, CultureInfo.InvariantCulture) : null;
            var boundary = boundaries.FirstOrDefault(one => Value(FleetKpis.JoulesPerToken, one) is not null);
            var free = nation.Where(figure => figure.Value is not null).ToList();
            // How many operators stand behind a figure that is withheld is withheld with it.
            return new NationLine(
                nation.Key.Country, names.TryGetValue(nation.Key.Country, out var country) ? country.Name : nation.Key.Country,
                free.Count == 0 ? 0 : free.Max(figure => figure.Operators), free.Count == 0 ? 0 : free.Max(figure => figure.Engines), free.Count == 0,
                Value(FleetKpis.TokensPerSecond), boundary is null ? null : Value(FleetKpis.JoulesPerToken, boundary), boundary, Value(FleetKpis.Utilisation),
                new DateTimeOffset(nation.Key.Day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        })];
    }
}
