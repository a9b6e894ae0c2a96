using Sovereign.EngineSimulator;
using Sovereign.EngineSimulator.Engines;
using Sovereign.EngineSimulator.Wire;
using Xunit;

namespace Sovereign.Interop.Tests;

/// <summary>A site that keeps its raw series itself: the portal asks its store by PromQL and keeps minutes alone.</summary>
public sealed class PromQlTests(InteropPortal portal)
{
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(15);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("prometheus")]
    [InlineData("victoria-metrics")]
    public async Task A_store_is_asked_for_its_minutes_and_no_reading_is_kept(string program)
    {
        await using var store = await MetricStore.StartAsync(program, Ct);
        // Minutes that are over: what is newest a store may hide.
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-20).ToUnixTimeSeconds() * 1000;
        var site = $"store-{program}";
        var code = $"{site}-engine";
        var engine = new VllmEngine(code, 7, start, TimeSpan.FromDays(365));
        var format = WireFormats.Named("rw1")!;
        using var http = new HttpClient();
        var sender = new Sender(http, store.Address, "none", format);
        for (var look = 0; look < 60; look++)
        {
            engine.Advance(interval);
            var (status, body) = await sender.SendAsync(format.Encode([engine]), Ct);
            Assert.True((int)status < 300, $"{(int)status}: {body}");
        }

        await store.UntilKnownAsync($"vllm:generation_tokens_total{{engine=\"{code}\"}}", engine.Now, Ct);
        await portal.RunAsync("sites", "add", site, "--country", "IND");
        await portal.RunAsync("engines", "add", code, "--site", site, "--hardware", "H100", "--accelerators", "1", "--match", $"engine={code}");
        await portal.RunAsync("sites", "pull", site, "--url", store.Address.ToString());

        await InteropPortal.UntilAsync(engine.GeneratedTokens.Added, () => portal.IncreaseAsync(code, "generated_tokens_total"), () => portal.Said);
        await InteropPortal.UntilAsync(0, () => portal.ReadingsAsync(code), () => portal.Said);
    }
}
