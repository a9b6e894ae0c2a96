using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Sovereign.Interop.Tests.InteropPortal))]
// They share one portal, and one of them kills it.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Sovereign.Interop.Tests;

/// <summary>
/// What Debian's prometheus and vmagent really send, arrives: each scrapes an engine every two seconds and writes it to the portal. In the end the portal counts the
/// tokens that the engine showed, to the last one.
/// </summary>
public sealed class RemoteWriteTests(InteropPortal portal)
{
    private const string Tokens = "generated_tokens_total";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_delivers_every_token_and_says_when_the_engine_is_gone()
    {
        var (code, key) = await portal.EnrolAsync();
        await using var engine = new ScrapedEngine();
        engine.Start();
        await using var agent = Agent.Prometheus(portal.Address, key, engine);
        await engine.UntilScrapedAsync(6, Ct);
        await engine.StopAsync();

        await InteropPortal.UntilAsync(engine.Tokens, () => portal.IncreaseAsync(code, Tokens), () => agent.Said);
        await InteropPortal.UntilAsync(1, () => portal.StaleMarkersAsync(code, "vllm:generation_tokens_total"), () => agent.Said);
        await InteropPortal.UntilAsync(0, () => portal.LatestAsync(code, "engine_up"), () => agent.Said);
    }

    [Fact]
    public async Task A_portal_that_is_killed_in_the_middle_loses_nothing_and_counts_nothing_twice()
    {
        var (code, key) = await portal.EnrolAsync();
        await using var engine = new ScrapedEngine();
        engine.Start();
        await using var agent = Agent.Prometheus(portal.Address, key, engine);
        await engine.UntilScrapedAsync(5, Ct);
        await portal.KillAsync();
        await engine.UntilScrapedAsync(10, Ct);
        await portal.StartAsync();
        await engine.UntilScrapedAsync(engine.Scrapes + 3, Ct);
        await engine.StopAsync();

        await InteropPortal.UntilAsync(engine.Tokens, () => portal.IncreaseAsync(code, Tokens), () => agent.Said);
    }

    [Fact]
    public async Task What_is_answered_503_comes_again_as_the_same_bytes()
    {
        var (code, key) = await portal.EnrolAsync();
        await using var engine = new ScrapedEngine();
        engine.Start();
        await using var busy = new BusyPortal(portal.Address, busy: 3);
        await using var agent = Agent.Prometheus(busy.Address, key, engine);
        await engine.UntilScrapedAsync(8, Ct);
        await engine.StopAsync();

        await InteropPortal.UntilAsync(engine.Tokens, () => portal.IncreaseAsync(code, Tokens), () => agent.Said);
        Assert.False(busy.IsBusy, "Nobody was turned away.");
        Assert.Empty(busy.Missing);
    }

    [Fact]
    public async Task Vmagent_delivers_every_token()
    {
        var (code, key) = await portal.EnrolAsync();
        await using var engine = new ScrapedEngine();
        engine.Start();
        await using var agent = Agent.Vmagent(portal.Address, key, engine);
        await engine.UntilScrapedAsync(6, Ct);
        await engine.StopAsync();

        await InteropPortal.UntilAsync(engine.Tokens, () => portal.IncreaseAsync(code, Tokens), () => agent.Said);
    }
}
