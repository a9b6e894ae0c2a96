using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Periods;

namespace Sovereign.Dashboard.Gap.Viewing;

/// <summary>What a reader chose on an indicator's page, every code in it known.</summary>
/// <param name="Emphasised">Alpha-3 codes of the countries that stand out, the most important first.</param>
/// <param name="Reference">Alpha-3 code of the country that others are compared with.</param>
public sealed record IndicatorQuestion(IReadOnlyList<string> Emphasised, string Reference)
{
    /// <summary>Code of the definition; null for the first with figures.</summary>
    public string? Definition { get; init; }

    /// <summary>Code of the control; null for the territory where it has figures.</summary>
    public string? Control { get; init; }

    /// <summary>By what figures are divided.</summary>
    public Scale Scale { get; init; }

    /// <summary>Only figures of this period; null for the latest of each country.</summary>
    public Period? Period { get; init; }

    /// <summary>Whether the axis is linear; null to let the spread of the values decide.</summary>
    public bool? IsLinear { get; init; }

    /// <summary>The day or instant asked for, kept in links.</summary>
    public string? AsOf { get; init; }
}
