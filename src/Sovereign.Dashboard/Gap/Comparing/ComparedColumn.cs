using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>
/// One indicator on one definition, control and scale, for every country that has a figure: the value that stands for each, its place among all, and its
/// distance from the reference country. Pure: whoever asks has read the figures.
/// </summary>
public sealed class ComparedColumn
{
    private readonly Dictionary<string, ComparedCell> _byCountry;

    private ComparedColumn(Indicator indicator, Definition? definition, string control, Scaling scaling, string reference, IReadOnlyList<ComparedCell> cells)
    {
        (Indicator, Definition, Control, Scaling, Reference) = (indicator, definition, control, scaling, reference);
        Period = cells.Count == 0 ? null : Commonest(cells, cell => cell.Figure.Period);
        var method = cells.Count == 0 ? null : Commonest(cells, cell => cell.Figure.Method);
        Cells =
        [
            .. Judged(Ranked(cells, indicator.Direction), indicator, reference)
                .Select(cell => cell with { OtherPeriod = cell.Figure.Period != Period, OtherMethod = cell.Figure.Method != method })
                .OrderBy(cell => cell.Value is null).ThenByDescending(cell => cell.Value?.Central).ThenBy(cell => cell.Country, StringComparer.Ordinal),
        ];
        _byCountry = Cells.ToDictionary(cell => cell.Country);
    }

    public Indicator Indicator { get; }

    /// <summary>Null where the indicator has one meaning only.</summary>
    public Definition? Definition { get; }

    /// <summary>In which sense the countries have it.</summary>
    public string Control { get; }

    public Scaling Scaling { get; }

    /// <summary>Alpha-3 code of the country that ratios divide.</summary>
    public string Reference { get; }

    /// <summary>The period of most cells, the latest of those where several are as common; null when there are none.</summary>
    public Period? Period { get; }

    /// <summary>Every country with a figure, the largest value first, those without a value on this scale last.</summary>
    public IReadOnlyList<ComparedCell> Cells { get; }

    /// <summary>The country's cell; null where it has no figure.</summary>
    public ComparedCell? Of(string country) => _byCountry.GetValueOrDefault(country);

    /// <summary>Cells whose period is the column's: what "measured in this year" counts.</summary>
    public int InPeriod => Cells.Count(cell => !cell.OtherPeriod);

    /// <param name="known">What the edition knew.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="rows">Its figures, of all countries, definitions and controls.</param>
    /// <param name="denominators">Population and gross domestic product of all countries; may be empty on the absolute scale.</param>
    /// <param name="definition">Code of the definition; empty where the indicator has one meaning only.</param>
    /// <param name="control">Code of the control.</param>
    /// <param name="scaling">From <see cref="Scaling.Of(InputIndicator, Scale)"/>.</param>
    /// <param name="reference">Alpha-3 code of the country that ratios divide.</param>
    /// <param name="within">When given, only figures whose period lies in it.</param>
    public static ComparedColumn Of(
        ReferenceData known, Indicator indicator, IEnumerable<PublishedObservation> rows, IEnumerable<PublishedObservation> denominators, string definition,
        string control, Scaling scaling, string reference, Period? within = null)
    {
        var divisors = scaling.Denominator is { } divisor
            ? denominators.Where(row => row.Indicator == divisor.Code && row.Control == "territory" && MayBeUsed(known, row)).ToLookup(row => row.Country)
            : null;
        var cells = rows
            .Where(row => row.Definition == definition && row.Control == control && MayBeUsed(known, row) && within?.Contains(row.Period) is not false)
            .GroupBy(row => row.Country)
            .Select(group => known.Latest([.. group]))
            .OfType<(PublishedObservation Row, FigureChoice Choice)>()
            .Select(entry => Cell(known, entry.Row, entry.Choice, scaling, divisors));
        return new(indicator, indicator.Definitions.FirstOrDefault(candidate => candidate.Code == definition), control, scaling, reference, [.. cells]);
    }

    private static bool MayBeUsed(ReferenceData known, PublishedObservation row) => known.Sources.GetValueOrDefault(row.Source)?.Redistribution != Redistribution.No;

    private static ComparedCell Cell(
        ReferenceData known, PublishedObservation row, FigureChoice choice, Scaling scaling, ILookup<string, PublishedObservation>? divisors)
    {
        var own = scaling.Formula.Inputs.First();
        if (scaling.Denominator is null || divisors is null)
            return new(row.Country, row, choice, null, choice.Figure.Estimate, null, Limit(row));
        var nearest = Nearest(known, scaling.Denominator.Code, choice.Figure.Period, [.. divisors[row.Country]]);
        if (nearest is not { } beside)
        {
            return new(row.Country, row, choice, null, null, null, new(
                Reason.NoCountryFigure, $"No figure of {scaling.Denominator.Code} is published for {row.Country} within two years of {row.Period.Code}."));
        }
        if (row.Coverage != "national")
            return new(row.Country, row, choice, beside.Row, null, null, Limit(row));
        var values = scaling.Formula.Inputs.ToDictionary(
            input => input, input => input == own ? ValueOf(choice.Figure) : ValueOf(beside.Choice.Figure));
        try
        {
            return new(row.Country, row, choice, beside.Row, scaling.Formula.Evaluate(values), scaling.Formula.ToText(values), Limit(row));
        }
        catch (ArithmeticException)
        {
            return new(row.Country, row, choice, beside.Row, null, null, new(
                Reason.ZeroDenominator, $"The figure of {scaling.Denominator.Code} for {row.Country} is zero or not to be told from zero."));
        }
    }

    private static InputValue ValueOf(Figure figure) => new(figure.Estimate, figure.Unit, figure.ValueText, figure.Period);

    private static (PublishedObservation Row, FigureChoice Choice)? Nearest(
        ReferenceData known, string indicator, Period period, IReadOnlyCollection<PublishedObservation> rows)
    {
        var plain = rows.Where(row => row is { Bound: Bound.Exact, Coverage: "national" }).ToArray();
        var choice = FigureSelection.Nearest(period, [.. plain.Select(row => row.ToFigure())], known.StatedFor(indicator, ""));
        return choice is null ? null : (plain.First(row => row.VersionId == choice.Figure.VersionId && row.Line == choice.Figure.Line), choice);
    }

    /// <summary>Why a figure says less of its country than others; null where it does not.</summary>
    private static Reason? Limit(PublishedObservation row) => row switch
    {
        { Coverage: not "national" } => new(Reason.NotNational, $"The figure covers only {(row.Coverage == "city" ? "a city" : "a part of the country")}."),
        { Bound: Bound.Lower } => new(Reason.LowerBounds, "Known at least: how much more there is nobody says."),
        { Bound: Bound.Upper } => new(Reason.OneSidedBound, "Known at most."),
        _ => null,
    };

    /// <summary>Gives each plain value that is near enough in time to the rest its place.</summary>
    private static List<ComparedCell> Ranked(IReadOnlyList<ComparedCell> cells, Direction direction)
    {
        var ranked = cells.Where(cell => cell.IsPlain).ToList();
        var places = RankInterval.Of([.. ranked.Select(cell => cell.Value!.Value)], lessIsBetter: direction == Direction.Lower);
        var byCountry = ranked.Zip(places).ToDictionary(entry => entry.First.Country, entry => entry.Second);
        return [.. cells.Select(cell => byCountry.TryGetValue(cell.Country, out var rank) ? cell with { Rank = rank } : cell)];
    }

    private static IEnumerable<ComparedCell> Judged(List<ComparedCell> cells, Indicator indicator, string reference)
    {
        var other = cells.Find(cell => cell.Country == reference);
        return cells.Select(cell => cell.Country == reference ? cell : Judged(cell, other, indicator));
    }

    private static ComparedCell Judged(ComparedCell cell, ComparedCell? reference, Indicator indicator)
    {
        if (reference is null)
            return Without(GapVerdict.NoVerdict, new(Reason.NoReferenceFigure, "The reference country has no figure here."));
        var comparability = Comparability.Of(cell.Choice.Figure, reference.Choice.Figure);
        if (comparability.Kind == ComparabilityKind.KnownAtLeast)
            return Without(GapVerdict.KnownAtLeast, comparability.Reason);
        if (comparability.Kind == ComparabilityKind.NotComparable)
            return Without(GapVerdict.NotComparable, comparability.Reason);
        if (cell.Value is not { } own || reference.Value is not { } theirs)
            return Without(GapVerdict.NoVerdict, cell.Reason ?? reference.Reason);
        try
        {
            var verdict = GapComparison.Judge(indicator.Direction, own, theirs);
            return cell with
            {
                Verdict = verdict,
                Ratio = own.Contains(0) ? null : theirs / own,
                VerdictReason = own.Contains(0)
                    ? new(Reason.ZeroDenominator, "The figure is zero or not to be told from zero, so there is no ratio.")
                    : indicator.Direction == Direction.Context ? new(Reason.Context, "The indicator gives context; neither way is better.") : null,
            };
        }
        catch (OverflowException)
        {
            return Without(GapVerdict.NoVerdict, new(Reason.OutOfRange, "The figures are too far apart for a ratio to be computed."));
        }

        ComparedCell Without(GapVerdict verdict, Reason? reason) => cell with { Verdict = verdict, VerdictReason = reason };
    }

    private static TKey Commonest<TKey>(IReadOnlyList<ComparedCell> cells, Func<ComparedCell, TKey> key) => cells
        .GroupBy(key).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First().Key;
}
