using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>One observation that each row of a file gives: the column of its figure, and what that column says about it in advance.</summary>
internal sealed record Emission(int Place, string Column)
{
    public CheckedIndicator? Indicator { get; init; }

    public Unit? Unit { get; init; }

    /// <summary>Id; 0 where the indicator has no definitions; null where the row says.</summary>
    public int? DefinitionId { get; init; }

    public Period? Period { get; init; }

    /// <summary>Id; null where the row says.</summary>
    public int? CountryId { get; init; }
}
