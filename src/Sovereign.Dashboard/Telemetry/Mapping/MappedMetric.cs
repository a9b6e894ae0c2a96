using Sovereign.Analytics.Rollups;

namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>One row of the metric map.</summary>
public sealed record MappedMetric
{
    /// <summary>Line of the file it was read from, the header being 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whose metric it is, such as <c>vllm</c>; <c>any</c> for what every process may send.</summary>
    public required string Software { get; init; }

    /// <summary>First version that has it; null: not known.</summary>
    public Version? Since { get; init; }

    /// <summary>First version without it; null: none known.</summary>
    public Version? Until { get; init; }

    /// <summary>Name of the family on the wire, without a histogram's endings.</summary>
    public required string Metric { get; init; }

    /// <summary>Conditions that all must hold; empty: every series.</summary>
    public required IReadOnlyList<LabelCondition> Select { get; init; }

    /// <summary>The conditions as written.</summary>
    public required string SelectText { get; init; }

    /// <summary>What the sender's type line says.</summary>
    public required string Declared { get; init; }

    public required MetricKind Kind { get; init; }

    /// <summary>Null for <see cref="MetricKind.Ignore"/>.</summary>
    public required Signal? Signal { get; init; }

    /// <summary>Unit on the wire.</summary>
    public required string Unit { get; init; }

    /// <summary>What a value of the wire is multiplied with to be in the signal's unit. For counts of a histogram see <see cref="MappedSeries.Factor"/>.</summary>
    public required double Factor { get; init; }

    /// <summary>How the kept series of one engine become the engine's figure.</summary>
    public required Reduction Reduce { get; init; }

    /// <summary>How series of the wire that agree in all kept labels become one; usually as <see cref="Reduce"/>.</summary>
    public required Reduction Fold { get; init; }

    /// <summary>Labels that are stored, sorted; all others are dropped before storage.</summary>
    public required IReadOnlyList<string> Keep { get; init; }

    /// <summary>0 is preferred; a higher rank counts only while no row of a lower one feeds the same signal of the same engine.</summary>
    public required int Rank { get; init; }

    /// <summary>Why it is mapped so.</summary>
    public required string Note { get; init; }

    /// <summary>Where that was read.</summary>
    public required string Evidence { get; init; }

    /// <summary>Whether a version lies within <see cref="Since"/> and <see cref="Until"/>; one that is not known does not.</summary>
    public bool Covers(Version? version) =>
        version is not null && (Since is null || Since.CompareTo(version) <= 0) && (Until is null || Until.CompareTo(version) > 0);
}
