using Sovereign.Analytics.Decomposition;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Kpis;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>Says what keeps a gap from being taken apart: the formulas know sides and codes, readers know countries and titles.</summary>
internal sealed record ObstacleWords(
    Country Country, Country Reference, string Definition, Control Control, ReferenceData Known, ComparisonFigures Figures)
{
    public MissingFigure Say(Identity identity, GapDecomposition gap, Obstacle obstacle)
    {
        var code = obstacle.Indicator.Code;
        var isPrimary = obstacle.Indicator == identity.PrimaryIndicator;
        Country[] whose = obstacle.Side switch
        {
            Side.Country => [Country],
            Side.Reference => [Reference],
            _ => [Country, Reference],
        };
        var pair = gap.Pairs.First(entry => entry.Indicator == obstacle.Indicator).Pair;
        var sentence = obstacle.Reason.Code switch
        {
            Reason.NoIndicator => Awaited(code),
            Reason.NoCountryFigure or Reason.NoReferenceFigure => isPrimary ? NotOnDefinition(code, whose[0]) : NotBeside(identity, code, whose[0]),
            Reason.DifferentDefinitions => DifferentDefinitions(code, pair),
            Reason.ZeroDenominator => $"The figure of {Noun(code)} for {Inside(whose[0])} is zero or not to be told from zero, and is divided by.",
            Reason.SameCountry => obstacle.Reason.Sentence,
            _ => $"{Title(code)}: {FigureWords.InSentence(obstacle.Reason.Sentence)}",
        };
        return new(obstacle, [.. whose.Select(country => country.Code)], Title(code), Known.Indicators.ContainsKey(code), sentence);
    }

    private string Awaited(string code) => AwaitedInputs.Find(code) is { } awaited
        ? $"{awaited.Title} is missing for {Inside(Country)} and for {Inside(Reference)}: {awaited.Comes}."
        : $"{Title(code)} is published for no country.";

    private string NotOnDefinition(string code, Country whose)
    {
        var others = Known.Indicators.TryGetValue(code, out var indicator)
            ? Figures.Definitions(indicator, Control, whose.Code).Where(other => other != Definition).Select(other => $"“{DefinitionTitle(code, other)}”").ToArray()
            : [];
        if (others.Length == 0)
            return $"No figure of {Noun(code)} is published for {Inside(whose)}.";
        return $"{Title(code)} on the definition “{DefinitionTitle(code, Definition)}” is not published for {Inside(whose)}, whose figures are on another one "
            + $"({string.Join(", ", others)}). Figures of two definitions are not divided.";
    }

    private string NotBeside(Identity identity, string code, Country whose) => Figures.Of(code, whose.Code).Any(figure => figure.IsUsable)
        ? $"No figure of {Noun(code)} for {Inside(whose)} lies within two years of its figure of {Noun(identity.PrimaryIndicator.Code)}."
        : $"No figure of {Noun(code)} is published for {Inside(whose)}.";

    private string DifferentDefinitions(string code, PairChoice pair) => pair is { Country.Figure: { } own, Reference.Figure: { } theirs }
        ? $"{Title(code)} stands on different definitions: for {Inside(Country)} it is “{DefinitionTitle(code, own.Definition)}”, for {Inside(Reference)} "
            + $"“{DefinitionTitle(code, theirs.Definition)}”. Figures of two definitions are not divided."
        : throw new ArgumentException($"{code} has no two figures whose definitions could differ.", nameof(pair));

    private string Title(string code) => Known.Indicators.GetValueOrDefault(code)?.Title ?? AwaitedInputs.Find(code)?.Title ?? code;

    /// <summary>A title inside a sentence: "data-centre power", but "AI talent" stays.</summary>
    private string Noun(string code) => FigureWords.InSentence(Title(code));

    private string DefinitionTitle(string code, string definition) =>
        Known.Indicators.GetValueOrDefault(code)?.Definitions.FirstOrDefault(one => one.Code == definition)?.Title ?? definition;

    private static string Inside(Country country) => CountryWords.InSentence(country.Name);
}
