namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>A row of <c>telemetry.reading</c> being put together: what one engine reported at one time.</summary>
public sealed class ReadingRow(int engineId, long at, long batchId)
{
    private readonly List<TrackedSeries> series = [];
    private readonly List<double> numbers = [];
    private readonly List<long> started = [];

    public int EngineId => engineId;

    /// <summary>Milliseconds since 1970.</summary>
    public long At => at;

    public long BatchId => batchId;

    public int[] Series => series.ConvertAll(one => one.Id).ToArray();

    public double[] Numbers => [.. numbers];

    /// <summary>When each began; null where none says.</summary>
    public long[]? Started => started.TrueForAll(begin => begin == 0) ? null : [.. started];

    public void Add(TrackedSeries one, double value, long startedAt)
    {
        series.Add(one);
        numbers.Add(value);
        started.Add(startedAt);
    }

    /// <summary>The value it holds of a series; null for none.</summary>
    public double? Of(TrackedSeries one) => series.IndexOf(one) is >= 0 and var i ? numbers[i] : null;
}
