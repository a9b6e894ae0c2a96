using Sovereign.Dashboard.Datasets.Seeding;
using Sovereign.Dashboard.Gap.Peers;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Gap.Peers;

public sealed class PeersTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    [Fact]
    public void Borders_are_mutual_and_an_island_has_none()
    {
        var neighbours = Neighbours.Read(SeedReference.Folder);
        Assert.Equal(["BGD", "BTN", "CHN", "MMR", "NPL", "PAK"], neighbours.Of("IND").Order());
        Assert.Contains("IND", neighbours.Of("BTN"));
        Assert.Empty(neighbours.Of("LKA"));
    }

    [Fact]
    public void Every_neighbour_is_a_country_and_each_pair_stands_once()
    {
        var codes = SeedTable.Read(Path.Combine(SeedReference.Folder, "countries.csv")).Select(row => row["code"]).ToHashSet();
        var pairs = SeedTable.Read(Path.Combine(SeedReference.Folder, "country-neighbours.csv")).Select(row => (row["country"], row["neighbour"])).ToList();
        Assert.All(pairs, pair => Assert.True(codes.Contains(pair.Item1) && codes.Contains(pair.Item2) && string.CompareOrdinal(pair.Item1, pair.Item2) < 0));
        Assert.Equal(pairs.Count, pairs.Distinct().Count());
    }

    [Fact]
    public async Task Peers_are_those_beside_as_rich_or_as_large_and_an_island_says_that_it_has_no_border()
    {
        var page = await portal.Http.GetStringAsync("/countries/IND?peers=population", TestContext.Current.CancellationToken);
        Assert.Contains("Population within a factor of two (1)", page, StringComparison.Ordinal);
        Assert.Contains("It has no land border.", await portal.Http.GetStringAsync("/countries/LKA?peers=neighbours", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
