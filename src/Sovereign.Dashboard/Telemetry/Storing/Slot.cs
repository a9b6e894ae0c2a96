using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>What is done with the samples of a series under one of its names on the wire.</summary>
public sealed class Slot
{
    private long passed;

    /// <summary>The series it belongs to; null where its samples are passed over.</summary>
    public TrackedSeries? Series { get; init; }

    /// <summary>Why its samples are passed over.</summary>
    public RejectReason PassedOver { get; init; }

    /// <summary>Whose it is; null for an unknown target.</summary>
    public int? EngineId { get; init; }

    /// <summary>The sender's site.</summary>
    public required int SiteId { get; init; }

    /// <summary>The metric, or for an unknown target what names the target.</summary>
    public required string Subject { get; init; }

    /// <summary>Tells scrapers of one engine apart: a hash of <c>job</c> and <c>instance</c>; 0 where neither is sent.</summary>
    public ulong Writer { get; init; }

    /// <summary>How its samples join those of another slot with the same series and time: labels that told them apart are not kept.</summary>
    public Reduction Fold { get; init; }

    /// <summary>Software that the metric gave away, for an engine that has not stated its own.</summary>
    public string? Software { get; init; }

    /// <summary>Counts one sample passed over.</summary>
    public void Pass() => Interlocked.Increment(ref passed);

    /// <summary>How many were passed over since the last call.</summary>
    public long TakePassed() => Interlocked.Exchange(ref passed, 0);
}
