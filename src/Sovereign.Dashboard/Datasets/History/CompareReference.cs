using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets.History;

/// <summary>How reference data differ between two editions, field by field.</summary>
public static class CompareReference
{
    private sealed record Row(string What, string Key, string Code, string Title, IReadOnlyList<(string Name, string? Text)> Fields);

    /// <summary>In the order in which a reader needs it: what is measured, how it is meant, who measured it, where it is kept, of whom.</summary>
    public static IReadOnlyList<ReferenceChange> Run(ReferenceData before, ReferenceData after)
    {
        var old = Rows(before).ToDictionary(row => (row.What, row.Key));
        var current = Rows(after).ToDictionary(row => (row.What, row.Key));
        return
        [
            .. current.Values.SelectMany(row => Changes(old.GetValueOrDefault((row.What, row.Key)), row)),
            .. old.Values.Where(row => !current.ContainsKey((row.What, row.Key))).Select(row => new ReferenceChange("ended", row.What, row.Code, row.Title, null, null, null)),
        ];
    }

    private static IEnumerable<ReferenceChange> Changes(Row? old, Row row) => old is null
        ? [new ReferenceChange("added", row.What, row.Code, row.Title, null, null, null)]
        : old.Fields.Zip(row.Fields).Where(pair => pair.First.Text != pair.Second.Text)
            .Select(pair => new ReferenceChange("changed", row.What, row.Code, row.Title, pair.Second.Name, pair.First.Text, pair.Second.Text));

    private static IEnumerable<Row> Rows(ReferenceData known) =>
    [
        .. known.Indicators.Values.OrderBy(i => i.Code, StringComparer.Ordinal).Select(i => new Row(
            "indicator", i.Code, i.Code, i.Title,
            [("title", i.Title), ("unit", i.Unit), ("direction", i.Direction.Code()), ("description", i.Description), ("minimum", Number(i.Minimum)), ("maximum", Number(i.Maximum))])),
        .. known.Indicators.Values.OrderBy(i => i.Code, StringComparer.Ordinal).SelectMany(i => i.Definitions, (i, d) => new Row(
            "definition", $"{i.Code}/{d.Code}", $"{i.Code}/{d.Code}", $"{i.Title}: {d.Title}", [("title", d.Title), ("text", d.Text)])),
        .. known.Sources.Values.OrderBy(s => s.Code, StringComparer.Ordinal).Select(s => new Row(
            "source", s.Code, s.Code, s.Title,
            [
                ("title", s.Title), ("publisher", s.Publisher), ("year", Number(s.Year)), ("url", s.Url), ("licence", s.Licence),
                ("redistribution", s.Redistribution.ToString().ToLowerInvariant()), ("thirdHand", s.ThirdHand ? "true" : "false"), ("note", s.Note),
            ])),
        .. known.Preferences.OrderBy(p => (p.Indicator, p.Definition, p.Rank)).Select(p => new Row(
            "preference", $"{p.Indicator}/{p.Definition}/{p.Source}", $"{p.Indicator}/{p.Definition}/{p.Source}",
            $"{p.Source} for {p.Indicator}{(p.Definition.Length == 0 ? "" : $", {p.Definition}")}", [("rank", Number(p.Rank)), ("reason", p.Reason)])),
        .. known.Datasets.Values.OrderBy(d => d.Code, StringComparer.Ordinal).Select(d => new Row(
            "dataset", d.Code, d.Code, d.Title,
            [("title", d.Title), ("description", d.Description), ("publisher", d.Publisher), ("licence", d.Licence), ("source", d.Source)])),
        // A country keeps its identity when its code changes.
        .. known.Countries.Values.OrderBy(c => c.Code, StringComparer.Ordinal).Select(c => new Row(
            "country", Number(known.CountryIds[c.Code])!, c.Code, c.Name,
            [("code", c.Code), ("alpha2", c.Alpha2), ("name", c.Name), ("region", c.Region), ("incomeGroup", c.IncomeGroup), ("aliases", string.Join('|', c.Aliases))])),
    ];

    private static string? Number(double? value) => value is { } number ? Numbers.Raw(number) : null;
}
