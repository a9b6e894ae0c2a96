namespace Sovereign.Dashboard.Design;

/// <summary>Why a printed value has no interval: a closed list.</summary>
public enum NoInterval
{
    /// <summary>The source states none. Comparisons then take half the width of the last digit written.</summary>
    NotStated,

    /// <summary>The value is "at least": the truth is this or more.</summary>
    LowerBound,

    /// <summary>The value is "up to": the truth is this or less.</summary>
    UpperBound,
}

public static class NoIntervals
{
    public static string Code(this NoInterval reason) => reason switch
    {
        NoInterval.NotStated => "not-stated",
        NoInterval.LowerBound => "lower-bound",
        NoInterval.UpperBound => "upper-bound",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
