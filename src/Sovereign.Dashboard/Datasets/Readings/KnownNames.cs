using System.Collections.Frozen;
using Sovereign.Dashboard.Datasets.Seeding;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>The names of countries and of groups of countries in <c>seed-data/</c>, read once. What <c>seed-data/README.md</c> says of their sources holds here.</summary>
internal static class KnownNames
{
    private static readonly Lazy<ILookup<string, string>> names = new(() =>
        Rows("country-names.csv").Concat(Rows("country-aliases.csv")).ToLookup(row => row["code"], row => PlaceNames.Normalise(row["name"])));

    private static readonly Lazy<FrozenSet<string>> aggregates = new(() =>
        Rows("aggregates.csv").SelectMany(row => new[] { row.Optional("code"), row["name"] }).OfType<string>().Select(PlaceNames.Normalise).ToFrozenSet());

    private static readonly Lazy<FrozenSet<string>> ambiguous = new(() =>
        Rows("ambiguous-names.csv").Select(row => PlaceNames.Normalise(row["name"])).ToFrozenSet());

    /// <summary>Codes and names of groups, normalised.</summary>
    public static FrozenSet<string> Aggregates => aggregates.Value;

    /// <summary>Names of more than one country, normalised.</summary>
    public static FrozenSet<string> Ambiguous => ambiguous.Value;

    /// <summary>What a country is called in the languages known here, and by offices, normalised.</summary>
    /// <param name="code">Alpha-3.</param>
    public static IEnumerable<string> Of(string code) => names.Value[code];

    private static IEnumerable<SeedRow> Rows(string file) => SeedTable.Read(Path.Combine(SeedReference.Folder, file));
}
