using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>A column that a comparison asks for.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Definition">Code of a definition of it; null for the one on which most of the countries asked for have figures.</param>
public sealed record ColumnAsked(Indicator Indicator, string? Definition)
{
    /// <summary>As addresses write it: <c>datacenter-power</c>, <c>datacenter-power:all-installed</c>.</summary>
    public string Code => Definition is null ? Indicator.Code : $"{Indicator.Code}:{Definition}";
}
