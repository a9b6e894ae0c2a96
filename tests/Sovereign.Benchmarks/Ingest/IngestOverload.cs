using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Sovereign.Benchmarks.Ingest;

/// <summary>
/// Far more than the portal can take, for half a minute: twenty sites over many connections that wait for nothing, and send what was turned away again at
/// once. Memory must stay bounded, and what was acknowledged must be stored once.
/// </summary>
internal static class IngestOverload
{
    private const int Connections = 320;
    private const int Rounds = 700;
    private static readonly TimeSpan length = TimeSpan.FromSeconds(30);

    public static async Task RunAsync()
    {
        var payload = IngestPayload.Make(Rounds, mapped: true);
        await using var portal = await PortalTarget.StartAsync(IngestPayload.Groups);
        using var client = new IngestClient(portal, payload);
        var next = new int[IngestPayload.Groups];
        for (var group = 0; group < IngestPayload.Groups; group++) await client.SendOneAsync(next[group]++, group);

        var rest = portal.ProcessorSeconds;
        await using var memory = new PeakMemory(portal.PortalId, portal.DatabaseId).Watch();
        long kept = 0, busy = 0, other = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
        {
            var group = connection % IngestPayload.Groups;
            while (Stopwatch.GetElapsedTime(started) < length)
            {
                var round = Interlocked.Increment(ref next[group]) - 1;
                if (round >= Rounds) return;
                // Until it is kept, also past the end: a body that was answered 503 may come again and be stored once.
                while (true)
                {
                    var status = await client.SendOneAsync(round, group);
                    if (status == HttpStatusCode.ServiceUnavailable)
                    {
                        Interlocked.Increment(ref busy);
                        if (Stopwatch.GetElapsedTime(started) > length) break;
                        continue;
                    }

                    Interlocked.Increment(ref (int)status < 300 ? ref kept : ref other);
                    break;
                }
            }
        })));
        var taken = Stopwatch.GetElapsedTime(started);
        var used = portal.ProcessorSeconds - rest;
        var stored = await portal.SamplesAsync();
        var acknowledged = (kept + IngestPayload.Groups) * IngestPayload.SamplesPerBody;
        Say($"{Connections} connections for {taken.TotalSeconds:F0} s: {kept + busy + other:N0} requests, {(double)busy / (kept + busy + other):P1} answered 503, {other} otherwise; {PortalUnderLoad.Load()}");
        Say($"  offered {(kept + busy + other) / (double)Math.Max(1, kept):F1} times what was taken; {kept * IngestPayload.SamplesPerBody / taken.TotalSeconds:N0} samples a second acknowledged, {kept * IngestPayload.SamplesPerBody / used:N0} a second of the processors");
        Say($"  peak memory: portal {memory.Portal / 1024} MB, PostgreSQL {memory.Database / 1024} MB");
        await portal.UntilRolledUpAsync();
        Say($"  acknowledged {acknowledged:N0} samples, stored {stored:N0}: {(acknowledged == stored ? "each once" : "NOT THE SAME")}");
        if (acknowledged != stored) Environment.ExitCode = 1;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
