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
            Assert.EndsWith("z", outline.Path, StringComparison.Ordinal);
            foreach (var ring in outline.Path.Split('z', StringSplitOptions.RemoveEmptyEntries))
            {
                var pairs = ring[1..].Split('l', ' ').Select(pair => pair.Split(',').Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray()).ToArray();
                var (x, y) = (pairs[0][0], pairs[0][1]);
                foreach (var step in pairs[1..])
                {
                    // Nothing leaps from one side of the world to the other but along the edge that closes a pole.
                    if (y < WorldOutlines.Height - 1) Assert.True(Math.Abs(step[0]) < WorldOutlines.Width / 4, $"{outline.Name} leaps by {step[0]}");
                    (x, y) = (x + step[0], y + step[1]);
                    Assert.InRange(x, 0, WorldOutlines.Width);
                    Assert.InRange(y, 0, WorldOutlines.Height);
                }
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
