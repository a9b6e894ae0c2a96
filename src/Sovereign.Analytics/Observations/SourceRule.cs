namespace Sovereign.Analytics.Observations;

/// <summary>The rules that pick one source among several, in the order in which they are asked.</summary>
public enum SourceRule
{
    /// <summary>No other source has a figure.</summary>
    OnlySource,
    /// <summary>The source has a figure for both countries.</summary>
    OneSourceForBoth,
    /// <summary>An editor stated a preference.</summary>
    Preference,
    /// <summary>Its method comes first: official, measured, reported, estimated, modelled, derived.</summary>
    Method,
    /// <summary>Nothing else told them apart.</summary>
    SourceCode,
}

public static class SourceRules
{
    public static string Code(this SourceRule rule) => rule switch
    {
        SourceRule.OnlySource => "only-source",
        SourceRule.OneSourceForBoth => "one-source-for-both",
        SourceRule.Preference => "preference",
        SourceRule.Method => "method",
        SourceRule.SourceCode => "source-code",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };
}
