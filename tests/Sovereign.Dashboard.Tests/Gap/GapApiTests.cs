using System.Net;
using System.Text.Json;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Gap;

/// <summary>Gap and key figures over the seed data, as a script would ask.</summary>
public sealed class GapApiTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    [Fact]
    public async Task Installed_power_of_India_is_behind_that_of_the_United_States()
    {
        var row = (await ItemsAsync("/api/v1/gap?country=IND&reference=USA"))
            .Single(item => Text(item, "indicator") == "datacenter-power" && Text(item, "definition") == "all-installed");
        Assert.Equal("behind", Text(row, "verdict"));
        Assert.Equal(53.7 / 3.6, row.GetProperty("ratio").GetDouble(), 1e-9);
        Assert.Equal(53.7 - 3.6, row.GetProperty("absolute").GetDouble(), 1e-9);
        Assert.InRange(row.GetProperty("perCapitaRatio").GetDouble(), 60, 66);
        Assert.True(row.GetProperty("samePeriod").GetBoolean());
    }

    [Fact]
    public async Task No_ratio_is_ever_taken_of_two_lower_bounds()
    {
        var rows = await ItemsAsync("/api/v1/gap?country=IND&reference=USA");
        var known = rows.Where(row => Text(row, "verdict") == "known-at-least").ToArray();
        Assert.NotEmpty(known);
        Assert.All(known, row => Assert.False(row.TryGetProperty("ratio", out _)));
        Assert.All(rows.Where(row => row.TryGetProperty("ratio", out _)), row => Assert.Equal(("exact", "exact"), (Text(row, "bound"), Text(row, "referenceBound"))));
        Assert.All(rows.Where(row => Text(row, "verdict") is "no-verdict" or "not-comparable"), row => Assert.NotNull(Text(row, "reasonCode")));
    }

    [Fact]
    public async Task A_gap_and_its_key_figure_agree()
    {
        var gaps = (await ItemsAsync("/api/v1/gap?country=IND&reference=USA")).Where(row => Text(row, "indicator") == "datacenter-power").ToArray();
        var results = await ItemsAsync("/api/v1/kpis/power-gap-ratio?country=IND&reference=USA");
        Assert.Equal(gaps.Select(row => Text(row, "definition")), results.Select(item => Text(item, "definition")));
        Assert.Equal(
            gaps.Select(row => row.TryGetProperty("ratio", out var ratio) ? ratio.GetRawText() : null),
            results.Select(item => item.TryGetProperty("value", out var value) ? value.GetRawText() : null));
    }

    [Fact]
    public async Task A_trace_ends_at_a_line_of_the_published_file()
    {
        var item = Assert.Single(await ItemsAsync("/api/v1/kpis/power-per-head/trace?country=IND&definition=all-installed"));
        Assert.Equal("value", Text(item, "status"));
        Assert.All(item.GetProperty("chain").EnumerateArray(), step =>
        {
            Assert.Equal(64, Text(step.GetProperty("file"), "sha256")?.Length);
            Assert.True(step.GetProperty("file").GetProperty("line").GetInt32() > 1);
            Assert.NotNull(Text(step.GetProperty("source"), "publisher"));
        });
    }

    [Fact]
    public async Task One_edition_answers_the_same_bytes_and_an_unchanged_answer_is_304()
    {
        var ct = TestContext.Current.CancellationToken;
        using var first = await portal.Http.GetAsync("/api/v1/kpis/power-gap-ratio?country=IND", ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/kpis/power-gap-ratio?country=IND");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await portal.Http.SendAsync(request, ct);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.NotEmpty(first.Headers.GetValues("X-Edition"));
        Assert.Equal(
            await first.Content.ReadAsStringAsync(ct), await portal.Http.GetStringAsync("/api/v1/kpis/power-gap-ratio?country=IND", ct));
    }

    [Fact]
    public async Task Before_the_first_edition_lists_are_empty()
    {
        Assert.Empty(await ItemsAsync("/api/v1/gap?asOf=2000-01-01"));
        Assert.Empty(await ItemsAsync("/api/v1/kpis/power-gap-ratio?asOf=2000-01-01"));
    }

    [Theory]
    [InlineData("/api/v1/kpis/no-such", 404, "no-such-kpi")]
    [InlineData("/api/v1/kpis/power-gap-ratio?country=XXX", 400, "unknown-country")]
    [InlineData("/api/v1/kpis/power-gap-ratio?definition=everything", 400, "unknown-definition")]
    [InlineData("/api/v1/kpis/power-gap-ratio?period=2024-13", 400, "bad-period")]
    [InlineData("/api/v1/kpis/power-gap-ratio?control=everyone", 400, "bad-control")]
    [InlineData("/api/v1/gap?reference=Atlantis", 400, "unknown-country")]
    [InlineData("/api/v1/gap?asOf=2199-01-01", 400, "as-of-in-future")]
    public async Task A_bad_question_gets_a_code_and_a_sentence(string address, int status, string code)
    {
        using var answer = await portal.Http.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(code, Text(problem, "code"));
        Assert.EndsWith(".", Text(problem, "detail"), StringComparison.Ordinal);
    }

    private async Task<JsonElement[]> ItemsAsync(string address)
    {
        using var document = JsonDocument.Parse(await portal.Http.GetStringAsync(address, TestContext.Current.CancellationToken));
        return [.. document.RootElement.GetProperty("items").Clone().EnumerateArray()];
    }

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
