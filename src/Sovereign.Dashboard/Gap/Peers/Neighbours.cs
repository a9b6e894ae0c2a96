using Sovereign.Dashboard.Datasets.Seeding;

namespace Sovereign.Dashboard.Gap.Peers;

/// <summary>Which countries share a land border, from <c>seed-data/country-neighbours.csv</c>. Text of the release, not data of an edition.</summary>
public sealed class Neighbours
{
    private readonly ILookup<string, string> _pairs;

    private Neighbours(IEnumerable<(string One, string Other)> pairs) =>
        _pairs = pairs.SelectMany(pair => new[] { pair, (One: pair.Other, Other: pair.One) }).ToLookup(pair => pair.One, pair => pair.Other, StringComparer.Ordinal);

    /// <summary>Alpha-3 codes of the country's neighbours; none for an island.</summary>
    public IEnumerable<string> Of(string country) => _pairs[country];

    public static Neighbours Read(string folder) =>
        new(SeedTable.Read(Path.Combine(folder, "country-neighbours.csv")).Select(row => (row["country"], row["neighbour"])));
}
