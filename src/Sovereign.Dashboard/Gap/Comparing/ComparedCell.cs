using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>A country's value in a column of a comparison, with what it rests on.</summary>
/// <param name="Country">Alpha-3.</param>
/// <param name="Figure">The figure that stands for the country.</param>
/// <param name="Choice">Why that one.</param>
/// <param name="Denominator">What it is divided by; null on the absolute scale, and where there is none near enough in time.</param>
/// <param name="Value">On the column's scale; null where the scale cannot be reached, and then <paramref name="Reason"/> says why.</param>
/// <param name="Arithmetic">The formula with the digits of the figures; null like <paramref name="Value"/>.</param>
/// <param name="Reason">Why there is no value, or none that may be ranked.</param>
public sealed record ComparedCell(
    string Country, PublishedObservation Figure, FigureChoice Choice, PublishedObservation? Denominator, Estimate? Value, string? Arithmetic, Reason? Reason)
{
    /// <summary>Its place among all countries measured; null where it is not ranked.</summary>
    public RankInterval? Rank { get; init; }

    /// <summary>The reference country's value divided by this one; null where the two may not be divided.</summary>
    public Estimate? Ratio { get; init; }

    /// <summary>How the country stands beside the reference country; null in the reference country's own cell.</summary>
    public GapVerdict? Verdict { get; init; }

    /// <summary>Why there is no ratio or no verdict; null when there are both.</summary>
    public Reason? VerdictReason { get; init; }

    /// <summary>Whether it speaks of another period than most of the column.</summary>
    public bool OtherPeriod { get; init; }

    /// <summary>Whether it came about in another way than most of the column.</summary>
    public bool OtherMethod { get; init; }

    /// <summary>An exact figure of the whole country: only such are ranked.</summary>
    public bool IsPlain => Value is not null && Figure is { Bound: Bound.Exact, Coverage: "national" };
}
