using Sovereign.Analytics.Quantities;
using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Gap.Claims;

/// <summary>
/// Sets a claim beside published figures. A number reproduces a claim when it rounds to it at the claim's own significant figures: 20.83 gives 21, 20.09 does not.
/// </summary>
public static class ExamineClaim
{
    /// <param name="claim">The claim.</param>
    /// <param name="published">Everything the edition publishes on the claim's indicators and countries; more does no harm.</param>
    public static ExaminedClaim Run(Claim claim, IReadOnlyCollection<PublishedObservation> published)
    {
        var figures = claim.Reference is null && claim.Indicator is not null && claim.Country is not null
            ? published.Where(row => row.Indicator == claim.Indicator && row.Country == claim.Country)
                .OrderBy(row => row.Definition, StringComparer.Ordinal).ThenByDescending(row => row.Period).ToList()
            : [];
        return new ExaminedClaim(
            claim,
            [.. claim.Reconstructions.Select(reconstruction => Pair(claim, reconstruction, published))],
            figures,
            figures.Where(row => InUnitOf(claim, row) is { } value && RoundsTo(claim, value)).Select(row => (row.VersionId, row.Line)).ToHashSet());
    }

    /// <summary>Whether <paramref name="value"/>, in the claim's unit, is the claim's number at the figures in which the claim states it.</summary>
    public static bool RoundsTo(Claim claim, double value)
    {
        var figures = Numbers.FiguresOf(claim.ValueText);
        return Numbers.Text(value, figures) == Numbers.Text(claim.Value, figures);
    }

    private static ExaminedPair Pair(Claim claim, Reconstruction reconstruction, IReadOnlyCollection<PublishedObservation> published)
    {
        var numerator = published.FirstOrDefault(reconstruction.Numerator.Names);
        var denominator = published.FirstOrDefault(reconstruction.Denominator.Names);
        if (numerator is null || denominator is null || Ratio(numerator, denominator) is not { } ratio)
            return new(reconstruction, numerator, denominator, null, ClaimVerdict.NotPublished);
        var mixes = reconstruction.MixesDefinitions || numerator.Indicator != denominator.Indicator || numerator.Definition != denominator.Definition;
        var verdict = (RoundsTo(claim, ratio.Central), mixes) switch
        {
            (true, false) => ClaimVerdict.Reproduces,
            (true, true) => ClaimVerdict.ReproducesByMixing,
            (false, false) => ClaimVerdict.DoesNotReproduce,
            (false, true) => ClaimVerdict.DoesNotReproduceAndMixes,
        };
        return new(reconstruction, numerator, denominator, ratio, verdict);
    }

    private static Estimate? Ratio(PublishedObservation numerator, PublishedObservation denominator) =>
        Factor(numerator.Unit, denominator.Unit) is { } factor && denominator.ToFigure().Estimate is var under && !under.Contains(0)
            ? numerator.ToFigure().Estimate * Estimate.Exact(factor) / under
            : null;

    private static double? InUnitOf(Claim claim, PublishedObservation row) => Factor(row.Unit, claim.Unit) is { } factor ? row.Value * factor : null;

    private static double? Factor(string from, string to) =>
        Unit.TryFind(from, out var one) && Unit.TryFind(to, out var other) && one.CanConvertTo(other) ? one.FactorTo(other) : null;
}
