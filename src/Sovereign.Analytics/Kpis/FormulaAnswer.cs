using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Kpis;

/// <summary>What a formula gives for its inputs.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Value">The number; for <see cref="KpiStatus.KnownAtLeast"/> the bound; null when there is none.</param>
/// <param name="Remark">Why there is no plain value, or what to mind about it; null when there is nothing to add.</param>
public sealed record FormulaAnswer(KpiStatus Status, Estimate? Value, Reason? Remark);
