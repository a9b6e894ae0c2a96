namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>What <see cref="StoreSamples"/> knows of an engine; only its one loop uses it.</summary>
public sealed class TrackedEngine
{
    /// <summary>Newest reading in the database when this process first met the engine, milliseconds since 1970; what is newer is surely new.</summary>
    public long Frontier { get; init; }

    /// <summary>Its series, stored by anyone.</summary>
    public int SeriesCount { get; set; }

    /// <summary>When its newest series came, within the last hour.</summary>
    public Queue<long> NewSeries { get; } = new();
}
