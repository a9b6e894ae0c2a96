namespace Sovereign.Analytics.Fleet;

/// <summary>Why an engine has no figure of a kind.</summary>
public static class FleetReason
{
    public const string BoundaryMissing = "boundary-missing";
    public const string EffectivenessMissing = "pue-missing";
    public const string PriceMissing = "price-missing";
    public const string AcceleratorsMissing = "accelerators-missing";
    public const string ParametersMissing = "parameters-missing";
    public const string PeakMissing = "peak-missing";
    public const string BandwidthMissing = "bandwidth-missing";
    public const string BenchmarkMissing = "benchmark-missing";
    public const string DeviceClassMissing = "device-class-missing";
    public const string TokensMissing = "tokens-missing";
    public const string ComputedTokensMissing = "computed-tokens-missing";
    public const string EnergyMissing = "energy-missing";
    public const string BatchMissing = "batch-missing";
    public const string CharactersMissing = "characters-missing";
    public const string RequestsMissing = "requests-missing";
    public const string UtilisationMissing = "utilisation-missing";
    public const string ZeroDenominator = "zero-denominator";

    /// <summary>Every code with a sentence for people.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [BoundaryMissing] = "Nobody stated what the engine's joules include, so that no figure of energy is published.",
        [EffectivenessMissing] = "The site's power usage effectiveness is not stated.",
        [PriceMissing] = "The price of the site's electricity is not stated.",
        [AcceleratorsMissing] = "The number of accelerators is not stated.",
        [ParametersMissing] = "The model's active parameters, or the bytes of each, are not stated.",
        [PeakMissing] = "The peak of the accelerator at this precision is not stated.",
        [BandwidthMissing] = "The memory bandwidth of the accelerator is not stated.",
        [BenchmarkMissing] = "The catalogue has no published benchmark of this model on this hardware.",
        [DeviceClassMissing] = "Nobody stated what the engine runs on.",
        [TokensMissing] = "No generated tokens were reported.",
        [ComputedTokensMissing] = "How many tokens of prompts came from a cache is not reported.",
        [EnergyMissing] = "No minute has both its tokens and all its energy within the boundary.",
        [BatchMissing] = "How many requests ran at once is not reported.",
        [CharactersMissing] = "The sender does not count characters.",
        [RequestsMissing] = "Requests or errors are not reported.",
        [UtilisationMissing] = "Utilisation is not reported.",
        [ZeroDenominator] = "What the figure is divided by is zero.",
    };
}
