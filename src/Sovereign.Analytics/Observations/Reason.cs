namespace Sovereign.Analytics.Observations;

/// <summary>Why there is no ratio, no verdict or no plain value: a code of the closed list below and a sentence for people.</summary>
public sealed record Reason(string Code, string Sentence)
{
    public const string NoCountryFigure = "no-country-figure";
    public const string NoReferenceFigure = "no-reference-figure";
    public const string NoFigureInPeriod = "no-figure-in-period";
    public const string ForecastOnly = "forecast-only";
    public const string DifferentIndicators = "different-indicators";
    public const string DifferentUnits = "different-units";
    public const string DifferentDefinitions = "different-definitions";
    public const string DifferentControls = "different-controls";
    public const string DistantPeriods = "distant-periods";
    public const string NotNational = "not-national";
    public const string LowerBounds = "lower-bounds";
    public const string OneSidedBound = "one-sided-bound";
    public const string ZeroDenominator = "zero-denominator";
    public const string OutOfRange = "out-of-range";
    public const string Context = "context";
    public const string SameCountry = "same-country";
    public const string ShortSeries = "short-series";
    public const string BeforeSeries = "before-series";
    public const string SeveralCrossings = "several-crossings";
    public const string Ahead = "ahead";
    public const string NoIndicator = "no-indicator";
    public const string NotPositive = "not-positive";
    public const string NoTarget = "no-target";
    public const string NoBaseFigure = "no-base-figure";
    public const string TargetNotBetter = "target-not-better";

    /// <summary>Every code that <see cref="Code"/> may hold.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        NoCountryFigure, NoReferenceFigure, NoFigureInPeriod, ForecastOnly, DifferentIndicators, DifferentUnits, DifferentDefinitions,
        DifferentControls, DistantPeriods, NotNational, LowerBounds, OneSidedBound, ZeroDenominator, OutOfRange, Context, SameCountry,
        ShortSeries, BeforeSeries, SeveralCrossings, Ahead, NoIndicator, NotPositive, NoTarget, NoBaseFigure, TargetNotBetter,
    ];
}
