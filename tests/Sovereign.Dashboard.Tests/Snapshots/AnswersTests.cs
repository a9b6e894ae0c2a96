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
    public async Task Figures_as_JSON() => Snapshot.Match(await JsonAsync("/api/v1/observations?indicator=population&country=IND"), "observations.json");

    [Fact]
    public async Task The_gap_as_CSV() => Snapshot.Match(await TextAsync("/api/v1/gap?country=IND&reference=USA&format=csv"), "gap.csv");

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
