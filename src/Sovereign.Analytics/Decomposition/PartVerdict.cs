namespace Sovereign.Analytics.Decomposition;

/// <summary>How the two countries differ in a factor or total. It says who has more, not who is better off.</summary>
public enum PartVerdict
{
    ReferenceHasMore,
    CountryHasMore,
    /// <summary>Both values are the same number.</summary>
    Level,
    /// <summary>The values differ, but the ratio's 90 % interval contains 1.</summary>
    NotDistinguishable,
    /// <summary>A value is missing, or the two may not be divided.</summary>
    Unknown,
}

public static class PartVerdicts
{
    public static string Code(this PartVerdict verdict) => verdict switch
    {
        PartVerdict.ReferenceHasMore => "reference-has-more",
        PartVerdict.CountryHasMore => "country-has-more",
        PartVerdict.Level => "level",
        PartVerdict.NotDistinguishable => "not-distinguishable",
        PartVerdict.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
