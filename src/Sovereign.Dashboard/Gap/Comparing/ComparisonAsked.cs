using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>What a comparison asks, every code in it known.</summary>
/// <param name="Columns">Indicators, in the order asked for.</param>
/// <param name="Countries">Rows, in the order asked for; empty for every country with a figure.</param>
/// <param name="Scale">By what figures are divided, where that makes sense.</param>
/// <param name="Reference">The country that ratios divide.</param>
/// <param name="Within">Only figures whose period lies in it; null for the latest of each country.</param>
public sealed record ComparisonAsked(IReadOnlyList<ColumnAsked> Columns, IReadOnlyList<Country> Countries, Scale Scale, Country Reference, Period? Within);
