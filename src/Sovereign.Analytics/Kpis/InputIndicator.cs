using Sovereign.Analytics.Quantities;

namespace Sovereign.Analytics.Kpis;

/// <summary>An indicator that a formula reads, and the unit in which the formula takes it. Figures in another unit of the same dimension are converted.</summary>
public sealed record InputIndicator(string Code, Unit Unit);
