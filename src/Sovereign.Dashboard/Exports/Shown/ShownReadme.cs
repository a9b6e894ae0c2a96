using System.Globalization;
using System.Text;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Exports.Shown;

/// <summary>The README of a package: what is in it, with which filters, whose figures they are, how to cite and verify them, what each column means.</summary>
internal static class ShownReadme
{
    public static string Of(ShownNotes notes, int rows, bool hasPicture)
    {
        var text = new StringBuilder();
        Line($"# {notes.Title}");
        Line();
        Line($"{notes.Description}");
        Line();
        Line($"Edition {notes.Edition} of {notes.Portal}, published {Numbers.InstantCode(notes.PublishedAt)}. {rows} rows. The next update is not announced.");
        Line();
        Line($"## Active filters");
        Line();
        if (notes.Filters.Count == 0) Line($"None: everything that the page shows.");
        foreach (var (name, value) in notes.Filters) Line($"- {name}: {value}");
        Line();
        Line($"## How to cite it");
        Line();
        Line($"Short: {notes.ShortCitation}");
        Line();
        Line($"Full: {notes.Citation}");
        Line();
        Line($"## Sources and their terms");
        Line();
        foreach (var credit in notes.Credits)
            Line($"- `{credit.Code}`: {credit.Title}, {credit.Publisher}{(credit.Year is { } year ? $" ({year})" : "")}, {credit.Url ?? "no address"}. Licence: {credit.Licence.TrimEnd('.')}; {credit.Allowed}.");
        Line();
        Line($"## Processing");
        Line();
        Line($"{notes.Processing}");
        Line();
        Line($"## Files");
        Line();
        Line($"- `{notes.FileName}.csv`: the table. UTF-8, comma, CRLF, decimal point. Text that a spreadsheet would take for a formula has an apostrophe in front.");
        if (hasPicture) Line($"- `{notes.FileName}.svg`: the picture.");
        Line($"- `datapackage.json`: this description for programs (Data Package 2.0).");
        Line($"- `{HashedZip.ManifestName}`: SHA-256 of everything else in the package; `sha256sum -c {HashedZip.ManifestName}` checks it.");
        Line();
        Line($"The same page, as it stood: {notes.Page}");
        Line();
        Line($"## What every column means");
        Line();
        foreach (var column in notes.Columns) Line($"- `{column.Name}`: {column.Text}.");
        return text.ToString();

        void Line(FormattableString? line = null) => text.Append(line is null ? "" : line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
