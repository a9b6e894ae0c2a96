using Sovereign.Dashboard.Gap.Worldview;
using Sovereign.Dashboard.Web;
using Xunit;

namespace Sovereign.Dashboard.Tests.Gap;

public sealed class WorldviewTests
{
    [Fact]
    public void The_projection_keeps_areas()
    {
        // Of a sphere of radius 1: a band between two parallels, a degree wide, has the area (sin b − sin a) × π / 180.
        foreach (var (from, to) in new[] { (0.0, 10.0), (40, 50), (80, 89) })
            Assert.Equal((Math.Sin(to * Math.PI / 180) - Math.Sin(from * Math.PI / 180)) * Math.PI / 180, Area(from, to), 1e-5);
    }

    [Fact]
    public void The_world_is_as_wide_and_as_high_as_published()
    {
        // The ratio of the projection's axes, Šavrič et al. 2019: 2.05458.
        Assert.Equal(2.05458, EqualEarth.HalfWidth / EqualEarth.HalfHeight, 1e-4);
        Assert.Equal((0, 0), EqualEarth.Project(0, 0));
    }

    [Fact]
    public void Every_outline_closes_lies_in_its_box_and_most_have_a_code()
    {
        var outlines = WorldOutlines.Read(WorldOutlines.DefaultPath, new Dictionary<string, string> { ["356"] = "IND", ["840"] = "USA" }).All;
        Assert.Equal(["IND", "USA"], outlines.Select(outline => outline.Country).OfType<string>().Order());
        Assert.All(outlines, outline =>
        {
            Assert.EndsWith("Z", outline.Path, StringComparison.Ordinal);
            foreach (var place in outline.Path.Split('M', 'L', 'Z').Where(place => place.Length > 0))
            {
                var pair = place.Split(',').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
                Assert.InRange(pair[0], 0, WorldOutlines.Width);
                Assert.InRange(pair[1], 0, WorldOutlines.Height);
            }
        });
    }

    [Fact]
    public void No_border_is_drawn_unless_the_portal_is_told_whose()
    {
        Assert.False(new PortalOptions().DrawsBorders);
        Assert.True(new PortalOptions { Worldview = "natural-earth" }.DrawsBorders);
        Assert.Contains("natural-earth", Assert.Throws<InvalidOperationException>(() => new PortalOptions { Worldview = "ours" }.DrawsBorders).Message, StringComparison.Ordinal);
    }

    private static double Area(double from, double to)
    {
        var (sum, steps) = (0.0, 200);
        for (var i = 0; i < steps; i++)
        {
            var (low, high) = (from + (to - from) * i / steps, from + (to - from) * (i + 1) / steps);
            var (a, b) = (EqualEarth.Project(1, low), EqualEarth.Project(1, high));
            sum += (a.X + b.X) / 2 * (b.Y - a.Y);
        }
        return sum;
    }
}
