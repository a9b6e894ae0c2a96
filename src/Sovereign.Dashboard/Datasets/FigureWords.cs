using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets;

/// <summary>A published figure in words, the same on every page.</summary>
public static class FigureWords
{
    /// <summary>Whether a chart draws it hollow: somebody reckoned it instead of counting.</summary>
    public static bool IsEstimated(this PublishedObservation figure) =>
        figure.Status is "E" or "I" or "F" || figure.Method is "estimated" or "modelled";

    /// <summary>The number as printed, with what the bound adds: "3.6", "at least 4,409", "up to 650".</summary>
    // A bound keeps all its digits: rounded, "at least 4,409" could claim more than is known.
    public static string Text(this PublishedObservation figure) => figure.Bound switch
    {
        Bound.Lower => $"at least{Numbers.NoBreakSpace}{Numbers.Text(figure.Value, Numbers.FiguresOf(figure.ValueText))}",
        Bound.Upper => $"up to{Numbers.NoBreakSpace}{Numbers.Text(figure.Value, Numbers.FiguresOf(figure.ValueText))}",
        _ => Numbers.Text(figure.Value, figure.ValueText),
    };

    /// <summary>The interval the source states, as printed; null where it states none.</summary>
    public static string? RangeText(this PublishedObservation figure) => (figure.LowerText, figure.UpperText) switch
    {
        ({ } lower, { } upper) => Numbers.Range(Numbers.Text(figure.Lower!.Value, lower), Numbers.Text(figure.Upper!.Value, upper)),
        ({ } lower, null) => $"from {Numbers.Text(figure.Lower!.Value, lower)}",
        (null, { } upper) => $"up to {Numbers.Text(figure.Upper!.Value, upper)}",
        _ => null,
    };

    /// <summary>What the figure is worth, in a few words: "reported", "estimated, part of the country", "known at least".</summary>
    public static string StatusText(this PublishedObservation figure)
    {
        var words = new List<string>(3);
        words.Add(figure.Status switch
        {
            "P" => "provisional",
            "F" => "forecast",
            "I" => "imputed",
            "B" => "break in series",
            "U" => "low reliability",
            "M" => "missing",
            "E" => "estimated",
            _ => figure.Method,
        });
        if (figure.Bound != Bound.Exact)
            words.Add(figure.Bound == Bound.Lower ? "known at least" : "at most");
        if (figure.Coverage != "national")
            words.Add(figure.Coverage == "city" ? "one city" : "part of the country");
        return string.Join(", ", words);
    }

    /// <summary>Caution for what should not be read as a plain national figure.</summary>
    public static Tone StatusTone(this PublishedObservation figure) =>
        figure.IsEstimated() || figure.Bound != Bound.Exact || figure.Coverage != "national" || figure.Status is not ("A" or "P") ? Tone.Caution : Tone.Plain;

    /// <summary>How people write the unit after a number: "GW", "USD/kWh"; empty for a pure ratio.</summary>
    public static string UnitText(string code) => Unit.TryFind(code, out var unit) ? unit.Symbol : code;

    public static string UnitText(this PublishedObservation figure) => UnitText(figure.Unit);

    /// <summary>What a machine may read off the printed value.</summary>
    public static ValueMark Mark(this PublishedObservation figure, DateTimeOffset? asOf = null) => new(
        MarkKind.Kpi, figure.Indicator, figure.Country, Numbers.Raw(figure.Value), figure.Period.Code, figure.Definition, figure.Source,
        MarkedInterval.Of(figure.Lower, figure.Upper, figure.Bound switch
        {
            Bound.Lower => NoInterval.LowerBound,
            Bound.Upper => NoInterval.UpperBound,
            _ => NoInterval.NotStated,
        }), AsOf: asOf);

    /// <summary>A title inside a sentence: "all data centres, installed capacity", but "AI workers" stays.</summary>
    public static string InSentence(string title) => title.Length > 1 && char.IsLower(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;

    /// <summary>The sense in which the country has it, as a heading: "in the country", "owned by the country's own".</summary>
    public static string ControlText(string control) => control switch
    {
        "owner" => "owned by the country's own",
        "operator" => "run by the country's own",
        "vendor" => "made by the country's own vendors",
        _ => "in the country, whoever owns it",
    };
}
