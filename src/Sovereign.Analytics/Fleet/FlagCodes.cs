namespace Sovereign.Analytics.Fleet;

/// <summary>What an engine's day can be flagged for. A flag excludes the day from every national figure until somebody explains it.</summary>
public static class FlagCodes
{
    public const string ImpossibleRate = "impossible-rate";
    public const string ImpossibleEfficiency = "impossible-efficiency";
    public const string ReplayedCounter = "replayed-counter";
    public const string SelectiveReporting = "selective-reporting";
    public const string ClockSkew = "clock-skew";

    /// <summary>Every code with a sentence for people.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [ImpossibleRate] = "More tokens than the accelerators can compute for this model.",
        [ImpossibleEfficiency] = "More tokens from a joule, or more joules in a second, than the accelerators allow.",
        [ReplayedCounter] = "A counter that began again where it cannot have, or readings that repeat earlier ones.",
        [SelectiveReporting] = "Times, or the energy of times with tokens, that were not reported.",
        [ClockSkew] = "The sender's clock is off by more than a minute.",
    };
}
