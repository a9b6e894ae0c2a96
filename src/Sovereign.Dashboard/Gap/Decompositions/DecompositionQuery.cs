using Sovereign.Analytics.Decomposition;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>Which gap is to be taken apart.</summary>
/// <param name="Country">Alpha-3 code, in any case.</param>
/// <param name="Reference">Alpha-3 code of the country compared with, in any case.</param>
/// <param name="Identity">By which identity; null asks for all.</param>
/// <param name="Definition">On which definition of the identity's primary indicator; null asks for every one on which one of the countries has a figure.</param>
public sealed record DecompositionQuery(string Country, string Reference, Identity? Identity = null, string? Definition = null);
