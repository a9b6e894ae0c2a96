using Sovereign.Analytics.Kpis;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Gap.Comparing;

namespace Sovereign.Dashboard.Gap.Viewing;

/// <summary>What an indicator's page shows on one definition, control and scale. Pure: the page loads, this decides.</summary>
public sealed class IndicatorView
{
    /// <summary>Beyond this many, the chart keeps the largest and the countries that stand out.</summary>
    private const int ChartRows = 16;

    /// <summary>From this spread on, a linear axis would press the small values together.</summary>
    private const double LogarithmicFrom = 20;

    private readonly ReferenceData _known;
    private readonly IReadOnlyList<PublishedObservation> _all;

    private IndicatorView(ReferenceData known, IReadOnlyList<PublishedObservation> all, ComparedColumn column, IReadOnlyList<IndicatorChoice> choices, IndicatorQuestion asked)
    {
        (_known, _all, Column, Choices, Asked) = (known, all, column, choices, asked);
        var shown = column.Cells.Select(cell => (cell.Figure.VersionId, cell.Figure.Line)).ToHashSet();
        Others =
        [
            .. all.Where(row => row.Definition == (column.Definition?.Code ?? "") && row.Control == column.Control && !shown.Contains((row.VersionId, row.Line)))
                .OrderBy(row => NameOf(row.Country), StringComparer.Ordinal).ThenByDescending(row => row.Period),
        ];
        var positive = column.Cells.Select(cell => cell.Value?.Central).OfType<double>().Where(value => value > 0).ToList();
        IsLinear = asked.IsLinear ?? (positive.Count == 0 || positive.Max() / positive.Min() < LogarithmicFrom);
    }

    /// <summary>The value that stands for each country, the largest first.</summary>
    public ComparedColumn Column { get; }

    public IndicatorQuestion Asked { get; }

    public Indicator Indicator => Column.Indicator;

    /// <summary>The definition shown; null where the indicator has only one meaning.</summary>
    public Definition? Definition => Column.Definition;

    public string Control => Column.Control;

    /// <summary>Symbol of the unit of what is shown.</summary>
    public string Unit => Column.Scaling.UnitSymbol;

    /// <summary>Definitions and controls with figures.</summary>
    public IReadOnlyList<IndicatorChoice> Choices { get; }

    /// <summary>All other figures on this definition and control, as published.</summary>
    public IReadOnlyList<PublishedObservation> Others { get; }

    public bool IsLinear { get; }

    /// <summary>Whether what is shown grows with a country's size.</summary>
    public bool IsTotal => Scaling.IsTotal(CompareQueries.InputOf(Indicator), Column.Scaling.Scale);

    /// <summary>Scales that say something of the indicator.</summary>
    public IReadOnlyList<Scale> ScalesOffered => [.. Scales.All.Where(scale => Scaling.Of(CompareQueries.InputOf(Indicator), scale) is not null)];

    /// <summary>Periods of which there are figures on this definition, the latest first.</summary>
    public IReadOnlyList<string> Periods =>
    [
        .. _all.Where(row => row.Definition == (Definition?.Code ?? "") && row.Control == Control && row.Status != Sovereign.Analytics.Observations.Figure.Missing)
            .Select(row => row.Period).Distinct().OrderDescending().Select(period => period.Code),
    ];

    /// <summary>Title of indicator and definition in one, with the scale where it is not as published.</summary>
    public string TitleText => Column.Scaling.Scale == Scale.Absolute ? Column.TitleText() : $"{Column.TitleText()}, {Column.Scaling.Scale.Text()}";

    /// <summary>The periods, said as they are: "2024", or "2024 (12 of 37 countries measured in this year; others 2021 to 2025)".</summary>
    public string PeriodsText
    {
        get
        {
            if (Column.Period is not { } period)
                return "";
            var others = Column.Cells.Where(cell => cell.OtherPeriod).Select(cell => cell.Figure.Period).ToList();
            if (others.Count == 0)
                return $"{period.Code} ({Column.InPeriod} of {_known.Countries.Count} countries measured in this year)";
            var span = others.Min() == others.Max() ? others.Min().Code : $"{others.Min().Code} to {others.Max().Code}";
            return $"{period.Code} ({Column.InPeriod} of {_known.Countries.Count} countries measured in this year; {others.Count} more in others, {span})";
        }
    }

    /// <summary>How many countries have no figure here, and whether those that stand out are among them.</summary>
    public string UnknownText
    {
        get
        {
            var without = _known.Countries.Count - Column.Cells.Count;
            var named = Asked.Emphasised.Where(code => Column.Of(code) is null).Select(NameOf).ToList();
            var among = named.Count == 0 ? "" : $" {string.Join(" and ", named)} {(named.Count == 1 ? "is" : "are")} among them.";
            return $"{Numbers.Count(without, "country has", "countries have")} no figure {(Asked.Period is null ? "on this definition" : $"of {Asked.Period} on this definition")}. No figure is not zero.{among}";
        }
    }

    /// <summary>How many countries have a figure on a definition of this indicator, whatever the control.</summary>
    public int CountriesOn(string definition) => _all.Where(row => row.Definition == definition).Select(row => row.Country).Distinct().Count();

    /// <summary>The chart's rows: the largest, and every country that stands out whether it has a figure or not.</summary>
    public IReadOnlyList<DotPlotRow> Rows => field ??=
    [
        .. Column.Cells.Where(cell => cell.Value is not null)
            .Where((cell, index) => index < ChartRows - Asked.Emphasised.Count || Asked.Emphasised.Contains(cell.Country)).Select(Row),
        .. Asked.Emphasised.Where(code => _known.Countries.ContainsKey(code) && Column.Of(code)?.Value is null).Select(code => new DotPlotRow(
            NameOf(code), null, null, null, Column.Of(code) is { } cell ? cell.Figure.StatusText() : "no figure here", false, IsFirst(code), CountryHref(code))),
    ];

    /// <summary>Every country as a tile.</summary>
    public IReadOnlyList<MapTile> Tiles => [.. _known.Countries.Values.Select(country => Tile(country, Column.Of(country.Code)))];

    /// <summary>At most four series of the countries that stand out, each of one source, in the indicator's own unit.</summary>
    public IReadOnlyList<LineSeries> Series => field ??=
    [
        .. _all.Where(row => row.Definition == (Definition?.Code ?? "") && row.Control == Control && Asked.Emphasised.Contains(row.Country))
            .GroupBy(row => (row.Country, row.Source))
            .Where(group => group.Select(row => row.Period).Distinct().Count() > 1)
            .OrderBy(group => Asked.Emphasised.Index().First(entry => entry.Item == group.Key.Country).Index).ThenByDescending(group => group.Count()).ThenBy(group => group.Key.Source)
            .Take(4)
            .Select(group => new LineSeries(
                NameOf(group.Key.Country),
                _known.Sources.GetValueOrDefault(group.Key.Source) is { } source ? Short(source.Publisher) : group.Key.Source,
                [.. group.OrderBy(row => row.Period).Select(row => new LinePoint(
                    At(row), row.Period.Code, row.Value, row.Text(), row.IsEstimated(), row.Mark()))])),
    ];

    /// <param name="known">What the edition knew.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="all">All its published figures.</param>
    /// <param name="denominators">Population and gross domestic product of all countries; may be empty on the absolute scale.</param>
    /// <param name="asked">What the reader chose. Without a definition, the first that has figures; without a control, territory where it has figures.</param>
    public static IndicatorView Of(
        ReferenceData known, Indicator indicator, IReadOnlyList<PublishedObservation> all, IEnumerable<PublishedObservation> denominators, IndicatorQuestion asked)
    {
        var pairs = all.Select(row => (row.Definition, row.Control)).Distinct()
            .OrderBy(pair => Place(indicator, pair.Definition)).ThenBy(pair => pair.Control == "territory" ? 0 : 1).ThenBy(pair => pair.Control).ToList();
        var chosen = pairs.Where(pair => pair.Definition == asked.Definition && pair.Control == (asked.Control ?? "territory"))
            .Concat(pairs.Where(pair => pair.Definition == asked.Definition))
            .Concat(pairs.Where(pair => asked.Definition is null && pair.Control == asked.Control))
            .Concat(pairs.Where(_ => asked.Definition is null))
            .Append((Definition: asked.Definition ?? (indicator.Definitions.Count == 0 ? "" : indicator.Definitions[0].Code), Control: asked.Control ?? "territory"))
            .First();
        var column = ComparedColumn.Of(
            known, indicator, all, denominators, chosen.Definition, chosen.Control, CompareQueries.ScalingOf(indicator, asked.Scale), asked.Reference, asked.Period);
        return new(known, all, column, [.. pairs.Select(pair => new IndicatorChoice(pair.Definition, pair.Control, Title(indicator, pair), pair == chosen))], asked);
    }

    private DotPlotRow Row(ComparedCell cell)
    {
        var (low, high) = cell.Denominator is null ? (cell.Figure.Lower, cell.Figure.Upper) : (cell.Value?.Low, cell.Value?.High);
        return new(
            NameOf(cell.Country), cell.Value?.Central, low, high, cell.ValueText()!, cell.Figure.IsEstimated(), IsFirst(cell.Country), CountryHref(cell.Country),
            $"{cell.Figure.Period.Code}, {cell.Figure.StatusText()}, {_known.Sources.GetValueOrDefault(cell.Figure.Source)?.Title ?? cell.Figure.Source}", cell.Mark(Column));
    }

    private MapTile Tile(Country country, ComparedCell? cell) => new(
        country.Code, country.Name, country.Region, cell?.Value?.Central, cell?.ValueText() is { } text ? Numbers.WithUnit(text, Unit) : null,
        cell is null ? null : $"{cell.Figure.Period.Code}, {cell.Figure.StatusText()}", cell is null ? null : Small(cell), cell?.Figure.IsEstimated() is true,
        IsFirst(country.Code), CountryHref(country.Code), cell?.Mark(Column));

    /// <summary>What a tile has room for: the year where it is another, the status letter where it is not normal.</summary>
    private static string? Small(ComparedCell cell)
    {
        var year = cell.OtherPeriod ? $"’{cell.Figure.Period.Start.Year % 100:00}" : "";
        var letter = cell.Figure.Status == "A" ? "" : cell.Figure.Status;
        return (year + " " + letter).Trim() is { Length: > 0 } text ? text : null;
    }

    private bool IsFirst(string country) => Asked.Emphasised.Count > 0 && Asked.Emphasised[0] == country;

    private string CountryHref(string code) => Address.Of($"/countries/{code}", ("asOf", Asked.AsOf));

    private string NameOf(string code) => _known.Countries.GetValueOrDefault(code)?.Name ?? code;

    /// <summary>The middle of a period, in years.</summary>
    private static double At(PublishedObservation row) =>
        row.Period.Start.Year + ((row.Period.Start.DayOfYear - 1) + (row.Period.EndExclusive.DayNumber - row.Period.Start.DayNumber) / 2.0) / 365.25;

    private static string Short(string publisher) => publisher.Length <= 18 ? publisher : publisher[..17].TrimEnd(' ', ',') + "…";

    private static int Place(Indicator indicator, string definition)
    {
        var place = indicator.Definitions.Index().FirstOrDefault(entry => entry.Item.Code == definition, (Index: int.MaxValue, Item: null!));
        return place.Index;
    }

    private static string Title(Indicator indicator, (string Definition, string Control) pair)
    {
        var title = indicator.Definitions.FirstOrDefault(definition => definition.Code == pair.Definition)?.Title ?? (pair.Definition.Length == 0 ? indicator.Title : pair.Definition);
        return pair.Control == "territory" ? title : $"{title}, {FigureWords.ControlText(pair.Control)}";
    }
}
