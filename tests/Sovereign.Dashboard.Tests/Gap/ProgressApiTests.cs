using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sovereign.Analytics.Progress;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Gap;

/// <summary>Progress over the seed data, as a script would ask and as a reader meets it.</summary>
public sealed class ProgressApiTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task India_closes_in_on_the_United_States_by_developers_and_the_number_follows_from_the_points()
    {
        var row = await RowAsync("developers");
        var method = Method(row, "frontier-relative");
        Assert.Equal(("closing", "2020-Q4", "2025-Q3"), (Text(method, "verdict"), Text(method, "from"), Text(method, "to")));
        var (before, after) = (Point(row, "USA", "2020-Q4") / Point(row, "IND", "2020-Q4"), Point(row, "USA", "2025-Q3") / Point(row, "IND", "2025-Q3"));
        Assert.Equal(before, Number(method, "before"), 1e-12);
        Assert.Equal(after, Number(method, "after"), 1e-12);
        // Four years and three quarters.
        Assert.Equal(Math.Pow(after / before, 1 / 4.75), Number(method, "value"), 1e-3);
        Assert.Equal(("improving", false), (Text(Method(row, "own-change"), "verdict"), row.GetProperty("disagrees").GetBoolean()));
    }

    [Fact]
    public async Task Where_less_is_better_a_ratio_above_one_is_behind_and_revisions_are_allowed_for()
    {
        var row = await RowAsync("grid-carbon-intensity");
        var method = Method(row, "frontier-relative");
        Assert.Equal("widening", Text(method, "verdict"));
        Assert.Equal(Point(row, "IND", "2010") / Point(row, "USA", "2010"), Number(method, "before"), 1e-12);
        Assert.InRange(Number(method, "before"), 1.2, 1.4);
        Assert.Equal(1.096, row.GetProperty("revisionFactor").GetDouble());
        var point = Points(row).First();
        Assert.Equal(1.096, Number(point, "upper") / Number(point, "value"), 1e-4);
        // It fell from 639 to 626, which revisions could undo.
        Assert.Equal("not-distinguishable", Text(Method(row, "own-change"), "verdict"));
    }

    [Fact]
    public async Task Every_point_leads_to_its_line_and_comes_from_the_one_source_of_its_row()
    {
        foreach (var row in await RowsAsync("/api/v1/progress?country=DEU&reference=USA"))
        {
            Assert.False(string.IsNullOrEmpty(Text(row, "source")));
            Assert.All(Points(row), point =>
            {
                Assert.Equal(64, Text(point, "sha256")?.Length);
                Assert.True(point.GetProperty("line").GetInt32() > 1);
                Assert.Equal(Number(point, "value"), double.Parse(Text(point, "valueText")!, CultureInfo.InvariantCulture));
            });
        }
    }

    [Fact]
    public async Task Context_is_not_judged_and_a_plan_has_to_set_a_target_first()
    {
        var rows = await RowsAsync("/api/v1/progress?country=IND&reference=USA");
        Assert.DoesNotContain(rows, row => Text(row, "direction") == "context");
        Assert.All(rows, row => Assert.All(["distance-covered", "compound-pace"], code =>
        {
            var method = Method(row, code);
            Assert.Equal(("no-verdict", "no-target"), (Text(method, "verdict"), Text(method, "reasonCode")));
            Assert.False(method.TryGetProperty("value", out _));
        }));
    }

    [Fact]
    public async Task Csv_has_a_line_per_indicator_and_method_with_the_same_numbers()
    {
        var rows = await RowsAsync("/api/v1/progress?country=IND&reference=USA");
        var lines = (await portal.Http.GetStringAsync("/api/v1/progress?country=IND&reference=USA&format=csv", Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("indicator,definition,control,direction,unit,country,reference,source,", lines[0], StringComparison.Ordinal);
        Assert.Equal(rows.Length * ProgressMethods.All.Count, lines.Length - 1);
        var value = Method(rows[0], "frontier-relative").GetProperty("value").GetRawText();
        Assert.Contains(lines, line => line.Contains($",frontier-relative,closing,forward,{value},", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_the_first_edition_and_of_a_country_beside_itself_there_is_nothing()
    {
        Assert.Empty(await RowsAsync("/api/v1/progress?asOf=2000-01-01"));
        Assert.Empty(await RowsAsync("/api/v1/progress?country=IND&reference=IND"));
    }

    [Theory]
    [InlineData("/api/v1/progress?country=XXX", "unknown-country")]
    [InlineData("/api/v1/progress?reference=Atlantis", "unknown-country")]
    [InlineData("/api/v1/progress?asOf=2199-01-01", "as-of-in-future")]
    public async Task A_bad_question_gets_a_code_and_a_sentence(string address, string code)
    {
        using var answer = await portal.Http.GetAsync(address, Ct);
        Assert.Equal(400, (int)answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
        Assert.Equal(code, Text(problem, "code"));
    }

    [Fact]
    public async Task The_page_says_the_headline_first_and_shows_the_five_cases_with_their_flags()
    {
        var page = new HtmlParser().ParseDocument(await portal.Http.GetStringAsync("/methods/progress", Ct));
        var told = Words(page.QuerySelector("#progress section p")!);
        Assert.StartsWith("The gap is closing: in 2020-Q4 the United States had 2.06 times what India had, in 2025-Q3 1.26 times.", told, StringComparison.Ordinal);
        Assert.Equal(ProgressExamples.All.Count, page.QuerySelectorAll("#cases > section").Length);
        foreach (var (i, example) in ProgressExamples.All.Index())
        {
            var section = page.QuerySelector($"#case-{i + 1}")!;
            Assert.Contains(example.Lesson, Words(section), StringComparison.Ordinal);
            foreach (var entry in example.Summary.Entries)
            {
                Assert.Contains(entry.Judgement.Headline.Verdict.Words(), Words(section), StringComparison.Ordinal);
                Assert.Equal(entry.Judgement.Disagrees, Words(section).Contains("The methods disagree.", StringComparison.Ordinal));
            }
        }
        Assert.Contains("33 % of the way at 50 % of the time", Words(page.QuerySelector("#case-4")!), StringComparison.Ordinal);
        Assert.Contains("1 of 2 fails: second part (worsening).", Words(page.QuerySelector("#case-3")!), StringComparison.Ordinal);
        Assert.Contains("not defined", Words(page.QuerySelector("#case-5")!), StringComparison.Ordinal);
    }

    private async Task<JsonElement> RowAsync(string indicator) =>
        (await RowsAsync("/api/v1/progress?country=IND&reference=USA")).Single(row => Text(row, "indicator") == indicator);

    private async Task<JsonElement[]> RowsAsync(string address)
    {
        using var document = JsonDocument.Parse(await portal.Http.GetStringAsync(address, Ct));
        return [.. document.RootElement.GetProperty("items").Clone().EnumerateArray()];
    }

    private static JsonElement Method(JsonElement row, string code) => row.GetProperty("methods").EnumerateArray().Single(method => Text(method, "method") == code);

    private static JsonElement[] Points(JsonElement row) => [.. row.GetProperty("points").EnumerateArray()];

    private static double Point(JsonElement row, string country, string period) =>
        Number(Points(row).Single(point => Text(point, "country") == country && Text(point, "period") == period), "value");

    private static double Number(JsonElement item, string name) => item.GetProperty(name).GetDouble();

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>The text as read, white space and no-break spaces as single spaces.</summary>
    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
