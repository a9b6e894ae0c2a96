namespace Sovereign.Analytics.Kpis;

/// <summary>What became of an evaluation.</summary>
public enum KpiStatus
{
    /// <summary>There is a value.</summary>
    Value,
    /// <summary>The value rests on a lower bound: it is at least this. Of two lower bounds no ratio is taken, and there is no value.</summary>
    KnownAtLeast,
    /// <summary>The country has more than the reference country: there is no distance behind it, and no value.</summary>
    Ahead,
    /// <summary>There are figures, but they must not be combined.</summary>
    NotComparable,
    /// <summary>A figure is missing, or the formula has no result for these figures.</summary>
    NoVerdict,
}

public static class KpiStatuses
{
    public static string Code(this KpiStatus status) => status switch
    {
        KpiStatus.Value => "value",
        KpiStatus.KnownAtLeast => "known-at-least",
        KpiStatus.Ahead => "ahead",
        KpiStatus.NotComparable => "not-comparable",
        KpiStatus.NoVerdict => "no-verdict",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
