namespace Sovereign.Dashboard.Telemetry;

/// <summary>Limits of what is taken and how long it is kept; section <c>Telemetry</c> of the configuration.</summary>
public sealed class TelemetryOptions
{
    /// <summary>How far a sample may lie in the future: clocks differ, but one sample an hour ahead would make all true ones look late.</summary>
    public TimeSpan FutureWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How old a sample may be. A day is closed when this much time has passed after it.</summary>
    public TimeSpan LateWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Longest time between two samples that is bridged; what was counted over a longer one is not known to belong to it.</summary>
    public TimeSpan LongestGap { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the same body under the same key is recognised without reading the database.</summary>
    public TimeSpan RepeatWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Samples that may wait for their commit, over all senders; more are answered 503. 40 bytes each.</summary>
    public int MaxWaitingSamples { get; set; } = 2_000_000;

    /// <summary>Samples that share a commit at most.</summary>
    public int MaxSamplesPerCommit { get; set; } = 50_000;

    /// <summary>Series of one engine; each bucket of a histogram is one.</summary>
    public int MaxSeriesPerEngine { get; set; } = 4_000;

    /// <summary>New series that one engine may bring within an hour.</summary>
    public int MaxNewSeriesPerHour { get; set; } = 2_000;

    /// <summary>Names of series remembered per key; past it they are learnt anew.</summary>
    public int MaxNamesPerKey { get; set; } = 200_000;

    /// <summary>Days that readings as sent and the requests that brought them are kept.</summary>
    public int KeepReadingsDays { get; set; } = 3;

    /// <summary>Days that minutes are kept.</summary>
    public int KeepMinutesDays { get; set; } = 30;

    /// <summary>Days that hours are kept; days are kept for good.</summary>
    public int KeepHoursDays { get; set; } = 730;

    /// <summary>What the portal asks sites' own stores for.</summary>
    public PullingOptions Pulling { get; set; } = new();

    /// <summary>What the portal fetches from engines itself.</summary>
    public ScrapingOptions Scraping { get; set; } = new();
}
