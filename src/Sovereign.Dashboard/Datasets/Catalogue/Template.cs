using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Exports;
using SpreadCheetah;
using SpreadCheetah.Validations;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>
/// A file to be filled and uploaded: the header of the long format, and an example row for each thing that the dataset measures. The examples say
/// EXAMPLE where a number belongs, which the checks refuse: nobody publishes them by mistake.
/// </summary>
public sealed class Template
{
    /// <summary>Stands in the place of a value.</summary>
    public const string NoValue = "EXAMPLE";

    private const int MostExamples = 12;
    private const int LastRow = 10_000;

    private readonly Dataset dataset;
    private readonly ReferenceData known;
    private readonly IReadOnlyList<Indicator> indicators;
    private readonly IReadOnlyList<string> countries;

    /// <param name="dataset">Whose rows it is for.</param>
    /// <param name="known">Codes and their meaning.</param>
    /// <param name="indicators">What the dataset measures; all indicators while it has none of its own.</param>
    /// <param name="countries">Countries to show as examples.</param>
    public Template(Dataset dataset, ReferenceData known, IReadOnlyList<Indicator> indicators, IReadOnlyList<string> countries)
    {
        this.dataset = dataset;
        this.known = known;
        this.indicators = indicators;
        this.countries = countries;
        Rows = [.. indicators.SelectMany(indicator => indicator.Definitions.Cast<Definition?>().DefaultIfEmpty(), (indicator, definition) => (indicator, definition)).Take(MostExamples).Select(Row)];
    }

    /// <summary>The example rows, each in the order of <see cref="LongFormat"/>'s columns.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>As CSV.</summary>
    public Task WriteCsvAsync(Stream destination, CancellationToken ct) => CsvTable.WriteAsync(
        destination, new Table<IReadOnlyList<string>>([.. Columns.All.Select((name, place) => new Column<IReadOnlyList<string>>(name, row => row[place]))], Rows.ToAsyncEnumerable()), ct);

    /// <summary>As a workbook: the rows to fill, then what may stand in them. Cells of the first sheet offer the lists.</summary>
    public Task WriteXlsxAsync(Stream destination, CancellationToken ct) => Workbook.WriteAsync(
        destination,
        async workbook =>
        {
            await workbook.StartAsync("Figures", [.. Columns.All.Select(name => (name, Width(name)))], ct, Workbook.Text);
            foreach (var row in Rows) await workbook.Sheets.AddRowAsync(row.Select(cell => new StyledCell(cell, workbook.Example)).ToArray(), ct);
            OfferLists(workbook.Sheets);
            await WriteCodesAsync(workbook, ct);
            await WriteListsAsync(workbook, ct);
            await workbook.StartAsync("How to fill it", [("Column", 14), ("Needed", 10), ("What it holds", 70), ("When empty", 50)], ct);
            foreach (var rule in LongFormat.Rules(dataset, indicators))
                await workbook.Sheets.AddRowAsync([new DataCell(rule.Name), new DataCell(rule.IsRequired ? "yes" : "no"), new DataCell(rule.Holds), new DataCell(rule.WhenEmpty)], ct);
            await workbook.Sheets.AddRowAsync([new DataCell("Examples"), default, new DataCell($"The rows that say {NoValue} show the form. Put your figures in their place, or delete them: a file that still has one cannot be published.")], ct);
        },
        ct);

    private static double Width(string column) => column switch { "indicator" or "note" => 34, "definition" or "source" => 22, _ => 14 };

    private List<string> Row((Indicator Indicator, Definition? Definition) what, int place) =>
    [
        .. Columns.All.Select(column => column switch
        {
            "indicator" => what.Indicator.Code,
            "country" => countries[place % countries.Count],
            "period" => Numbers.Raw(known.Edition.PublishedAt.Year - 1),
            "value" => NoValue,
            "unit" => what.Indicator.Unit,
            "definition" => what.Definition?.Code ?? "",
            "method" => Method.Reported.Code(),
            "source" => dataset.Source ?? known.Sources.Keys.Order(StringComparer.Ordinal).FirstOrDefault() ?? "",
            // No note either: whoever writes a figure into the row should not publish a remark of ours with it.
            "lower" or "upper" or "note" => "",
            _ => LongFormat.CodesOf(column) is [var first, ..] ? first.Code : "",
        }),
    ];

    private List<Lists> AllLists() =>
    [
        new("indicator", [.. indicators.Select(indicator => indicator.Code)], Closed: true),
        new("country", [.. known.Countries.Values.Select(country => country.Code).Order(StringComparer.Ordinal)], Closed: false),
        new("unit", [.. indicators.SelectMany(LongFormat.UnitsOf).Select(unit => unit.Code).Distinct()], Closed: false),
        new("definition", [.. indicators.SelectMany(indicator => indicator.Definitions).Select(definition => definition.Code).Distinct()], Closed: true),
        .. Columns.All.Where(column => LongFormat.CodesOf(column).Count > 0).Select(column => new Lists(column, [.. LongFormat.CodesOf(column).Select(code => code.Code)], Closed: true)),
        new("source", [.. known.Sources.Keys.Order(StringComparer.Ordinal)], Closed: true),
    ];

    /// <param name="Closed">Whether nothing else is taken; a country's name and another spelling of a unit are.</param>
    private sealed record Lists(string Column, IReadOnlyList<string> Codes, bool Closed);

    private void OfferLists(Spreadsheet sheet)
    {
        foreach (var (list, place) in AllLists().Select((list, place) => (list, place)))
        {
            if (list.Codes.Count == 0) continue;
            var offered = DataValidation.ListValuesFromCells("Lists", $"${Letter(place)}$2:${Letter(place)}${list.Codes.Count + 1}", true);
            offered.ErrorType = list.Closed ? ValidationErrorType.Blocking : ValidationErrorType.Warning;
            offered.ErrorTitle = list.Column;
            offered.ErrorMessage = "The sheets Codes and Lists have what may stand here.";
            var column = Letter(Columns.All.ToList().IndexOf(list.Column));
            sheet.AddDataValidation($"{column}2:{column}{LastRow}", offered);
        }
    }

    private static char Letter(int place) => (char)('A' + place);

    private async Task WriteCodesAsync(Workbook workbook, CancellationToken ct)
    {
        await workbook.StartAsync(
            "Codes",
            [("indicator", 34), ("title", 44), ("unit", 16), ("units taken", 40), ("definition", 24), ("definition, title", 30), ("definition, text", 80), ("at least", 10), ("at most", 10)], ct);
        foreach (var indicator in indicators)
        {
            foreach (var definition in indicator.Definitions.Cast<Definition?>().DefaultIfEmpty())
            {
                await workbook.Sheets.AddRowAsync(
                    [
                        new DataCell(indicator.Code), new DataCell(indicator.Title), new DataCell(indicator.Unit),
                        new DataCell(string.Join(", ", LongFormat.UnitsOf(indicator).SelectMany(unit => unit.Aliases.Prepend(unit.Code)))),
                        new DataCell(definition?.Code), new DataCell(definition?.Title), new DataCell(definition?.Text), new DataCell(indicator.Minimum), new DataCell(indicator.Maximum),
                    ],
                    ct);
            }
        }
    }

    private async Task WriteListsAsync(Workbook workbook, CancellationToken ct)
    {
        var lists = AllLists();
        await workbook.StartAsync("Lists", [.. lists.Select(list => (list.Column, 20.0))], ct);
        for (var row = 0; row < lists.Max(list => list.Codes.Count); row++)
            await workbook.Sheets.AddRowAsync(lists.Select(list => row < list.Codes.Count ? new DataCell(list.Codes[row]) : default).ToArray(), ct);
    }
}
