using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>Compared values as people read them, with what a machine may read off each.</summary>
public static class CompareWords
{
    /// <summary>The scale as a choice: "total", "per inhabitant", "per GDP".</summary>
    public static string Text(this Scale scale) => scale switch
    {
        Scale.Absolute => "as published",
        Scale.PerCapita => "per inhabitant",
        Scale.PerGdp => "per GDP",
        _ => throw new ArgumentOutOfRangeException(nameof(scale)),
    };

    /// <summary>The number alone, with what a bound adds; null where there is none.</summary>
    public static string? ValueText(this ComparedCell cell) => cell switch
    {
        { Value: null } => null,
        { Denominator: null } => cell.Figure.Text(),
        { Value: { } value } => cell.Figure.Bound switch
        {
            Bound.Lower => $"at least{Numbers.NoBreakSpace}{Numbers.Down(value.Central, Figures(cell))}",
            Bound.Upper => $"up to{Numbers.NoBreakSpace}{Numbers.Text(value.Central, Figures(cell))}",
            _ => Numbers.Words(value.Central, Figures(cell)),
        },
    };

    /// <summary>The interval: of a published figure the one its source states, of a quotient the computed one; null where there is none to say.</summary>
    public static string? RangeText(this ComparedCell cell) => cell switch
    {
        { Value: null } or { Figure.Bound: not Bound.Exact } => null,
        { Denominator: null } => cell.Figure.RangeText(),
        { Value: { } value } => Numbers.Words(value.Low) == Numbers.Words(value.High) ? null : Numbers.Range(value.Low, value.High),
    };

    /// <summary>Year and status letter, as each cell of a table or map carries them: "2024 E".</summary>
    public static string PeriodAndStatus(this ComparedCell cell) => $"{cell.Figure.Period.Code} {cell.Figure.Status}";

    /// <summary>The place as words: "1st" has no business here where the places overlap: "1 of 26", "3 to 5 of 26".</summary>
    public static string? RankText(this ComparedCell cell) => cell.Rank is { } rank
        ? $"{(rank.IsCertain ? $"{rank.Best}" : $"{rank.Best} to {rank.Worst}")} of {rank.Count}"
        : null;

    /// <summary>How the cell differs from most of its column, in a few words; null where it does not.</summary>
    public static string? UnlikeText(this ComparedCell cell)
    {
        var words = new[]
        {
            cell.OtherPeriod ? "other year" : null,
            cell.OtherMethod ? "other method" : null,
            cell.Figure.Coverage == "national" ? null : cell.Figure.Coverage == "city" ? "one city" : "part of the country",
            cell.Figure.Bound switch { Bound.Lower => "known at least", Bound.Upper => "at most", _ => null },
        }.OfType<string>().ToList();
        return words.Count == 0 ? null : string.Join(", ", words);
    }

    /// <summary>Mark of the value; null where there is none.</summary>
    public static ValueMark? Mark(this ComparedCell cell, ComparedColumn column) => cell switch
    {
        { Value: null } => null,
        { Denominator: null } => cell.Figure.Mark(),
        { Value: { } value } => Mark(cell, column, MarkKind.Compared, value, null),
    };

    /// <summary>Mark of the ratio to the reference country; null where there is none.</summary>
    public static ValueMark? RatioMark(this ComparedCell cell, ComparedColumn column) =>
        cell.Ratio is { } ratio ? Mark(cell, column, MarkKind.ComparedRatio, ratio, column.Reference) : null;

    /// <summary>Title of indicator and definition in one.</summary>
    public static string TitleText(this ComparedColumn column) =>
        column.Definition is { } definition ? $"{column.Indicator.Title}, {FigureWords.InSentence(definition.Title)}" : column.Indicator.Title;

    private static ValueMark Mark(ComparedCell cell, ComparedColumn column, MarkKind kind, Estimate value, string? reference) => new(
        kind, column.Indicator.Code, cell.Country, Numbers.Raw(value.Central), ValueMark.Join([cell.Figure.Period.Code, cell.Denominator?.Period.Code]),
        column.Definition?.Code ?? "", ValueMark.Join(CompareTables.SourcesOf(cell)), MarkedInterval.Between(value.Low, value.High), reference,
        Scale: column.Scaling.Scale.Code());

    /// <summary>A quotient shows no more figures than the less precise of the two.</summary>
    private static int Figures(ComparedCell cell) =>
        Math.Max(2, Math.Min(Numbers.Figures, Math.Min(Numbers.FiguresOf(cell.Figure.ValueText), Numbers.FiguresOf(cell.Denominator!.ValueText))));
}
