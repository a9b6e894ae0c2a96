using System.Globalization;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Receiving;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Receiving;

/// <summary>Writes down what a reader puts in, one line a sample: <c>name{label=value,…} value @time from start</c>.</summary>
internal sealed class RecordingSink : ISampleSink
{
    private readonly Dictionary<string, int> slots = [];
    private readonly List<(int Slot, long At, double Value, long StartedAt)> samples = [];

    public List<SeriesName> Series { get; } = [];

    public Dictionary<RejectReason, int> Refused { get; } = [];

    public List<string> Examples { get; } = [];

    public int Found { get; private set; }

    public bool IsUntouched => Series.Count == 0 && samples.Count == 0 && Refused.Count == 0;

    public IReadOnlyList<string> Lines => [.. samples.Select(sample => Line(sample.Slot, sample.At, sample.Value, sample.StartedAt))];

    public IReadOnlyList<double> Values => [.. samples.Select(sample => sample.Value)];

    public int Find(ReadOnlySpan<byte> identity)
    {
        if (!slots.TryGetValue(Convert.ToHexString(identity), out var slot)) return -1;
        Found++;
        return slot;
    }

    public int Add(ReadOnlySpan<byte> identity, SeriesName name)
    {
        Series.Add(name);
        slots.Add(Convert.ToHexString(identity), Series.Count - 1);
        return Series.Count - 1;
    }

    public void Sample(int slot, long at, double value, long startedAt = 0)
    {
        Assert.InRange(slot, 0, Series.Count - 1);
        samples.Add((slot, at, value, startedAt));
    }

    public void Reject(RejectReason reason, int points, string example)
    {
        Assert.True(points > 0);
        Refused[reason] = Refused.GetValueOrDefault(reason) + points;
        Examples.Add(example);
    }

    public void ForgetSamples() => samples.Clear();

    private string Line(int slot, long at, double value, long startedAt)
    {
        var name = Series[slot];
        var labels = string.Join(",", name.Labels.Select(label => $"{label.Name}={label.Value}"));
        var number = StaleMarker.Is(value) ? "stale" : value.ToString(CultureInfo.InvariantCulture);
        return $"{name.Metric}{{{labels}}} {number}"
            + (at == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" @{at}"))
            + (startedAt == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" from {startedAt}"));
    }
}
