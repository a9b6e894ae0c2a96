using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap.Claims;

/// <summary>A reconstruction computed from what an edition publishes.</summary>
/// <param name="Reconstruction">The pair.</param>
/// <param name="Numerator">The figure divided; null when it is not published.</param>
/// <param name="Denominator">The figure it is divided by; null when it is not published.</param>
/// <param name="Result">Numerator over denominator, dimensionless, with the interval that the two figures leave; null without both.</param>
/// <param name="Verdict">Whether it gives the claim's number.</param>
public sealed record ExaminedPair(
    Reconstruction Reconstruction, PublishedObservation? Numerator, PublishedObservation? Denominator, Estimate? Result, ClaimVerdict Verdict);
