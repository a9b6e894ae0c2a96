using System.Globalization;

namespace Sovereign.Benchmarks.Ingest;

/// <summary>
/// Samples acknowledged per second and per second of the processors, against receivers of the same machine that take the same bytes. They take turns, so that
/// whatever else the machine does meets all of them. The portal has committed what it acknowledges and makes minutes of it meanwhile; the others hold it in
/// memory or in a log that is not yet on disk.
/// </summary>
internal static class IngestRates
{
    // Until the portal's code is compiled as well as it will be, which a program of Go is from its start.
    private const int WarmRounds = 400;
    private const int RoundsATurn = 100;
    private const int Turns = 3;
    private static readonly int[] connections = [4, 8];

    public static async Task RunAsync(bool withOthers)
    {
        var total = WarmRounds + (RoundsATurn * Turns * connections.Length);
        var payload = IngestPayload.Make(total, mapped: true);
        var part = IngestPayload.Make(total, mapped: false);
        Say($"{IngestPayload.Engines} engines, {IngestPayload.SamplesPerBody} samples a request of {IngestPayload.SamplesPerBody * payload.BytesPerSample:N0} bytes, {total} rounds; {PortalUnderLoad.Load()}");
        await using var portal = await PortalTarget.StartAsync(1);
        await using var portalOfPart = await PortalTarget.StartAsync(1);
        await using var prometheus = withOthers ? await ProgramTarget.PrometheusAsync() : null;
        await using var victoriaMetrics = withOthers ? await ProgramTarget.VictoriaMetricsAsync() : null;
        List<IngestRun> runs = [new("portal with PostgreSQL, all 29 series mapped", portal, payload), new("portal with PostgreSQL, 16 of 29 series mapped", portalOfPart, part)];
        if (prometheus is not null) runs.Add(new("prometheus", prometheus, payload));
        if (victoriaMetrics is not null) runs.Add(new("victoria-metrics", victoriaMetrics, payload));
        foreach (var run in runs) await run.WarmAsync(WarmRounds, connections[0]);
        var from = WarmRounds;
        foreach (var count in connections)
        {
            for (var turn = 0; turn < Turns; turn++, from += RoundsATurn)
            {
                foreach (var run in runs) await run.TurnAsync(from, RoundsATurn, count);
            }
        }

        foreach (var run in runs)
        {
            foreach (var count in connections) Say($"{run.Name}, {count} connections: {run.ASecond(count):N0} samples a second, {run.AProcessorSecond(count):N0} a second of the processors");
            if (run.Target is not PortalTarget measured) continue;
            Say($"  with all roll-ups to minutes: {run.AProcessorSecondWithAll():N0} samples a second of the processors");
            await PrintDiskAsync(measured);
        }

        foreach (var run in runs) run.Dispose();
        Say($"at the end {PortalUnderLoad.Load()}");
    }

    private static async Task PrintDiskAsync(PortalTarget portal)
    {
        var stored = await portal.SamplesAsync();
        var (readings, batches, minutes) = (await portal.BytesAsync("reading"), await portal.BytesAsync("batch"), await portal.BytesAsync("rollup_minute"));
        Say($"  {stored:N0} samples stored; on disk {(double)readings / stored:F1} bytes a sample in readings, {(double)batches / stored:F2} in requests; minutes {(double)minutes / stored:F1} for each stored sample");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
