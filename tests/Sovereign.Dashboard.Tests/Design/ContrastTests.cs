using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design;

/// <summary>Measures the colour pairs of site.css, as WCAG 2.2 defines contrast, in the light and in the dark set.</summary>
public sealed partial class ContrastTests
{
    private static readonly string Sheet = File.ReadAllText(Path.Combine(RepositoryRoot(), "wwwroot", "css", "site.css"));

    private static readonly Dictionary<string, (string Light, string Dark)> Tokens =
        Token().Matches(Sheet).ToDictionary(match => match.Groups[1].Value, match => (match.Groups[2].Value, match.Groups[3].Value));

    public static TheoryData<string, string, double> Pairs()
    {
        var pairs = new TheoryData<string, string, double>();
        foreach (var ground in new[] { "paper", "card", "wash", "warmwash", "goodwash" })
        {
            foreach (var text in new[] { "ink", "quiet", "accent", "warm", "good" })
                pairs.Add(text, ground, 4.5);
        }
        pairs.Add("paper", "accent", 4.5);
        foreach (var (text, ground) in new[] { ("onlight", "c1"), ("onlight", "c2"), ("onlight", "c3"), ("ondark", "c4"), ("ondark", "c5") })
            pairs.Add(text, ground, 4.5);
        pairs.Add("paper", "ink", 4.5);
        pairs.Add("edge", "card", 3);
        pairs.Add("edge", "paper", 3);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_pair_can_be_told_apart(string mark, string ground, double atLeast)
    {
        Assert.True(Contrast(Tokens[mark].Light, Tokens[ground].Light) >= atLeast, $"light {Contrast(Tokens[mark].Light, Tokens[ground].Light):0.00}");
        Assert.True(Contrast(Tokens[mark].Dark, Tokens[ground].Dark) >= atLeast, $"dark {Contrast(Tokens[mark].Dark, Tokens[ground].Dark):0.00}");
    }

    [Fact]
    public void The_measure_agrees_with_the_known_ends()
    {
        Assert.Equal(21, Contrast("000000", "ffffff"), 6);
        Assert.Equal(1, Contrast("123456", "123456"), 6);
    }

    [Fact]
    public void The_sheet_is_lean_and_loads_nothing()
    {
        Assert.InRange(Sheet.Length, 1, 28_000);
        Assert.DoesNotContain("url(", Sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", Sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("@font-face", Sheet, StringComparison.Ordinal);
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(0) + 0.7152 * Channel(2) + 0.0722 * Channel(4);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sovereign.Dashboard.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Sovereign.Dashboard.sln lies in no folder above the tests.");
    }

    [GeneratedRegex(@"--(\w+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)")]
    private static partial Regex Token();
}
