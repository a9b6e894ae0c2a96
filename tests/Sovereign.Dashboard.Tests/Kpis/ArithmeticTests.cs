using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sovereign.Analytics.Kpis;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Kpis;

/// <summary>
/// Whoever does not trust the portal can compute again what it prints: the formula with its numbers, typed into any calculator, gives the value. The reader here
/// knows numbers, brackets and the four operations and nothing of the portal.
/// </summary>
public sealed partial class ArithmeticTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_formula_with_numbers_gives_the_value_beside_it()
    {
        var checkedValues = 0;
        foreach (var country in new[] { "IND", "CHN", "KEN", "DEU", "BRA" })
        {
            foreach (var kpi in KpiCatalogue.All.Where(kpi => !kpi.ReadsSeries))
            {
                foreach (var item in await ItemsAsync($"/api/v1/kpis/{kpi.Code}?country={country}"))
                    checkedValues += Check(item, "withNumbers");
            }
        }

        foreach (var scale in new[] { "pc", "gdp" })
        {
            foreach (var item in await ItemsAsync($"/api/v1/compare?indicator=datacenter-power~developers~mobile-subscriptions~electricity-generation&unit={scale}"))
                checkedValues += Check(item, "arithmetic");
        }

        Assert.True(checkedValues > 150, $"only {checkedValues} values were computed again");
    }

    [Fact]
    public async Task The_cells_of_a_key_figure_are_exactly_those_of_its_formula()
    {
        var lines = (await portal.Http.GetStringAsync("/api/v1/kpis/power-gap-ratio/trace?country=IND&definition=all-installed&format=csv", Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var columns = lines[0].Split(',');
        var values = lines[1..].Select(line => line.Split(',')[Array.IndexOf(columns, "value")]).ToArray();
        Assert.Equal(["53.7", "3.6"], values);
        Assert.EndsWith((53.7 / 3.6).ToString("R", CultureInfo.InvariantCulture), lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/p/1/countries/IND?peers=income", "/countries/IND?peers=income&asOf=")]
    [InlineData("/p/1", "/?asOf=")]
    [InlineData("/p/1//evil.example/x", "/evil.example/x?asOf=")]
    [InlineData("/p/1/%5C%5Cevil.example", "/evil.example?asOf=")]
    public async Task A_permalink_leads_to_the_page_of_its_edition_and_never_away(string permalink, string lead)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = portal.Http.BaseAddress };
        using var answer = await client.GetAsync(permalink, Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(lead, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var none = await client.GetAsync("/p/99999/countries/IND", Ct);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [InlineData("53.7 GW ÷ 3.6 GW", 53.7 / 3.6)]
    [InlineData("3.6 GW × 1000000000 W per GW ÷ (1438.07 million people × 1000000 people per million people)", 3.6e9 / 1438.07e6)]
    [InlineData("(1 − 0.5) × 4 + 2e1", 22)]
    public void The_calculator_calculates(string text, double expected) => Assert.Equal(expected, Calculate(text), 1e-12 * expected);

    private static int Check(JsonElement item, string text)
    {
        if (!item.TryGetProperty("value", out var value) || !item.TryGetProperty(text, out var formula)) return 0;
        var (printed, computed) = (value.GetDouble(), Calculate(formula.GetString()!));
        Assert.True(Math.Abs(computed - printed) <= 1e-9 * Math.Abs(printed), $"{formula.GetString()} is {computed}, not {printed}");
        return 1;
    }

    private async Task<JsonElement[]> ItemsAsync(string address) =>
        [.. JsonDocument.Parse(await portal.Http.GetStringAsync(address, Ct)).RootElement.GetProperty("items").EnumerateArray()];

    private static double Calculate(string text)
    {
        // Words are units: what is left are numbers, brackets and signs.
        var signs = new Queue<string>(Parts.Matches(text).Select(part => part.Value));
        var result = Sum(signs);
        Assert.Empty(signs);
        return result;

        static double Sum(Queue<string> left)
        {
            var sum = Product(left);
            while (left.TryPeek(out var sign) && sign is "+" or "−")
            {
                left.Dequeue();
                sum = sign == "+" ? sum + Product(left) : sum - Product(left);
            }
            return sum;
        }

        static double Product(Queue<string> left)
        {
            var product = Number(left);
            while (left.TryPeek(out var sign) && sign is "×" or "÷")
            {
                left.Dequeue();
                product = sign == "×" ? product * Number(left) : product / Number(left);
            }
            return product;
        }

        static double Number(Queue<string> left)
        {
            var part = left.Dequeue();
            if (part != "(") return double.Parse(part, CultureInfo.InvariantCulture);
            var inside = Sum(left);
            Assert.Equal(")", left.Dequeue());
            return inside;
        }
    }

    // A number begins where no letter stands before it: the 100 of H100 belongs to a unit.
    [GeneratedRegex(@"(?<![A-Za-z\d.])-?\d+(\.\d+)?([eE][+-]?\d+)?|[()+−×÷]")]
    private static partial Regex Parts { get; }
}
