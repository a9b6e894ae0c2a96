using Sovereign.Analytics.Kpis;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>Draws a gap that is taken apart: from the country's total, factor by factor, to the reference country's.</summary>
public static class Waterfalls
{
    /// <summary>The lines of the picture; none where the gap cannot be taken apart or a value is not to be told from zero.</summary>
    /// <param name="rows">All lines of one result.</param>
    /// <param name="country">The country's name.</param>
    /// <param name="reference">The reference country's name.</param>
    public static IReadOnlyList<WaterfallStep> Of(IReadOnlyList<DecompositionRow> rows, string country, string reference)
    {
        var total = rows.Single(row => row.Part == DecompositionRow.Total);
        var factors = rows.Where(row => row.Part == "factor").ToArray();
        if (!total.Result.Gap.IsDecomposed || total.Values is not { Country: { IsPositive: true } own, Reference: { IsPositive: true } theirs }
            || factors.Any(row => row.Values?.Ratio is not { IsPositive: true }))
            return [];

        var steps = new List<WaterfallStep> { End(Side.Country, country, own.Central, emphasised: true) };
        var at = own.Central;
        foreach (var row in factors)
        {
            var ratio = row.Values!.Ratio!.Value;
            var from = at;
            at *= ratio.Central;
            var shown = DecompositionWords.Interval(ratio, row.Figures()) is not null;
            steps.Add(new(
                Label(row), from, at, shown ? from * ratio.Low : null, shown ? from * ratio.High : null, $"×{Numbers.NoBreakSpace}{Numbers.Words(ratio.Central, row.Figures())}",
                row.RatioMark()));
        }
        steps.Add(End(Side.Reference, reference, theirs.Central, emphasised: false));
        return steps;

        // The phrase of the factor is shorter than its title, and the title stands in the table.
        string Label(DecompositionRow row)
        {
            var phrase = total.Result.Identity.Factors.Single(factor => factor.Code == row.Code).Phrase;
            return phrase.StartsWith("the ", StringComparison.Ordinal) ? phrase["the ".Length..] : phrase;
        }

        WaterfallStep End(Side side, string name, double value, bool emphasised) => new(
            name, null, value, null, null, Numbers.WithUnit(Numbers.Words(value, total.Figures(side)), total.Unit), total.ValueMark(side), emphasised);
    }
}
