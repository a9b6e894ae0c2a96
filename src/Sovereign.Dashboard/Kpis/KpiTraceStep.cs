using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Kpis;

/// <summary>One input followed from the formula through observation, source and dataset to a line of a file.</summary>
/// <param name="Input">As the formula writes it.</param>
/// <param name="Missing">True when no figure is published; then nothing else is there.</param>
public sealed record KpiTraceStep(
    string Input, bool Missing, KpiTraceStep.TracedFigure? Observation, KpiTraceStep.TracedChoice? Choice, KpiTraceStep.TracedSource? Source,
    KpiTraceStep.TracedFile? File)
{
    public sealed record TracedFigure(
        string Indicator, string Country, string Period, string Definition, string Control, string Bound, string Coverage, string Status, string Method,
        string ValueText, string? LowerText, string? UpperText, string Unit, string? Note);

    public sealed record TracedChoice(string Rule, string Why, IReadOnlyList<string> OtherSources);

    public sealed record TracedSource(string Code, string Title, string Publisher, int? Year, string? Url, string Licence, bool ThirdHand);

    public sealed record TracedFile(string Dataset, string Version, Guid VersionId, string Name, string Sha256, long Line);

    public static KpiTraceStep Of(KpiInput input)
    {
        var text = input.Input.ToText();
        return input is { Observation: { } row, Choice: { } choice }
            ? new(text, Missing: false, FigureOf(row), new(choice.Rule.Code(), choice.Why, choice.Others), SourceOf(input.Source), LineOf(row))
            : new(text, Missing: true, null, null, null, null);
    }

    private static TracedFigure FigureOf(PublishedObservation row) => new(
        row.Indicator, row.Country, row.Period.Code, row.Definition, row.Control, row.Bound.Code(), row.Coverage, row.Status, row.Method, row.ValueText,
        row.LowerText, row.UpperText, row.Unit, row.Note);

    private static TracedSource? SourceOf(Source? source) => source is null
        ? null
        : new(source.Code, source.Title, source.Publisher, source.Year, source.Url, source.Licence, source.ThirdHand);

    private static TracedFile LineOf(PublishedObservation row) =>
        new(row.Dataset, row.Version, row.VersionId, row.FileName, row.FileSha256, row.Line);
}
