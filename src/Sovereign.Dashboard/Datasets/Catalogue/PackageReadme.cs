using System.Globalization;
using System.Text;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>The README of a package: what it is, whose it is, what is missing, how to verify it, what every column means.</summary>
internal static class PackageReadme
{
    public static string Of(DatasetFile file)
    {
        var text = new StringBuilder();
        Line($"# {file.Dataset.Title}");
        Line();
        if (file.Dataset.Description.Length > 0)
        {
            Line($"{file.Dataset.Description}");
            Line();
        }

        Line($"Version {file.Semantic} of the dataset `{file.Dataset.Code}`, edition {file.Edition.Number}, published {Numbers.InstantCode(file.Version.PublishedAt!.Value)}. {file.Rows} rows.");
        if (file.Version.Comment is { Length: > 0 } comment) Line($"What was said of it: {comment}");
        Line();
        Line($"## How to cite it");
        Line();
        Line($"{file.Citation}");
        Line();
        Line($"## Licence");
        Line();
        Line($"{file.Dataset.Licence.TrimEnd('.')}. Each row names its source in the column `source`; `sources.csv` says under which terms each source stands:");
        Line();
        foreach (var (source, rows) in file.Included)
            Line($"- `{source.Code}`: {source.Title}, {source.Publisher}{(source.Year is { } year ? $" ({year})" : "")}, {source.Url ?? "no address"}. Licence: {source.Licence}. {rows} rows.");
        Line();
        Line($"## What is left out");
        Line();
        Line($"{file.LeftOutSentence ?? "Nothing: every row of the version is in the file."}");
        Line();
        Line($"## Files");
        Line();
        Line($"- `{file.Name}.csv`: the figures, one a row, in the order of their key. UTF-8, comma, CRLF, decimal point. Text that a spreadsheet would take for a formula has an apostrophe in front.");
        Line($"- `sources.csv`: who published the figures, and their terms.");
        Line($"- `indicators.csv`: what is measured, in which unit, by which definitions.");
        Line($"- `datapackage.json`: this description for programs (Data Package 2.0), with size and SHA-256 of the three tables.");
        Line($"- `manifest-sha256.txt`: SHA-256 of everything else in the package.");
        Line();
        Line($"## How to verify it");
        Line();
        Line($"    sha256sum -c manifest-sha256.txt");
        Line();
        Line($"The figures are those that the portal answers at `/api/v1/observations?dataset={file.Dataset.Code}&asOf={Numbers.InstantCode(file.Edition.PublishedAt)}`, but for what is left out. {Origin(file.Version)} The column `version` says which version a row came with.");
        Line();
        Line($"## What every column means");
        Line();
        foreach (var rule in LongFormat.Rules(file.Dataset, []))
            Line($"- `{rule.Name}`: {rule.Holds}{(rule.Codes.Count == 0 ? "" : $". {string.Join("; ", rule.Codes.Select(code => $"`{code.Code}`: {code.Meaning}"))}")}.");
        Line($"- `dataset`: code of the dataset.");
        Line($"- `version`: version of the dataset with which the row came.");
        return text.ToString();

        // A version that takes another back has no file of its own.
        static string Origin(VersionDetails version) => version.Sha256.Length == 0
            ? $"{version.FileName}: the version has no file of its own, its rows come from those before it."
            : $"They were published from the file `{version.FileName}`, SHA-256 `{version.Sha256}`, and from the versions before it.";

        void Line(FormattableString? line = null) => text.Append(line is null ? "" : line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
