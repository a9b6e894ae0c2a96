namespace Sovereign.Analytics.Rollups;

/// <summary>What the numbers of a series are.</summary>
public enum SeriesKind
{
    /// <summary>Counts from its start on: only differences mean something.</summary>
    Counter,

    /// <summary>Each number counts its own interval, from <see cref="Reading.StartedAt"/> to <see cref="Reading.At"/>.</summary>
    Delta,

    /// <summary>A level that goes up and down.</summary>
    Gauge,
}
