using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets;

/// <summary>What an indicator's page shows on one definition and control. Pure: the page loads, this decides.</summary>
public sealed class IndicatorView
{
    /// <summary>Beyond this many, the chart keeps the largest and the two countries the portal speaks of.</summary>
    private const int ChartRows = 16;

    /// <summary>From this spread on, a linear axis would press the small values together.</summary>
    private const double LogarithmicFrom = 20;

    private readonly IReadOnlyList<PublishedObservation> _all;

    private IndicatorView(Indicator indicator, IReadOnlyList<PublishedObservation> all, string definition, string control)
    {
        Indicator = indicator;
        _all = all;
        Control = control;
        Definition = indicator.Definitions.FirstOrDefault(candidate => candidate.Code == definition);
        Unit = FigureWords.UnitText(indicator.Unit);
    }

    public Indicator Indicator { get; }

    /// <summary>The definition shown; null where the indicator has only one meaning.</summary>
    public Definition? Definition { get; }

    public string Control { get; }

    /// <summary>Symbol of the unit.</summary>
    public string Unit { get; }

    public IReadOnlyList<IndicatorChoice> Choices { get; private init; } = [];

    /// <summary>The figure that stands for each country, the largest first.</summary>
    public IReadOnlyList<PublishedObservation> Shown { get; private init; } = [];

    /// <summary>All other figures on this definition and control.</summary>
    public IReadOnlyList<PublishedObservation> Others { get; private init; } = [];

    /// <summary>Why a figure stands for its country, where another source had one for the same period.</summary>
    public IReadOnlyDictionary<(Guid Version, long Line), string> Why { get; private init; } = new Dictionary<(Guid, long), string>();

    public IReadOnlyList<DotPlotRow> Rows { get; private init; } = [];

    public bool IsLinear { get; private init; }

    /// <summary>At most four series of the two countries the portal speaks of, each of one source.</summary>
    public IReadOnlyList<LineSeries> Series { get; private init; } = [];

    /// <summary>The countries with a figure, as a count.</summary>
    public string CountText => Shown.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The periods, said as they are: "2024", or "2024 (12 of 37 countries; others 2021 to 2025)".</summary>
    public string PeriodsText
    {
        get
        {
            var commonest = Shown.GroupBy(row => row.Period).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First();
            if (commonest.Count() == Shown.Count)
                return commonest.Key.Code;
            var others = Shown.Where(row => row.Period != commonest.Key).Select(row => row.Period).ToList();
            var span = others.Min() == others.Max() ? others.Min().Code : $"{others.Min().Code} to {others.Max().Code}";
            return $"{commonest.Key.Code} ({commonest.Count()} of {Shown.Count} countries; others {span})";
        }
    }

    /// <summary>How many countries have no figure here, and whether the home country and its reference are among them.</summary>
    public string UnknownText { get; private init; } = "";

    /// <summary>How many countries have a figure on a definition of this indicator, whatever the control.</summary>
    public int CountriesOn(string definition) => _all.Where(row => row.Definition == definition).Select(row => row.Country).Distinct().Count();

    /// <param name="known">What the edition knew.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="all">All its published figures.</param>
    /// <param name="definition">The definition asked for; without one, or with an unknown one, the first that has figures.</param>
    /// <param name="control">The control asked for; without one, territory where it has figures.</param>
    /// <param name="home">Alpha-3 code of the country that stands out.</param>
    /// <param name="referenceCountry">Alpha-3 code of the country it is compared with.</param>
    /// <param name="asOf">Kept in links.</param>
    public static IndicatorView Of(
        ReferenceData known, Indicator indicator, IReadOnlyList<PublishedObservation> all, string? definition, string? control, string home,
        string referenceCountry, string? asOf)
    {
        var pairs = all.Select(row => (row.Definition, row.Control)).Distinct()
            .OrderBy(pair => Place(indicator, pair.Definition)).ThenBy(pair => pair.Control == "territory" ? 0 : 1).ThenBy(pair => pair.Control).ToList();
        var chosen = pairs.Where(pair => pair.Definition == definition && pair.Control == (control ?? "territory"))
            .Concat(pairs.Where(pair => pair.Definition == definition))
            .Concat(pairs.Where(pair => definition is null && pair.Control == control))
            .Concat(pairs)
            .Append((Definition: indicator.Definitions.Count == 0 ? "" : indicator.Definitions[0].Code, Control: "territory"))
            .First();

        var rows = all.Where(row => row.Definition == chosen.Definition && row.Control == chosen.Control).ToList();
        var latest = rows.GroupBy(row => row.Country).Select(group => known.Latest([.. group])).OfType<(PublishedObservation Row, FigureChoice Choice)>()
            .OrderByDescending(entry => entry.Row.Value).ToList();
        var shown = latest.Select(entry => entry.Row).ToList();
        var positive = shown.Where(row => row.Value > 0).Select(row => row.Value).ToList();
        var isLinear = positive.Count == 0 || positive.Max() / positive.Min() < LogarithmicFrom;

        return new IndicatorView(indicator, all, chosen.Definition, chosen.Control)
        {
            Choices = [.. pairs.Select(pair => new IndicatorChoice(pair.Definition, pair.Control, Title(indicator, pair), pair == chosen))],
            Shown = shown,
            Others = [.. rows.Except(shown).OrderBy(row => NameOf(known, row.Country), StringComparer.Ordinal).ThenByDescending(row => row.Period)],
            Why = latest.Where(entry => entry.Choice.Others.Count > 0)
                .ToDictionary(entry => (entry.Row.VersionId, entry.Row.Line), entry => entry.Choice.Why),
            IsLinear = isLinear,
            Rows =
            [
                .. shown.Where((row, index) => index < ChartRows - 2 || row.Country == home || row.Country == referenceCountry)
                    .Select(row => Row(known, row, home, asOf)),
                .. new[] { referenceCountry, home }.Where(code => known.Countries.ContainsKey(code) && shown.All(row => row.Country != code))
                    .Select(code => new DotPlotRow(
                        NameOf(known, code), null, null, null, "no figure on this definition", false, code == home, Address.Of($"/countries/{code}", ("asOf", asOf)))),
            ],
            Series = SeriesOf(known, rows, home, referenceCountry),
            UnknownText = Unknown(known, shown, home, referenceCountry),
        };
    }

    private static DotPlotRow Row(ReferenceData known, PublishedObservation row, string home, string? asOf) => new(
        NameOf(known, row.Country), row.Value, row.Lower, row.Upper, row.Text(), row.IsEstimated(), row.Country == home,
        Address.Of($"/countries/{row.Country}", ("asOf", asOf)),
        $"{row.Period.Code}, {row.StatusText()}, {known.Sources.GetValueOrDefault(row.Source)?.Title ?? row.Source}", row.Mark());

    private static List<LineSeries> SeriesOf(ReferenceData known, List<PublishedObservation> rows, string home, string referenceCountry) =>
    [
        .. rows.Where(row => row.Country == home || row.Country == referenceCountry)
            .GroupBy(row => (row.Country, row.Source))
            .Where(group => group.Select(row => row.Period).Distinct().Count() > 1)
            .OrderBy(group => group.Key.Country == home ? 0 : 1).ThenByDescending(group => group.Count()).ThenBy(group => group.Key.Source)
            .Take(4)
            .Select(group => new LineSeries(
                NameOf(known, group.Key.Country),
                known.Sources.GetValueOrDefault(group.Key.Source) is { } source ? Short(source.Publisher) : group.Key.Source,
                [.. group.OrderBy(row => row.Period).Select(row => new LinePoint(
                    At(row), row.Period.Code, row.Value, row.Text(), row.IsEstimated(), row.Mark()))])),
    ];

    /// <summary>The middle of a period, in years.</summary>
    private static double At(PublishedObservation row) =>
        row.Period.Start.Year + ((row.Period.Start.DayOfYear - 1) + (row.Period.EndExclusive.DayNumber - row.Period.Start.DayNumber) / 2.0) / 365.25;

    private static string Short(string publisher) => publisher.Length <= 18 ? publisher : publisher[..17].TrimEnd(' ', ',') + "…";

    private static string Unknown(ReferenceData known, List<PublishedObservation> shown, string home, string referenceCountry)
    {
        var without = known.Countries.Count - shown.Count;
        var named = new[] { home, referenceCountry }.Where(code => shown.All(row => row.Country != code)).Select(code => NameOf(known, code)).ToList();
        var among = named.Count == 0 ? "" : $" {string.Join(" and ", named)} {(named.Count == 1 ? "is" : "are")} among them.";
        return $"{Numbers.Count(without, "country has", "countries have")} no figure on this definition. No figure is not zero.{among}";
    }

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

    private static string NameOf(ReferenceData known, string code) => known.Countries.GetValueOrDefault(code)?.Name ?? code;
}
