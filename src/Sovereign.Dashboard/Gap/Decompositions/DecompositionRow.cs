using Sovereign.Analytics.Decomposition;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Kpis;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>One line of a gap taken apart: the total, a factor, or what the factors of a group make together.</summary>
/// <param name="Result">The whole.</param>
/// <param name="Part">What kind of line it is: <c>total</c>, <c>factor</c> or <c>group</c>. Shares of the factors add up to 1, and so do those of the groups.</param>
/// <param name="Code">Code of the factor or group; <c>total</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Kind">Code of the factor's kind; null on other lines.</param>
/// <param name="Group">What could close it; null of the total.</param>
/// <param name="Unit">The unit of the values, in words; of a group, which has none, that of its term.</param>
/// <param name="Values">Values and ratio; null of a group.</param>
/// <param name="Term">Its part of the gap, in the unit of the total.</param>
/// <param name="Share">The same as a share.</param>
/// <param name="ReasonCode">Why something is missing; null when nothing is.</param>
/// <param name="Reason">The same in sentences.</param>
/// <param name="Missing">The figures that are missing or do not fit, as <c>COUNTRY:indicator</c>.</param>
/// <param name="Formula">The formula for one country; null of a group.</param>
/// <param name="WithNumbers">The same with the country's digits.</param>
/// <param name="ReferenceWithNumbers">The same with the reference country's digits.</param>
/// <param name="Inputs">The figures it rests on.</param>
public sealed record DecompositionRow(
    DecompositionResult Result, string Part, string Code, string Title, string? Kind, FactorGroup? Group, string Unit, DecomposedPart? Values, Estimate? Term,
    double? Share, string? ReasonCode, string? Reason, IReadOnlyList<string> Missing, Formula? Formula, string? WithNumbers, string? ReferenceWithNumbers,
    IReadOnlyList<KpiInput> Inputs)
{
    public const string Total = "total";

    /// <summary>The periods of one country's figures, each once.</summary>
    public IReadOnlyList<string> Periods(Side side) =>
        [.. Inputs.Where(input => input.Input.Side == side).Select(input => input.Observation?.Period.Code).OfType<string>().Distinct()];

    /// <summary>All lines of a result: the total, its factors, the groups.</summary>
    public static IEnumerable<DecompositionRow> Of(DecompositionResult result)
    {
        var (identity, gap) = (result.Identity, result.Gap);
        var (text, referenceText) = (gap.TotalWithNumbers, gap.ReferenceTotalWithNumbers);
        yield return Of(result, Total, Total, identity.TotalTitle, null, null, identity.TotalUnit, gap.Total, result.Missing, identity.Total, text, referenceText);
        foreach (var (factor, part, own, theirs) in gap.Factors)
        {
            yield return Of(
                result, "factor", factor.Code, factor.Title, factor.Kind.Code(), factor.Kind.Group(), factor.Unit, part, result.MissingFor(factor.Formula),
                factor.Formula, own, theirs);
        }
        foreach (var group in gap.Groups)
        {
            var (code, sentence) = (group.Factors.Count, gap.IsDecomposed) switch
            {
                (0, _) => ("no-such-factor", $"The identity has no factor that is {group.Group.Code()}. That is not zero: it does not speak of it."),
                (_, false) => ("not-decomposable", "The gap cannot be taken apart, so no part of it is known."),
                _ => ((string?)null, (string?)null),
            };
            yield return new(
                result, "group", group.Group.Code(), group.Group.Text(), null, group.Group, identity.TotalUnit, null, group.Term, group.Share, code, sentence, [], null,
                null, null, []);
        }
    }

    private static DecompositionRow Of(
        DecompositionResult result, string part, string code, string title, string? kind, FactorGroup? group, string unit, DecomposedPart values,
        IEnumerable<MissingFigure> missing, Formula formula, string? withNumbers, string? referenceWithNumbers)
    {
        var reasons = missing.ToArray();
        return new(
            result, part, code, title, kind, group, unit, values, values.Term, values.Share, reasons.FirstOrDefault()?.Obstacle.Reason.Code,
            reasons.Length == 0 ? null : string.Join(' ', reasons.Select(reason => reason.Sentence)),
            [.. reasons.SelectMany(reason => reason.Countries.Select(country => $"{country}:{reason.Obstacle.Indicator.Code}"))], formula, withNumbers,
            referenceWithNumbers, [.. result.InputsOf(formula)]);
    }
}
