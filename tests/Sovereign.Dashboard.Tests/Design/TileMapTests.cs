using Bunit;
using Sovereign.Dashboard.Design;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design;

public sealed class TileMapTests : BunitContext
{
    private static readonly MapTile[] Tiles =
    [
        Tile("IND", "India", "Southern Asia", 2.5, small: null, here: true), Tile("NPL", "Nepal", "Southern Asia", null), Tile("BTN", "Bhutan", "Southern Asia", 0.1, small: "’22 E", estimated: true),
        Tile("USA", "United States", "Northern America", 159), Tile("ATA", "Antarctica", "Antarctica", null),
    ];

    [Fact]
    public void Every_country_has_one_tile_in_its_region_and_only_those_with_a_figure_lead_somewhere()
    {
        var map = Map(totals: false);
        Assert.Equal(Tiles.Length, map.FindAll(".maptiles li").Count);
        Assert.Equal(["IND", "BTN", "USA"], map.FindAll("a.tilesquare b").Select(code => code.TextContent).OrderByDescending(code => code is "IND").ThenBy(code => code, StringComparer.Ordinal));
        Assert.Contains("Antarctica", map.FindAll(".mapregion").Select(region => region.TextContent));
        Assert.Contains("Nepal: no figure", map.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tile_of_another_year_says_so_and_an_estimate_is_marked()
    {
        var tile = Map(totals: false).FindAll("a.tilesquare").Single(link => link.TextContent.StartsWith("BTN", StringComparison.Ordinal));
        Assert.Contains("’22 E", tile.TextContent, StringComparison.Ordinal);
        Assert.Contains("guess", tile.ClassName, StringComparison.Ordinal);
        Assert.Contains("Bhutan: 0.1 W/person, 2022, estimated", tile.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_total_is_a_disc_and_never_a_fill()
    {
        var map = Map(totals: true);
        Assert.Empty(map.FindAll("a.c1, a.c2, a.c3, a.c4, a.c5"));
        // Areas are as the values: 2.5 of 159 has a radius of an eighth.
        Assert.Equal(["46%", "5.8%", "3%"], map.FindAll(".disc circle").Select(disc => disc.GetAttribute("r")).OrderByDescending(radius => double.Parse(radius!.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void What_does_not_grow_with_a_country_fills_its_square_and_the_key_counts_all()
    {
        var map = Map(totals: false);
        Assert.Empty(map.FindAll(".disc"));
        var key = map.FindAll(".mapkey li").Select(line => line.TextContent.Trim()).ToList();
        Assert.Contains(key, line => line.Contains("no figure, 2", StringComparison.Ordinal));
        Assert.Equal(3, map.FindAll(".mapkey data").Count);
    }

    private IRenderedComponent<TileMap> Map(bool totals) =>
        Render<TileMap>(parameters => parameters.Add(map => map.Title, "Power").Add(map => map.Tiles, Tiles).Add(map => map.Totals, totals));

    private static MapTile Tile(string code, string name, string region, double? value, string? small = null, bool estimated = false, bool here = false) => new(
        code, name, region, value, value is null ? null : FormattableString.Invariant($"{value} W/person"), value is null ? null : small is null ? "2024, reported" : "2022, estimated", small, estimated,
        here, $"/countries/{code}",
        value is null ? null : new(MarkKind.Kpi, "power-per-head", code, FormattableString.Invariant($"{value}"), "2024", "", "iea", MarkedInterval.Of(null, null, NoInterval.NotStated)));
}
