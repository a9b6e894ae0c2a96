using Sovereign.EngineSimulator;
using Sovereign.EngineSimulator.Engines;
using Sovereign.EngineSimulator.Wire;
using Xunit;

namespace Sovereign.Interop.Tests;

/// <summary>Whatever the format, the portal counts what the simulated engine did; also when it began anew in between.</summary>
public sealed class SimulatorTests(InteropPortal portal)
{
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(15);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text")]
    [InlineData("rw1")]
    [InlineData("rw2")]
    [InlineData("otlp")]
    [InlineData("otlp-delta")]
    public async Task Every_format_delivers_the_same_tokens(string name)
    {
        const int Looks = 6;
        var (code, key) = await portal.EnrolAsync();
        var start = TimeProvider.System.GetUtcNow().AddSeconds(-(Looks + 1) * interval.TotalSeconds).ToUnixTimeSeconds() * 1000;
        var engine = new VllmEngine(code, 11, start, TimeSpan.FromDays(365));
        var format = WireFormats.Named(name)!;
        using var http = new HttpClient();
        var sender = new Sender(http, portal.Address, key, format);
        for (var look = 0; look < Looks; look++)
        {
            if (look == Looks / 2) engine.Restart();
            engine.Advance(interval);
            var (status, body) = await sender.SendAsync(format.Encode([engine]), Ct);
            Assert.True((int)status < 300, $"{(int)status}: {body}");
            // A page has no time of its own: it is what was so when it came.
            if (name == "text") await Task.Delay(50, Ct);
        }

        await InteropPortal.UntilAsync(engine.GeneratedTokens.Added, () => portal.IncreaseAsync(code, "generated_tokens_total"), () => portal.Said);
    }
}
