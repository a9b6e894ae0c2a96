using System.Globalization;

namespace Sovereign.Benchmarks.Ingest;

/// <summary>
/// Samples acknowledged per second and per second of the processors, against receivers of the same machine that take the same bytes. The portal has committed
/// what it acknowledges and makes minutes of it meanwhile; the others hold it in memory or in a log that is not yet on disk.
/// </summary>
internal static class IngestRates
{
    private const int WarmRounds = 400;
    private const int Rounds = 200;
    private static readonly int[] connections = [4, 8];

    public static async Task RunAsync(bool withOthers)
    {
        var total = WarmRounds + (Rounds * connections.Length);
        var payload = IngestPayload.Make(total, mapped: true);
        Say($"{IngestPayload.Engines} engines, {IngestPayload.SamplesPerBody} samples a request of {IngestPayload.SamplesPerBody * payload.BytesPerSample:N0} bytes, {total} rounds; {PortalUnderLoad.Load()}");
        await using (var portal = await PortalTarget.StartAsync(1)) await MeasurePortalAsync(portal, payload, "all 29 series are mapped");
        var part = IngestPayload.Make(total, mapped: false);
        await using (var portal = await PortalTarget.StartAsync(1)) await MeasurePortalAsync(portal, part, "16 of 29 series are mapped");
        if (!withOthers) return;
        foreach (var start in new[] { ProgramTarget.PrometheusAsync, ProgramTarget.VictoriaMetricsAsync })
        {
            await using var target = await start();
            if (target is not null) await MeasureAsync(target, payload);
        }
    }

    private static async Task<(double Used, long Samples)> MeasureAsync(IIngestTarget target, IngestPayload payload)
    {
        using var client = new IngestClient(target, payload);
        Say($"{target.Name}; {PortalUnderLoad.Load()}");
        await client.SendAsync(0, WarmRounds, connections[0]);
        if (target is PortalTarget portal) await portal.UntilRolledUpAsync();
        var before = target.ProcessorSeconds;
        var (from, sum) = (WarmRounds, 0L);
        foreach (var count in connections)
        {
            var (samples, taken, used) = await client.SendAsync(from, Rounds, count);
            Say($"  {count} connections: {samples / taken.TotalSeconds:N0} samples a second, {samples / used:N0} a second of the processors; {PortalUnderLoad.Load()}");
            (from, sum) = (from + Rounds, sum + samples);
        }

        return (before, sum);
    }

    private static async Task MeasurePortalAsync(PortalTarget portal, IngestPayload payload, string what)
    {
        Say($"{what}:");
        var (before, samples) = await MeasureAsync(portal, payload);
        await portal.UntilRolledUpAsync();
        var used = portal.ProcessorSeconds - before;
        var stored = await portal.SamplesAsync();
        var (readings, batches, minutes) = (await portal.BytesAsync("reading"), await portal.BytesAsync("batch"), await portal.BytesAsync("rollup_minute"));
        Say($"  with all roll-ups to minutes: {samples / used:N0} samples a second of the processors");
        Say($"  {stored:N0} samples stored; on disk {(double)readings / stored:F1} bytes a sample in readings, {(double)batches / stored:F2} in requests; minutes {(double)minutes / stored:F1} for each stored sample");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
