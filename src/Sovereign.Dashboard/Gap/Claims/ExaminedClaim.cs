using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap.Claims;

/// <summary>A claim beside what an edition publishes.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Pairs">Its reconstructions, computed.</param>
/// <param name="Figures">Where the claim is about one country's amount: the published figures of it, on every definition.</param>
/// <param name="Matches">Those of <paramref name="Figures"/> that round to the claim's number, by version and line.</param>
public sealed record ExaminedClaim(
    Claim Claim, IReadOnlyList<ExaminedPair> Pairs, IReadOnlyList<PublishedObservation> Figures, IReadOnlySet<(Guid Version, long Line)> Matches);
