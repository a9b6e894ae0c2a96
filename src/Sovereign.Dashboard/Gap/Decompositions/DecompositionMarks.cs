using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>What a machine may read off a printed part of a gap. The code is that of the identity and, after a dot, of the factor, group or total.</summary>
public static class DecompositionMarks
{
    /// <summary>Mark of a country's value; null where there is none.</summary>
    public static ValueMark? ValueMark(this DecompositionRow row, Side side) => side == Side.Country
        ? Of(row, MarkKind.Factor, row.Values?.Country, side)
        : Of(row, MarkKind.FactorReference, row.Values?.Reference, side);

    /// <summary>Mark of the ratio; null where there is none.</summary>
    public static ValueMark? RatioMark(this DecompositionRow row) => Of(row, MarkKind.FactorRatio, row.Values?.Ratio);

    /// <summary>Mark of the part of the gap; null where there is none.</summary>
    public static ValueMark? TermMark(this DecompositionRow row) => Of(row, MarkKind.FactorContribution, row.Term);

    private static ValueMark? Of(DecompositionRow row, MarkKind kind, Estimate? of, Side? side = null)
    {
        if (of is not { } value)
            return null;
        // A group rests on all figures, and names those of the whole.
        var inputs = (row.Formula is null ? row.Result.Inputs : row.Inputs)
            .Where(input => side is null || input.Input.Side == side).Select(input => input.Observation).ToArray();
        return new(
            kind, $"{row.Result.Identity.Code}.{row.Code}", row.Result.Country, Numbers.Raw(value.Central),
            Design.ValueMark.Join(inputs.Select(input => input?.Period.Code)), row.Result.DefinitionCode, Design.ValueMark.Join(inputs.Select(input => input?.Source)),
            MarkedInterval.Between(value.Low, value.High), row.Result.Reference);
    }
}
