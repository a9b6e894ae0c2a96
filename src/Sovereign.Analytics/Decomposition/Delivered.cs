using Sovereign.Analytics.Kpis;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Decomposition;

/// <summary>How much of a gap in delivered tokens is installed power, how much its use, and how much what a joule yields.</summary>
public static class Delivered
{
    /// <summary>Petajoules that a gigawatt draws in a year of 365 days.</summary>
    private const double PetajoulesPerGigawattYear = 31.536;

    // PJ a year × share × (tokens per J) = 10^15 tokens a year.
    public static readonly Identity Identity = new(
        Code: "delivered",
        Title: "Delivered tokens by power, its use and tokens per joule",
        Version: 1,
        Sentence:
            "The useful tokens of a year are the energy that installed data-centre power can draw in it, times the part of it that is drawn, times the "
            + "useful tokens per joule.",
        TotalTitle: "Useful tokens",
        TotalUnit: "quadrillion tokens a year",
        Total: Country(Indicators.DatacenterPower) * PetajoulesPerGigawattYear * Country(AwaitedInputs.PowerUtilisation)
            * Country(AwaitedInputs.TokensPerJoule),
        PrimaryIndicator: Indicators.DatacenterPower,
        Factors:
        [
            new("energy-at-full-load", "Energy at full load", "the installed power", FactorKind.Capital, "PJ a year",
                Country(Indicators.DatacenterPower) * PetajoulesPerGigawattYear),
            new("utilisation", "Utilisation of that power", "the utilisation", FactorKind.Utilisation, "of full load", Country(AwaitedInputs.PowerUtilisation)),
            new("tokens-per-joule", "Useful tokens per joule", "the tokens per joule", FactorKind.Efficiency, "tokens per joule", Country(AwaitedInputs.TokensPerJoule)),
        ],
        Limits:
            "Tokens per joule are hardware and software together: a newer chip moves them as better software does, so software can close at most the part "
            + "that this factor makes. Tokens of different models are not the same work, and most data centres do not make tokens: only engines that report are measured. "
            + "None of this is published for any country yet, and no figure is assumed in its place.");
}
