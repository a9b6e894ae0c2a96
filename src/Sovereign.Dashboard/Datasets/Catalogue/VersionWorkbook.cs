using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Exports;
using SpreadCheetah;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>A version as a workbook: its figures, and on a second sheet where they are from and what is missing.</summary>
internal static class VersionWorkbook
{
    public static Task WriteAsync(DatasetFile file, Table<PublishedObservation> rows, Stream destination, CancellationToken ct) => Workbook.WriteAsync(
        destination,
        async workbook =>
        {
            await workbook.AddAsync("Figures", rows, ct);
            await workbook.StartAsync("About", [("What", 26), ("Says", 90)], ct);
            (string What, string Says)[] lines =
            [
                ("Dataset", $"{file.Dataset.Title} ({file.Dataset.Code})"),
                ("Description", file.Dataset.Description),
                ("Publisher", file.Dataset.Publisher),
                ("Licence", file.Dataset.Licence),
                ("Version", file.Semantic),
                ("Edition", Numbers.Raw(file.Edition.Number)),
                ("Published", Numbers.InstantCode(file.Version.PublishedAt!.Value)),
                ("Rows", Numbers.Raw(file.Rows)),
                ("Left out", file.LeftOutSentence ?? "nothing"),
                ("Cite as", file.Citation),
                .. file.Included.Select(count => (
                    $"Source {count.Source.Code}",
                    $"{count.Source.Title}, {count.Source.Publisher}{(count.Source.Year is { } year ? $", {Numbers.Raw(year)}" : "")}. {count.Source.Url} Licence: {count.Source.Licence}. {Numbers.Raw(count.Rows)} rows.")),
                .. LongFormat.Rules(file.Dataset, []).Select(rule => ($"Column {rule.Name}", rule.Holds)),
            ];
            foreach (var (what, says) in lines) await workbook.Sheets.AddRowAsync([new DataCell(what), new DataCell(says)], ct);
        },
        ct);
}
