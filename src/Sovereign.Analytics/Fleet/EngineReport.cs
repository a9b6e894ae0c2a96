namespace Sovereign.Analytics.Fleet;

/// <summary>An engine's day as the nation's figures take it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Judgement">What is wrong with it.</param>
/// <param name="Explained">The codes of flags that somebody has explained and a second person accepted.</param>
public sealed record EngineReport(EngineDay Day, Judgement Judgement, IReadOnlySet<string> Explained)
{
    /// <summary>Whether every flag is explained.</summary>
    public bool IsIncluded => Judgement.Flags.All(flag => Explained.Contains(flag.Code));
}
