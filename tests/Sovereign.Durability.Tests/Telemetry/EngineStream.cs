using System.Net;
using Sovereign.EngineSimulator;
using Sovereign.EngineSimulator.Engines;
using Sovereign.EngineSimulator.Wire;

namespace Sovereign.Durability.Tests.Telemetry;

/// <summary>One connection of an agent: some engines looked at again and again, each look sent until it is acknowledged, by the same bytes.</summary>
internal sealed class EngineStream(IReadOnlyList<VllmEngine> engines, Uri portal, string key) : IDisposable
{
    /// <summary>Between two looks, on the engines' clock.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    // Leaves the processors something for what is killed.
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(15);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly RemoteWrite1 format = new();
    private readonly List<long> acknowledged = [];
    private int retries;

    public IReadOnlyList<VllmEngine> Engines => engines;

    /// <summary>Times of the looks that were acknowledged, milliseconds since 1970.</summary>
    public IReadOnlyList<long> Acknowledged => acknowledged;

    /// <summary>Bodies that were sent again.</summary>
    public int Retries => retries;

    public void Dispose() => http.Dispose();

    /// <summary>Sends until it is told to stop, and then until the last look is acknowledged.</summary>
    public async Task RunAsync(CancellationToken enough, CancellationToken ct)
    {
        var sender = new Sender(http, portal, key, format);
        do
        {
            foreach (var engine in engines) engine.Advance(Interval);
            var (status, body) = await sender.SendAsync(format.Encode(engines), ct);
            if (status != HttpStatusCode.NoContent) throw new InvalidDataException($"The portal answered {(int)status}: {body}");
            acknowledged.Add(engines[0].Now);
            await Task.Delay(pause, ct);
        }
        while (!enough.IsCancellationRequested);
        retries += sender.Retries;
    }
}
