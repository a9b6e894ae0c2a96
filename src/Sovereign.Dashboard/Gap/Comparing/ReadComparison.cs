using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>Reads what a comparison asks from codes as addresses and programs write them.</summary>
public static class ReadComparison
{
    /// <summary>More columns or rows than this are no table that somebody reads.</summary>
    public const int MostColumns = 12;

    public const int MostCountries = 60;

    /// <param name="known">What the edition knew.</param>
    /// <param name="indicators">Codes joined by <c>~</c>, each with a definition after a colon where one is meant.</param>
    /// <param name="countries">Alpha-3 codes joined by <c>~</c>; nothing for all.</param>
    /// <param name="scale">A code of <see cref="Scales"/>; nothing for absolute.</param>
    /// <param name="reference">Alpha-3.</param>
    /// <param name="period">A period; nothing, or <c>latest</c>, for the latest figure of each country.</param>
    /// <returns>
    /// Refused with <c>unknown-indicator</c>, <c>unknown-definition</c>, <c>unknown-country</c>, <c>unknown-unit</c>, <c>bad-period</c>, <c>too-many</c>.
    /// </returns>
    public static Outcome<ComparisonAsked> Of(
        ReferenceData known, string? indicators, string? countries, string? scale, string? reference, string? period)
    {
        var columns = new List<ColumnAsked>();
        foreach (var code in Codes(indicators))
        {
            var parts = code.Split(':', 2);
            if (!known.Indicators.TryGetValue(parts[0], out var indicator))
                return new Refusal("unknown-indicator", $"There is no indicator '{Echo.Of(parts[0])}'.");
            if (parts.Length > 1 && indicator.Definitions.All(definition => definition.Code != parts[1]))
                return new Refusal("unknown-definition", $"{indicator.Title} has no definition '{Echo.Of(parts[1])}'.");
            columns.Add(new(indicator, parts.Length > 1 ? parts[1] : null));
        }

        var rows = new List<Country>();
        foreach (var code in Codes(countries))
        {
            if (!known.Countries.TryGetValue(code, out var country))
                return UnknownCountry.Of(code);
            if (!rows.Contains(country)) rows.Add(country);
        }

        if (columns.Count > MostColumns || rows.Count > MostCountries)
            return new Refusal("too-many", $"At most {MostColumns} indicators and {MostCountries} countries stand side by side; asked for {columns.Count} and {rows.Count}.");
        var by = Scale.Absolute;
        if (!string.IsNullOrEmpty(scale) && !Scales.TryParse(scale, out by))
            return new Refusal("unknown-unit", $"unit is '{Echo.Of(scale)}'; expected abs, pc (per capita) or gdp (per GDP).");
        if (!known.Countries.TryGetValue(reference ?? "", out var other))
            return UnknownCountry.Of(reference ?? "");
        Period? within = null;
        if (!string.IsNullOrEmpty(period) && period != "latest")
        {
            if (!Period.TryParse(period, out var read))
                return new Refusal("bad-period", $"'{Echo.Of(period)}' is no period; expected latest, 2024, 2024-S1, 2024-Q1, 2024-06 or 2024-06-15.");
            within = read;
        }

        return new ComparisonAsked(columns, rows, by, other, within);
    }

    /// <summary>What whoever was refused may have meant.</summary>
    /// <param name="known">What the edition knew.</param>
    /// <param name="why">From <see cref="Of"/>.</param>
    /// <param name="countries">As asked for.</param>
    /// <param name="href">The page with a value of the query in place of the one that was refused, by the query's name: <c>c</c>, <c>i</c>, <c>unit</c>, <c>t</c>.</param>
    /// <param name="indicators">As asked for; null where the page has one indicator.</param>
    public static IEnumerable<(string Title, string Href)> Meant(
        ReferenceData known, Refusal why, string? countries, Func<string, string, string> href, string? indicators = null) => why.Code switch
        {
            "unknown-unit" => Scales.All.Select(scale => (scale.Text(), href("unit", scale.Code()))),
            "unknown-country" => Replaced(
                countries, code => !known.Countries.ContainsKey(code), known.Countries.Values, country => [country.Code, country.Alpha2, country.Name, .. country.Aliases],
                country => country.Name, country => country.Code, codes => href("c", codes)),
            "unknown-indicator" => Replaced(
                indicators, code => !known.Indicators.ContainsKey(code.Split(':')[0]), known.Indicators.Values, indicator => [indicator.Code, indicator.Title],
                indicator => indicator.Title, indicator => indicator.Code, codes => href("i", codes)),
            "unknown-definition" => Codes(indicators).Where(code => code.Contains(':', StringComparison.Ordinal)).Select(code => code.Split(':')[0]).Distinct()
                .Where(known.Indicators.ContainsKey).SelectMany(code => known.Indicators[code].Definitions.Take(4).Select(definition => (definition.Title, href("i", $"{code}:{definition.Code}")))),
            "bad-period" => [("The latest figure of each country", href("t", ""))],
            _ => [],
        };

    /// <summary>The list with the nearest in place of the first code that nothing has.</summary>
    private static IEnumerable<(string Title, string Href)> Replaced<T>(
        string? joined, Func<string, bool> isUnknown, IEnumerable<T> candidates, Func<T, IEnumerable<string>> names, Func<T, string> title, Func<T, string> code,
        Func<string, string> href)
    {
        var codes = Codes(joined);
        var at = Array.FindIndex(codes, entry => isUnknown(entry));
        return at < 0
            ? []
            : Nearest.To(codes[at], candidates, names).Select(near => (title(near), href(string.Join('~', [.. codes[..at], code(near), .. codes[(at + 1)..]]))));
    }

    private static string[] Codes(string? joined) => (joined ?? "").Split('~', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
