namespace Sovereign.Analytics.Kpis;

/// <summary>How a country stands against the reference country.</summary>
public enum GapVerdict
{
    Behind,
    /// <summary>Both figures are the same number.</summary>
    Level,
    Ahead,
    /// <summary>The numbers differ, but the ratio's 90 % interval contains 1.</summary>
    NotDistinguishable,
    /// <summary>Both figures are lower bounds.</summary>
    KnownAtLeast,
    /// <summary>There are two figures, but they must not be divided.</summary>
    NotComparable,
    /// <summary>A figure is missing, the ratio does not exist, or neither way is better.</summary>
    NoVerdict,
}

public static class GapVerdicts
{
    public static string Code(this GapVerdict verdict) => verdict switch
    {
        GapVerdict.Behind => "behind",
        GapVerdict.Level => "level",
        GapVerdict.Ahead => "ahead",
        GapVerdict.NotDistinguishable => "not-distinguishable",
        GapVerdict.KnownAtLeast => "known-at-least",
        GapVerdict.NotComparable => "not-comparable",
        GapVerdict.NoVerdict => "no-verdict",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
