using Sovereign.Analytics.Kpis;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Gap.Comparing;

namespace Sovereign.Dashboard.Gap.Peers;

/// <summary>Against whom a country may fairly be set.</summary>
public sealed class PeerQueries(PublishedObservations observations, Neighbours neighbours)
{
    /// <summary>Two populations within this factor of each other are alike.</summary>
    private const double Alike = 2;

    /// <summary>The groups a country belongs to, in the order of <see cref="PeerKind"/>; only countries with figures of any kind are in them.</summary>
    public async Task<IReadOnlyList<PeerGroup>> OfAsync(ReferenceData known, Country country, CancellationToken ct)
    {
        var measured = (await observations.CountAsync(known.Edition)).Select(row => row.Country).ToHashSet(StringComparer.Ordinal);
        var others = known.Countries.Values.Where(other => other.Code != country.Code && measured.Contains(other.Code))
            .OrderBy(other => other.Name, StringComparer.InvariantCulture).ToList();
        var beside = neighbours.Of(country.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            new(PeerKind.Neighbours, "Neighbours", [.. others.Where(other => beside.Contains(other.Code))], beside.Count == 0 ? "It has no land border." : null),
            country.IncomeGroup is { } income
                ? new(PeerKind.Income, $"Same income group: {income.ToLowerInvariant()}", [.. others.Where(other => other.IncomeGroup == income)], null)
                : new(PeerKind.Income, "Same income group", [], "The World Bank puts it into no income group."),
            await OfPopulationAsync(known, country, others, ct),
        ];
    }

    private async Task<PeerGroup> OfPopulationAsync(ReferenceData known, Country country, List<Country> others, CancellationToken ct)
    {
        const string Title = "Population within a factor of two";
        if (!known.Indicators.TryGetValue(Indicators.Population.Code, out var population))
            return new(PeerKind.Population, Title, [], "No population is published.");
        var rows = await observations.ReadForComparisonAsync(known.Edition, [population.Code], null, ct);
        var column = ComparedColumn.Of(known, population, rows, [], "", "territory", CompareQueries.ScalingOf(population, Scale.Absolute), country.Code);
        if (column.Of(country.Code) is not { IsPlain: true, Value: { Central: > 0 } own })
            return new(PeerKind.Population, Title, [], "Its population is not published.");
        return new(
            PeerKind.Population, Title,
            [.. others.Where(other => column.Of(other.Code) is { IsPlain: true, Value: { } value } && value.Central <= own.Central * Alike && value.Central * Alike >= own.Central)], null);
    }
}
