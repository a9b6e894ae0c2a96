using Sovereign.Analytics.Kpis;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Decomposition;

/// <summary>How much of a gap in delivered tokens is accelerators, how much their use, and how much what software makes of them.</summary>
public static class DeliveredByAccelerators
{
    // H100-equivalents × share × tokens per H100-equivalent and second = tokens a second.
    public static readonly Identity Identity = new(
        Code: "delivered-by-accelerators",
        Title: "Delivered tokens by accelerators, their use and software",
        Version: 1,
        Sentence:
            "The useful tokens of a second are the accelerators, counted in equivalents of an H100, times the part of their time in use, times the useful "
            + "tokens per equivalent and second in use.",
        TotalTitle: "Useful tokens",
        TotalUnit: "tokens a second",
        Total: Country(Indicators.AcceleratorsH100e) * Country(AwaitedInputs.AcceleratorUtilisation) * Country(AwaitedInputs.TokensPerAcceleratorSecond),
        PrimaryIndicator: Indicators.AcceleratorsH100e,
        Factors:
        [
            new("accelerators", "Accelerators", "the accelerators", FactorKind.Capital, "H100-equivalents", Country(Indicators.AcceleratorsH100e)),
            new("utilisation", "Utilisation of accelerators", "the utilisation", FactorKind.Utilisation, "of their time",
                Country(AwaitedInputs.AcceleratorUtilisation)),
            new("tokens-per-accelerator-second", "Useful tokens per accelerator and second", "what software makes of each", FactorKind.Software,
                "tokens per H100-equivalent and second", Country(AwaitedInputs.TokensPerAcceleratorSecond)),
        ],
        Limits:
            "Weighing accelerators by their speed puts hardware into the first factor, so that the last is mostly software; what the weights miss, memory and networks "
            + "above all, stays in it. Known clusters are lower bounds of what a country has, and two lower bounds have no ratio. "
            + "Tokens of different models are not the same work. Use and tokens are published for no country yet, and no figure is assumed in their place.");
}
