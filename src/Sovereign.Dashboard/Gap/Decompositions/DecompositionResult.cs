using Sovereign.Analytics.Decomposition;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Kpis;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>A gap taken apart by one identity on one definition and control, with all it rests on.</summary>
/// <param name="Country">Alpha-3 code.</param>
/// <param name="Reference">Alpha-3 code of the country compared with.</param>
/// <param name="Definition">Definition of the primary indicator; null where it has none, or neither country has a figure.</param>
/// <param name="Control">In which sense the countries have it.</param>
/// <param name="Gap">Ratios, terms and obstacles.</param>
/// <param name="Missing">What keeps it from being taken apart, in sentences that name figures and countries; one per obstacle.</param>
/// <param name="Inputs">The figures of both countries, in the order in which the identity reads them; the country's before the reference's.</param>
public sealed record DecompositionResult(
    string Country, string Reference, Definition? Definition, Control Control, GapDecomposition Gap, IReadOnlyList<MissingFigure> Missing,
    IReadOnlyList<KpiInput> Inputs)
{
    public Identity Identity => Gap.Identity;

    public string DefinitionCode => Definition?.Code ?? "";

    /// <summary>The figures that a formula of the identity reads, of one country or of both.</summary>
    public IEnumerable<KpiInput> InputsOf(Formula formula, Side? side = null)
    {
        var read = formula.Inputs.Select(input => input.Indicator).ToHashSet();
        return Inputs.Where(input => read.Contains(input.Input.Indicator) && (side is null || input.Input.Side == side));
    }

    /// <summary>What of it concerns a formula.</summary>
    public IEnumerable<MissingFigure> MissingFor(Formula formula) =>
        Missing.Where(missing => formula.Inputs.Any(input => input.Indicator == missing.Obstacle.Indicator));
}
