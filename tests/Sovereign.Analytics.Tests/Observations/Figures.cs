using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Quantities;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Tests.Observations;

/// <summary>Figures for tests: data-centre power, installed, on the territory, unless said otherwise.</summary>
internal static class Figures
{
    public static Figure Of(
        string country,
        string value,
        string period = "2024",
        string source = "iea",
        string indicator = "datacenter-power",
        string definition = "all-installed",
        Control control = Control.Territory,
        Bound bound = Bound.Exact,
        Coverage coverage = Coverage.National,
        string status = "A",
        Method method = Method.Reported,
        string unit = "GW",
        string? lower = null,
        string? upper = null) => new(
        indicator, country, Period.Parse(period), definition, control, bound, coverage, status, method, source,
        Estimate.FromWrittenDigits(value, lower, upper),
        Unit.TryFind(unit, out var found) ? found : throw new ArgumentException(unit),
        value, Guid.Empty, Line: 2);
}
