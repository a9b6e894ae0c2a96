using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Quantities;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Observations;

/// <summary>One published figure as comparisons and formulas see it: its meaning, its value, and where to find the line it came from.</summary>
/// <param name="Indicator">The indicator's code.</param>
/// <param name="Country">ISO 3166-1 alpha-3.</param>
/// <param name="Period">The time it speaks of.</param>
/// <param name="Definition">The definition's code; empty where the indicator has only one meaning.</param>
/// <param name="Control">In which sense the country has it.</param>
/// <param name="Bound">Whether it is the quantity or only a limit of it.</param>
/// <param name="Coverage">How much of the country it covers.</param>
/// <param name="Status">The letter of SDMX's OBS_STATUS: A normal, E estimated, F forecast, M missing, …</param>
/// <param name="Method">How it came about.</param>
/// <param name="Source">The source's code.</param>
/// <param name="Estimate">The value with its 90 % interval, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit of the value.</param>
/// <param name="ValueText">The digits as written.</param>
/// <param name="VersionId">The dataset version that published it.</param>
/// <param name="Line">Its line in that version's file, counted from 1.</param>
public sealed record Figure(
    string Indicator,
    string Country,
    Period Period,
    string Definition,
    Control Control,
    Bound Bound,
    Coverage Coverage,
    string Status,
    Method Method,
    string Source,
    Estimate Estimate,
    Unit Unit,
    string ValueText,
    Guid VersionId,
    long Line)
{
    public const string Forecast = "F";
    public const string Missing = "M";

    /// <summary>Forecasts tell what somebody expects and missing values tell nothing: neither enters a comparison or a formula.</summary>
    public bool IsUsable => Status is not (Forecast or Missing);
}
