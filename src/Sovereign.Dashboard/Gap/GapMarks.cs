using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Gap;

/// <summary>What a machine may read off a printed ratio.</summary>
public static class GapMarks
{
    /// <summary>Mark of the ratio; null where there is none.</summary>
    public static ValueMark? RatioMark(this GapRow row) => Of(row, MarkKind.Gap, row.Comparison.Ratio);

    /// <summary>Mark of the ratio per inhabitant; null where there is none.</summary>
    public static ValueMark? PerCapitaMark(this GapRow row) => Of(row, MarkKind.GapPerCapita, row.Comparison.PerCapitaRatio);

    private static ValueMark? Of(GapRow row, MarkKind kind, Estimate? ratio) => ratio is { } value && row is { Country: { } own, Reference: { } theirs }
        ? new(
            kind, row.Indicator.Code, own.Country, Numbers.Raw(value.Central), ValueMark.Join([own.Period.Code, theirs.Period.Code]), own.Definition,
            ValueMark.Join([own.Source, theirs.Source]), MarkedInterval.Between(value.Low, value.High), theirs.Country)
        : null;
}
