using Sovereign.Analytics.Kpis;

namespace Sovereign.Analytics.Decomposition;

/// <summary>One factor of an <see cref="Identity"/>.</summary>
/// <param name="Code">Its name within the identity, in addresses, JSON and files.</param>
/// <param name="Title">For people, as the head of a row.</param>
/// <param name="Phrase">The same inside "0.24 times …": "the people".</param>
/// <param name="Kind">What it is.</param>
/// <param name="Unit">The unit of its value in words, so chosen that the values of all factors multiply to the total without a constant.</param>
/// <param name="Formula">
/// The computation for one country. It reads <see cref="Side.Country"/> alone and is evaluated once with the figures of each country.
/// </param>
public sealed record Factor(string Code, string Title, string Phrase, FactorKind Kind, string Unit, Formula Formula);
