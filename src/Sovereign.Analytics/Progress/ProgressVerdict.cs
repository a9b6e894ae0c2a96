namespace Sovereign.Analytics.Progress;

/// <summary>What one method says of a country's progress.</summary>
public enum ProgressVerdict
{
    /// <summary>The country began behind the frontier, and the ratio between them moved its way.</summary>
    Closing,
    /// <summary>The country is behind the frontier, and the ratio moved against it.</summary>
    Widening,
    /// <summary>The country was ahead and is further ahead.</summary>
    LeadGrowing,
    /// <summary>The country is ahead, but less so than before.</summary>
    LeadShrinking,
    /// <summary>The figure moved the good way.</summary>
    Improving,
    /// <summary>The figure moved the bad way.</summary>
    Worsening,
    /// <summary>The numbers before and after are the same.</summary>
    Steady,
    /// <summary>The numbers differ, but within their 90 % intervals there may have been no move.</summary>
    NotDistinguishable,
    /// <summary>The target is reached.</summary>
    Reached,
    /// <summary>Further than the pace to the target asks.</summary>
    AheadOfPace,
    /// <summary>Within its 90 % interval the figure is where the pace to the target has it.</summary>
    OnPace,
    /// <summary>Less far than the pace to the target asks.</summary>
    BehindPace,
    /// <summary>The method has nothing to say here; its reason tells why.</summary>
    NoVerdict,
}

public static class ProgressVerdicts
{
    public static string Code(this ProgressVerdict verdict) => verdict switch
    {
        ProgressVerdict.Closing => "closing",
        ProgressVerdict.Widening => "widening",
        ProgressVerdict.LeadGrowing => "lead-growing",
        ProgressVerdict.LeadShrinking => "lead-shrinking",
        ProgressVerdict.Improving => "improving",
        ProgressVerdict.Worsening => "worsening",
        ProgressVerdict.Steady => "steady",
        ProgressVerdict.NotDistinguishable => "not-distinguishable",
        ProgressVerdict.Reached => "reached",
        ProgressVerdict.AheadOfPace => "ahead-of-pace",
        ProgressVerdict.OnPace => "on-pace",
        ProgressVerdict.BehindPace => "behind-pace",
        ProgressVerdict.NoVerdict => "no-verdict",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    /// <summary>As people read it.</summary>
    public static string Words(this ProgressVerdict verdict) => verdict switch
    {
        ProgressVerdict.Closing => "the gap is closing",
        ProgressVerdict.Widening => "the gap is widening",
        ProgressVerdict.LeadGrowing => "the lead is growing",
        ProgressVerdict.LeadShrinking => "the lead is shrinking",
        ProgressVerdict.Improving => "improving",
        ProgressVerdict.Worsening => "worsening",
        ProgressVerdict.Steady => "steady",
        ProgressVerdict.NotDistinguishable => "not distinguishable",
        ProgressVerdict.Reached => "target reached",
        ProgressVerdict.AheadOfPace => "ahead of the pace",
        ProgressVerdict.OnPace => "on pace",
        ProgressVerdict.BehindPace => "behind the pace",
        ProgressVerdict.NoVerdict => "no verdict",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    /// <summary>Which way a verdict points.</summary>
    public static ProgressBearing Bearing(this ProgressVerdict verdict) => verdict switch
    {
        ProgressVerdict.Closing or ProgressVerdict.LeadGrowing or ProgressVerdict.Improving => ProgressBearing.Forward,
        ProgressVerdict.Reached or ProgressVerdict.AheadOfPace or ProgressVerdict.OnPace => ProgressBearing.Forward,
        ProgressVerdict.Widening or ProgressVerdict.LeadShrinking or ProgressVerdict.Worsening or ProgressVerdict.BehindPace => ProgressBearing.Back,
        ProgressVerdict.Steady or ProgressVerdict.NotDistinguishable or ProgressVerdict.NoVerdict => ProgressBearing.None,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
