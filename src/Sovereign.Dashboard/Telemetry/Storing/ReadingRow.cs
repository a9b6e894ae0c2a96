namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>A row of <c>telemetry.reading</c> being put together: what one engine reported at one time.</summary>
public sealed class ReadingRow(int engineId, long at, long batchId)
{
    // What an engine with one histogram says at a time.
    private const int Usual = 32;

    private readonly List<int> series = new(Usual);
    private readonly List<double> numbers = new(Usual);
    private List<long>? started;

    public int EngineId => engineId;

    /// <summary>Milliseconds since 1970.</summary>
    public long At => at;

    public long BatchId => batchId;

    public int[] Series => [.. series];

    public double[] Numbers => [.. numbers];

    /// <summary>When each began; null where none says.</summary>
    public long[]? Started => started?.ToArray();

    /// <param name="one">A series that is stored.</param>
    /// <param name="value">As sent.</param>
    /// <param name="startedAt">Milliseconds since 1970; 0 where not said.</param>
    public void Add(TrackedSeries one, double value, long startedAt)
    {
        if (startedAt != 0 && started is null) started = [.. series.Select(_ => 0L)];
        series.Add(one.Id);
        numbers.Add(value);
        started?.Add(startedAt);
    }

    /// <summary>The value it holds of a series; null for none.</summary>
    public double? Of(TrackedSeries one) => series.IndexOf(one.Id) is >= 0 and var i ? numbers[i] : null;
}
