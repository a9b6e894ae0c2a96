namespace Sovereign.Analytics.Fleet;

/// <summary>
/// A figure as the two sums it is made of, so that figures of many engines join to sum over sum; the mean of ratios would count an idle engine as much as a
/// busy one. Or the reason why there is none.
/// </summary>
public readonly record struct FleetRatio
{
    private FleetRatio(double numerator, double denominator, string? missing) => (Numerator, Denominator, Missing) = (numerator, denominator, missing);

    public double Numerator { get; }

    public double Denominator { get; }

    /// <summary>A code of <see cref="FleetReason"/>; null where there is a figure.</summary>
    public string? Missing { get; }

    /// <summary>Numerator by denominator; null where there is none.</summary>
    public double? Value => Missing is null ? Numerator / Denominator : null;

    /// <param name="numerator">A sum.</param>
    /// <param name="denominator">A sum; where it is 0 there is no figure.</param>
    public static FleetRatio Of(double numerator, double denominator) => denominator == 0 ? Without(FleetReason.ZeroDenominator) : new(numerator, denominator, null);

    /// <summary>A part of a figure, whose own denominator may be zero.</summary>
    internal static FleetRatio PartOf(double numerator, double denominator) => new(numerator, denominator, null);

    public static FleetRatio Without(string reason) => new(0, 0, reason);
}
