namespace Sovereign.Dashboard.Gap.Claims;

/// <summary>A statement that circulates, as it was published, with what a reader should mind.</summary>
/// <param name="Code">Its anchor on the page.</param>
/// <param name="Sentence">What is claimed, in one sentence.</param>
/// <param name="AsPublished">The words of the publication.</param>
/// <param name="Where">Who published it, and in what.</param>
/// <param name="PublishedOn">The date as the seed file gives it; null where it is not known.</param>
/// <param name="Indicator">What it speaks of; null where no indicator measures that.</param>
/// <param name="Country">Alpha-3; null where it speaks of none.</param>
/// <param name="Reference">Alpha-3 of the country it compares with; null where it compares with none.</param>
/// <param name="Value">The number, in <paramref name="Unit"/>.</param>
/// <param name="ValueText">The digits as published.</param>
/// <param name="Unit">Code of the unit; <c>1</c> for a ratio.</param>
/// <param name="Reading">What to mind when reading it.</param>
/// <param name="Reconstructions">Pairs of figures from which it may have come.</param>
public sealed record Claim(
    string Code, string Sentence, string AsPublished, string Where, string? PublishedOn, string? Indicator, string? Country, string? Reference,
    double Value, string ValueText, string Unit, string Reading, IReadOnlyList<Reconstruction> Reconstructions);
