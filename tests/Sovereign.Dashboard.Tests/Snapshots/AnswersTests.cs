using System.Text.Json;
using System.Text.RegularExpressions;
using Sovereign.Dashboard.Tests.Fixtures;
using Sovereign.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Snapshots;

/// <summary>What leaves the system, byte by byte, on the seed data: programs of others are built on it.</summary>
public sealed partial class AnswersTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public async Task The_description_of_the_API()
    {
        // Where the portal listens is the machine's, not the contract's.
        var text = Servers.Replace(await TextAsync("/openapi/v1.json"), "");
        using var document = JsonDocument.Parse(text);
        Snapshot.Match(JsonSerializer.Serialize(document, Readable), "openapi.json");
    }

    [Fact]
    public async Task Figures_as_CSV() => Snapshot.Match(await TextAsync("/api/v1/observations?indicator=datacenter-power&country=IND~USA&format=csv"), "observations.csv");

    [Fact]
    public async Task Figures_as_SDMX_CSV()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/observations?indicator=datacenter-power~population&country=IND");
        request.Headers.TryAddWithoutValidation("Accept", "application/vnd.sdmx.data+csv; version=2.0.0");
        using var answer = await portal.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/vnd.sdmx.data+csv; version=2.0.0", answer.Content.Headers.ContentType?.ToString());
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Snapshot.Match(text, "sdmx.csv");
        Assert.Equal(text, await TextAsync("/api/v1/observations?indicator=datacenter-power~population&country=IND&format=sdmx-csv"));
    }

    [Fact]
    public async Task CSV_JSON_and_SDMX_CSV_hold_the_same_figures_and_tags_of_their_own()
    {
        const string Address = "/api/v1/observations?indicator=electricity-generation";
        var csv = (await TextAsync(Address + "&format=csv")).Split("\r\n");
        var sdmx = (await TextAsync(Address + "&format=sdmx-csv")).Split("\r\n");
        using var json = JsonDocument.Parse(await TextAsync(Address));
        Assert.Equal(csv.Skip(1).SkipLast(1).Select(line => line.Split(',')[3]), sdmx.Skip(1).SkipLast(1).Select(line => line.Split(',')[10]));
        Assert.Equal(csv.Length - 2, json.RootElement.GetProperty("items").GetArrayLength());
        Assert.Equal(3, (await Task.WhenAll(new[] { "", "&format=csv", "&format=sdmx-csv" }.Select(TagAsync))).Distinct().Count());

        async Task<string?> TagAsync(string format)
        {
            using var answer = await portal.Http.GetAsync(Address + format, TestContext.Current.CancellationToken);
            return answer.Headers.ETag?.Tag;
        }
    }

    [Fact]
    public async Task Figures_as_JSON() => Snapshot.Match(await JsonAsync("/api/v1/observations?indicator=population&country=IND"), "observations.json");

    [Fact]
    public async Task The_gap_as_CSV() => Snapshot.Match(await TextAsync("/api/v1/gap?country=IND&reference=USA&format=csv"), "gap.csv");

    [Fact]
    public async Task The_gap_by_factors_as_CSV() => Snapshot.Match(
        await TextAsync("/api/v1/gap/decomposition?country=IND&reference=USA&definition=all-installed&format=csv"), "decomposition.csv");

    [Fact]
    public async Task A_key_figure_as_JSON() =>
        Snapshot.Match(Ids.Replace(await JsonAsync("/api/v1/kpis/power-gap-ratio?definition=all-installed"), "\"versionId\": \"…\""), "kpi.json");

    [Fact]
    public async Task Indicators_as_JSON() => Snapshot.Match(await JsonAsync("/api/v1/indicators?limit=2"), "indicators.json");

    [Fact]
    public async Task A_refusal_as_JSON()
    {
        using var answer = await portal.Http.GetAsync("/api/v1/gap?country=XYZ", TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(Traces.Replace(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), ""));
        Snapshot.Match(JsonSerializer.Serialize(document, Readable), "problem.json");
    }

    private Task<string> TextAsync(string address) => portal.Http.GetStringAsync(address, TestContext.Current.CancellationToken);

    private async Task<string> JsonAsync(string address)
    {
        using var document = JsonDocument.Parse(await TextAsync(address));
        return JsonSerializer.Serialize(document, Readable);
    }

    [GeneratedRegex("\"versionId\": \"[^\"]+\"")]
    private static partial Regex Ids { get; }

    [GeneratedRegex(",\"traceId\":\"[^\"]+\"")]
    private static partial Regex Traces { get; }

    [GeneratedRegex("\"servers\":\\s*\\[[^\\]]*\\],", RegexOptions.Singleline)]
    private static partial Regex Servers { get; }
}
