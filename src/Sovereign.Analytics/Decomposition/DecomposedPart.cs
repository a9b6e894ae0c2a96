using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Decomposition;

/// <summary>A factor or the total with its values in both countries, and its part of the gap.</summary>
/// <param name="Country">The country's value; null where a figure is missing or only a bound.</param>
/// <param name="Reference">The reference country's value, likewise.</param>
/// <param name="Ratio">Reference divided by country; null unless both are known, may be divided, and the country's is not to be told from zero.</param>
/// <param name="Verdict">Who has more.</param>
public sealed record DecomposedPart(Estimate? Country, Estimate? Reference, Estimate? Ratio, PartVerdict Verdict)
{
    /// <summary>
    /// Its term of the difference of the totals, in their unit; of the total the whole difference. Null unless the gap can be taken apart. The interval of a factor's
    /// term holds the totals at their central values and lets the factor move through its own interval, so that it contains 0 exactly where the ratio's contains 1.
    /// </summary>
    public Estimate? Term { get; init; }

    /// <summary>Its share of the difference: shares add up to 1, and single ones may lie below 0 or above 1. Null where there is no difference.</summary>
    public double? Share { get; init; }

    /// <summary>Values that are known and may be divided.</summary>
    public static DecomposedPart Of(Estimate country, Estimate reference)
    {
        Estimate? ratio = country.Contains(0) ? null : reference / country;
        return new(country, reference, ratio, Judge(country, reference, ratio));
    }

    /// <summary>Values of which one is missing, or that may not be divided.</summary>
    public static DecomposedPart Unknown(Estimate? country = null, Estimate? reference = null) => new(country, reference, null, PartVerdict.Unknown);

    private static PartVerdict Judge(Estimate country, Estimate reference, Estimate? ratio)
    {
        if (country.Central == reference.Central)
            return PartVerdict.Level;
        if (ratio?.Contains(1) ?? country.Overlaps(reference))
            return PartVerdict.NotDistinguishable;
        return reference.Central > country.Central ? PartVerdict.ReferenceHasMore : PartVerdict.CountryHasMore;
    }
}
