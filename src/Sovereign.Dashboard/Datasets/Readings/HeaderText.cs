using Sovereign.Analytics.Quantities;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>What the title of a column says: a name, and often a unit behind it.</summary>
internal static class HeaderText
{
    /// <summary>Takes a unit off the end of a title: <c>Power Capacity (MW)</c>, <c>Generation [TWh]</c>, <c>Price, USD/kWh</c>, <c>Capacity in GW</c>.</summary>
    public static (string Title, Unit? Unit) Split(string header)
    {
        // Full-width brackets and signs say the same.
        var text = string.Concat(header.Trim().Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c));
        foreach (var (open, close) in new[] { ('(', ')'), ('[', ']') })
        {
            if (text.EndsWith(close) && text.LastIndexOf(open) is var at and >= 0 && UnitIn(text[(at + 1)..^1]) is { } inside) return (text[..at].Trim(), inside);
        }

        foreach (var mark in new[] { ", ", " in ", " - ", "_" })
        {
            if (text.LastIndexOf(mark, StringComparison.OrdinalIgnoreCase) is var at and > 0 && UnitIn(text[(at + mark.Length)..]) is { } behind)
                return (text[..at].Trim(), behind);
        }

        return UnitIn(text) is { } alone && text.Length > 1 ? ("", alone) : (text, null);
    }

    /// <summary>A title and the power of ten in brackets or behind a comma after it: <c>Mobile subscriptions (million)</c>; null where there is none.</summary>
    public static (string Title, decimal Scale)? Scale(string header)
    {
        var text = header.Trim().TrimEnd(')', ']');
        if (text.LastIndexOfAny(['(', '[', ',']) is not (var at and > 0)) return null;
        var word = text[(at + 1)..].Trim().ToLowerInvariant();
        if (word.StartsWith("in ", StringComparison.Ordinal)) word = word[3..];
        decimal? scale = word switch
        {
            "thousand" or "thousands" or "'000" or "000" or "000s" or "1000" => 1_000,
            "million" or "millions" or "mn" or "mio" or "mio." => 1_000_000,
            "billion" or "billions" or "bn" => 1_000_000_000,
            _ => null,
        };
        return scale is { } power ? (text[..at].Trim(), power) : null;
    }

    /// <summary>The unit that is so many of the base of another; null where the table has none.</summary>
    public static Unit? Scaled(string of, decimal scale) =>
        Unit.TryFind(of, out var unit) ? UnitTable.All.FirstOrDefault(other => other.Dimension == unit.Dimension && other.Factor == scale) : null;

    /// <summary>The unit that a text names; null where it names none.</summary>
    public static Unit? UnitIn(string text)
    {
        text = text.Trim();
        if (text.StartsWith("in ", StringComparison.OrdinalIgnoreCase)) text = text[3..].Trim();
        if (Unit.TryFind(text, out var unit) || Unit.TryFind(text.Replace(" per ", "/", StringComparison.Ordinal), out unit)) return unit;
        return text.ToLowerInvariant() switch
        {
            "thousands of people" or "thousand inhabitants" or "people, thousands" or "persons, thousands" => Find("10*3.{person}"),
            "millions of people" or "people, millions" or "millions of persons" => Find("10*6.{person}"),
            "us cents per kwh" or "cents per kwh" or "us cents per kilowatt-hour" => Find("c{USD}/kW.h"),
            "us$ per kwh" or "us$/kwh" or "usd per kwh" => Find("{USD}/kW.h"),
            "terawatt-hours" or "terawatt hours" => Find("TW.h"),
            "gigawatt-hours" or "gigawatt hours" => Find("GW.h"),
            "us$ billion" or "billions of us$" or "billion us$" or "us$ billions" => Find("10*9.{USD}"),
            "us$ million" or "millions of us$" or "million us$" or "us$ millions" => Find("10*6.{USD}"),
            "current us$" or "us$" or "us dollars" => Find("{USD}"),
            "per cent" or "percentage" => Find("%"),
            _ => null,
        };
    }

    private static Unit? Find(string code) => Unit.TryFind(code, out var unit) ? unit : null;
}
