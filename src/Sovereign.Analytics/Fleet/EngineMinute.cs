namespace Sovereign.Analytics.Fleet;

/// <summary>
/// What an engine did in one minute: the increases of the intervals between two readings that end in it. A signal that did not come is null, which is not zero.
/// </summary>
/// <param name="Start">Milliseconds since 1970-01-01 UTC.</param>
public sealed record EngineMinute(long Start)
{
    public double? GeneratedTokens { get; init; }

    /// <summary>Tokens of prompts, those found in a cache included.</summary>
    public double? PromptTokens { get; init; }

    /// <summary>Tokens of prompts that were found in a cache and not computed.</summary>
    public double? CachedPromptTokens { get; init; }

    public double? Requests { get; init; }

    public double? Errors { get; init; }

    /// <summary>Characters of what was generated, where the sender counts them.</summary>
    public double? GeneratedCharacters { get; init; }

    /// <summary>What was generated in each language, by the first subtag of its tag (BCP 47), "" where it is not said; null where the sender does not tell them apart.</summary>
    public IReadOnlyDictionary<string, LanguageSums>? ByLanguage { get; init; }

    /// <summary>Joules of the accelerators.</summary>
    public double? GpuEnergyJoules { get; init; }

    public EnergyProvenance? GpuEnergyProvenance { get; init; }

    /// <summary>How many accelerators' energy came.</summary>
    public int? GpuEnergySeries { get; init; }

    /// <summary>Joules of the host, without its accelerators.</summary>
    public double? HostEnergyJoules { get; init; }

    /// <summary>The mean utilisation of the accelerators, between 0 and 1.</summary>
    public double? Utilisation { get; init; }

    /// <summary>The mean number of requests that ran at once.</summary>
    public double? MeanBatch { get; init; }

    /// <summary>Seconds of the intervals in which tokens were counted. An interval that began in an earlier minute counts whole, so this can exceed 60.</summary>
    public double TokenSeconds { get; init; }

    /// <summary>Seconds of the intervals for which every accelerator's energy is known.</summary>
    public double GpuEnergySeconds { get; init; }

    /// <summary>Seconds of the intervals for which the host's energy is known.</summary>
    public double HostEnergySeconds { get; init; }

    /// <summary>
    /// Seconds of the longest of the accelerators' intervals. Where one accelerator was seen for longer than another, dividing by what all are known for would
    /// make a power that nobody drew.
    /// </summary>
    public double GpuEnergyLongestSeconds { get; init; }

    /// <summary>The same of the host's parts.</summary>
    public double HostEnergyLongestSeconds { get; init; }

    /// <summary>Seconds in which the engine was up.</summary>
    public double UpSeconds { get; init; }

    /// <summary>How often a counter of tokens started again.</summary>
    public int Resets { get; init; }

    /// <summary>Tokens that were computed and not found in a cache; null where what was cached is not known.</summary>
    public double? ComputedTokens =>
        PromptTokens - CachedPromptTokens is { } computed ? GeneratedTokens + Math.Max(0, computed) : null;
}
