using Sovereign.Analytics.Kpis;

namespace Sovereign.Analytics.Decomposition;

/// <summary>
/// A quantity written as a product that is true by definition, so that the ratio of two countries is the product of the ratios of the factors.
/// A changed identity is a new version.
/// </summary>
/// <param name="Code">The name in addresses, JSON and files.</param>
/// <param name="Title">For people: what it takes the gap apart by.</param>
/// <param name="Version">Counts up from 1.</param>
/// <param name="Sentence">The identity said in one sentence.</param>
/// <param name="TotalTitle">What is taken apart.</param>
/// <param name="TotalUnit">The unit of the total, in words.</param>
/// <param name="Total">The total for one country, as <see cref="Factor.Formula"/>.</param>
/// <param name="PrimaryIndicator">The input whose definition and control the reader chooses; all others stand beside its figures in time.</param>
/// <param name="Factors">Two or more, in the order in which they are read. Their product is the total, exactly.</param>
/// <param name="Limits">What it explains and what it does not, in a few sentences.</param>
public sealed record Identity(
    string Code,
    string Title,
    int Version,
    string Sentence,
    string TotalTitle,
    string TotalUnit,
    Formula Total,
    InputIndicator PrimaryIndicator,
    IReadOnlyList<Factor> Factors,
    string Limits)
{
    /// <summary>Every indicator that it reads, the primary first, each once.</summary>
    public IReadOnlyList<InputIndicator> Indicators { get; } =
    [
        .. Factors.SelectMany(factor => factor.Formula.Inputs).Concat(Total.Inputs).Select(input => input.Indicator).Prepend(PrimaryIndicator).Distinct(),
    ];
}
