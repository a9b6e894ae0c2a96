namespace Sovereign.EngineSimulator.Engines;

/// <summary>
/// An engine at work: load follows the hours of a day, requests come at random, counters begin anew when its process does. The same seed gives the same
/// stream, whoever asks for it.
/// </summary>
public abstract class SimulatedEngine
{
    private const double IdleWatts = 90;
    private const double BusyWatts = 610;
    private const double SecondsPerDay = 86_400;

    private readonly List<Metric> metrics = [];
    private readonly double phase;
    private readonly double size;
    private readonly double restartsPerSecond;
    private readonly Metric power;
    private readonly Metric energy;
    private readonly Metric busy;
    private double load;

    /// <param name="code">Also the value of the label <c>engine</c>.</param>
    /// <param name="seed">Of everything random about it.</param>
    /// <param name="startedAt">When its process began, milliseconds since 1970.</param>
    /// <param name="meanLife">How long its process lives on average.</param>
    protected SimulatedEngine(string code, int seed, long startedAt, TimeSpan meanLife)
    {
        Code = code;
        Random = new Random(seed);
        Now = StartedAt = startedAt;
        phase = Random.NextDouble();
        size = 0.5 + (0.5 * Random.NextDouble());
        load = 0.3 + (0.4 * Random.NextDouble());
        restartsPerSecond = 1 / meanLife.TotalSeconds;
        // GPUs answer for themselves and do not care who uses them.
        var uuid = $"GPU-{seed:x8}-{code}";
        power = new("DCGM_FI_DEV_POWER_USAGE", MetricKind.Gauge, [("UUID", uuid), ("engine", code), ("gpu", "0")], outlivesRestarts: true);
        energy = new("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", MetricKind.Counter, [("UUID", uuid), ("engine", code), ("gpu", "0")], outlivesRestarts: true);
        busy = new("DCGM_FI_DEV_GPU_UTIL", MetricKind.Gauge, [("UUID", uuid), ("engine", code), ("gpu", "0")], outlivesRestarts: true);
        if (HasAccelerator) metrics.AddRange([power, energy, busy]);
    }

    public string Code { get; }

    /// <summary>What the portal's map calls it.</summary>
    public abstract string Software { get; }

    public virtual bool HasAccelerator => true;

    /// <summary>When its process began, milliseconds since 1970.</summary>
    public long StartedAt { get; private set; }

    /// <summary>How far it has come, milliseconds since 1970.</summary>
    public long Now { get; private set; }

    /// <summary>How often its process began anew.</summary>
    public int Restarts { get; private set; }

    /// <summary>Everything it says.</summary>
    public IReadOnlyList<Metric> Metrics => metrics;

    /// <summary>The counter of generated tokens.</summary>
    public abstract Metric GeneratedTokens { get; }

    protected Random Random { get; }

    /// <summary>Lets time pass. A restart falls on the beginning of a step, so that nothing is lost between two looks.</summary>
    public void Advance(TimeSpan step)
    {
        var seconds = step.TotalSeconds;
        if (Random.NextDouble() < seconds * restartsPerSecond) Restart();
        Now += (long)step.TotalMilliseconds;
        var day = 0.55 + (0.35 * Math.Sin(2 * Math.PI * ((Now / 1000.0 / SecondsPerDay) + phase)));
        load = Math.Clamp(load + (0.2 * (day - load)) + (0.05 * Normal()), 0.02, 1);
        Work(seconds, load * size);
        power.Set(Math.Round(IdleWatts + (BusyWatts * load * size), 3));
        energy.Add(Math.Round(power.Value * 1000 * seconds));
        busy.Set(Math.Round(100 * Math.Min(1, load * 1.1)));
    }

    /// <summary>Ends its process and begins a new one: counters are 0 again.</summary>
    public void Restart()
    {
        foreach (var metric in metrics) metric.Restart();
        // It takes a moment: a process that began at the very look before would not be seen to have begun after it.
        StartedAt = Now + 500;
        Restarts++;
        OnRestart();
    }

    /// <summary>What it does in some seconds at a load between 0 and 1.</summary>
    protected abstract void Work(double seconds, double load);

    protected virtual void OnRestart()
    {
    }

    protected Metric Says(Metric metric)
    {
        metrics.Add(metric);
        return metric;
    }

    /// <summary>How many of something rare happen, of which so many are expected.</summary>
    protected int Poisson(double expected)
    {
        if (expected > 30) return (int)Math.Max(0, Math.Round(expected + (Math.Sqrt(expected) * Normal())));
        var (limit, product, count) = (Math.Exp(-expected), Random.NextDouble(), 0);
        for (; product > limit; count++) product *= Random.NextDouble();
        return count;
    }

    /// <summary>A time around a median: most are near it, some are far longer.</summary>
    protected double LogNormal(double median, double spread) => median * Math.Exp(spread * Normal());

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - Random.NextDouble())) * Math.Cos(2 * Math.PI * Random.NextDouble());
}
