using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap;

/// <summary>A country's distance from another on one indicator, definition and control.</summary>
/// <param name="Indicator">What is compared.</param>
/// <param name="Definition">The definition; null where the indicator has only one meaning, and where nothing is published.</param>
/// <param name="Control">In which sense the countries have it.</param>
/// <param name="Country">The country's figure as published; null when it has none.</param>
/// <param name="Reference">The reference country's figure; null when it has none.</param>
/// <param name="Pair">Why these two figures, and what may be done with them.</param>
/// <param name="Comparison">Ratio, absolute distance and verdict.</param>
/// <param name="IsThirdHand">Whether a figure is known only through a republication.</param>
/// <param name="Years">
/// How long ago the reference country had what the country has now, by the series of one source and not per inhabitant; null where neither way is better.
/// </param>
public sealed record GapRow(
    Indicator Indicator, Definition? Definition, Control Control, PublishedObservation? Country, PublishedObservation? Reference, PairChoice Pair,
    GapComparison Comparison, bool IsThirdHand, DistanceInYears? Years = null);
