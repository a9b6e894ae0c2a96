namespace Sovereign.Analytics.Observations;

/// <summary>The two figures that a comparison uses.</summary>
/// <param name="Country">The country's figure, null when it has none.</param>
/// <param name="Reference">The reference country's figure, null when it has none.</param>
/// <param name="Comparability">What may be done with them.</param>
public sealed record PairChoice(FigureChoice? Country, FigureChoice? Reference, Comparability Comparability)
{
    /// <summary>Whether both figures are of one and the same period; otherwise pages and answers mark the difference.</summary>
    public bool CommonPeriod => Country is not null && Reference is not null && Country.Figure.Period == Reference.Figure.Period;

    /// <summary>The sources of the two figures, each once.</summary>
    public IReadOnlyList<string> Sources =>
        [.. new[] { Country, Reference }.OfType<FigureChoice>().Select(choice => choice.Figure.Source).Distinct(StringComparer.Ordinal)];
}
