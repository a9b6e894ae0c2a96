namespace Sovereign.Dashboard.Gap.Claims;

/// <summary>A pair of published figures from which a claim may have come: numerator over denominator.</summary>
/// <param name="Title">The pair in a few words.</param>
/// <param name="Numerator">What is divided.</param>
/// <param name="Denominator">What it is divided by.</param>
/// <param name="MixesDefinitions">Whether the editors found that the two figures count different things, beyond what their codes show.</param>
/// <param name="Comment">What speaks for and against the pair.</param>
public sealed record Reconstruction(string Title, FigureKey Numerator, FigureKey Denominator, bool MixesDefinitions, string? Comment);
