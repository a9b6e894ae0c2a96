using Sovereign.Analytics.Observations;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>What the published rows of a dataset say where they all say the same; null where they differ or there are none. Proposals for the next file, no more.</summary>
/// <param name="Indicators">Codes of the indicators it holds.</param>
/// <param name="Definitions">By indicator: the only definition it has rows of.</param>
internal sealed record UsualRows(
    IReadOnlyList<string> Indicators, IReadOnlyDictionary<string, string> Definitions, string? Control, string? Bound, string? Coverage, string? Method,
    string? Source)
{
    /// <summary>Nothing is known of what the dataset holds.</summary>
    public static readonly UsualRows None = new([], new Dictionary<string, string>(), null, null, null, null, null);

    /// <param name="rows">Ids and codes as the database keeps them, each combination once.</param>
    /// <param name="known">Their codes.</param>
    public static UsualRows Of(
        IReadOnlyList<(int Indicator, int Definition, short Control, short Bound, short Coverage, short Method, int Source)> rows, ReferenceData known)
    {
        return new(
            [.. rows.Select(row => row.Indicator).Distinct().Select(id => known.IndicatorCodes[id])],
            rows.Where(row => row.Definition != 0).GroupBy(row => row.Indicator).Where(group => group.Select(row => row.Definition).Distinct().Count() == 1)
                .ToDictionary(group => known.IndicatorCodes[group.Key], group => known.DefinitionCodes[group.First().Definition]),
            Only(row => ((Control)row.Control).Code()), Only(row => ((Bound)row.Bound).Code()), Only(row => ((Coverage)row.Coverage).Code()),
            Only(row => ((Method)row.Method).Code()), Only(row => known.SourceCodes[row.Source]));

        string? Only(Func<(int Indicator, int Definition, short Control, short Bound, short Coverage, short Method, int Source), string> code) =>
            rows.Select(code).Distinct().Take(2).ToList() is [var single] ? single : null;
    }
}
