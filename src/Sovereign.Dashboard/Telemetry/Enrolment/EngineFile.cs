using System.Globalization;
using CsvHelper;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>
/// Reads a table of engines: <c>code,site,hardware,accelerators,boundary,pue,match</c> and, where they are known, the other fields of
/// <see cref="EngineForm"/> under their names in snake case (<c>active_parameters</c>, <c>usd_per_kwh</c>, …). Columns in any order.
/// </summary>
public static class EngineFile
{
    private static readonly string[] known =
    [
        "code", "site", "software", "hardware", "device_class", "accelerators", "model", "active_parameters", "precision", "tokenizer", "boundary", "pue",
        "power_source", "usd_per_kwh", "peak_flops", "memory_bandwidth", "max_power_watts", "match", "interval_seconds", "scrape_url",
    ];

    /// <returns>The engines; or a refusal with the line: <c>not-a-table</c>, <c>unknown-column</c>, <c>bad-field</c>.</returns>
    public static Outcome<IReadOnlyList<EngineForm>> Read(string path)
    {
        using var reader = CsvReader.FromFile(path, new CsvReaderOptions { Separator = ',', TrackLineNumbers = true, FieldCountMismatch = CsvFieldCountHandling.Throw });
        var forms = new List<EngineForm>();
        try
        {
            reader.ReadHeader();
            var columns = reader.Headers ?? [];
            if (columns.FirstOrDefault(column => !known.Contains(column)) is { } strange)
                return new Refusal("unknown-column", $"There is no column '{strange}'; there are {string.Join(", ", known)}.");
            if (!columns.Contains("code") || !columns.Contains("site")) return new Refusal("not-a-table", "The first line names the columns; code and site are needed.");
            while (reader.Read())
            {
                var cells = columns.Select((column, i) => (column, Text: reader.GetString(i))).Where(cell => !string.IsNullOrWhiteSpace(cell.Text))
                    .ToDictionary(cell => cell.column, cell => cell.Text!.Trim(), StringComparer.Ordinal);
                forms.Add(Form(cells));
            }
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidDataException or CsvFormatException or CsvValidationException)
        {
            return new Refusal("bad-field", $"Line {reader.LineNumber}: {wrong.Message}.");
        }

        return forms;
    }

    /// <summary>The columns there are.</summary>
    public static IReadOnlyList<string> Columns => known;

    /// <summary>An engine from texts by column.</summary>
    /// <exception cref="FormatException">A number is none.</exception>
    public static EngineForm Form(IReadOnlyDictionary<string, string> cells) => new()
    {
        Code = cells.GetValueOrDefault("code"),
        Site = cells.GetValueOrDefault("site"),
        Software = cells.GetValueOrDefault("software"),
        Hardware = cells.GetValueOrDefault("hardware"),
        DeviceClass = cells.GetValueOrDefault("device_class"),
        Accelerators = Whole(cells, "accelerators"),
        Model = cells.GetValueOrDefault("model"),
        ActiveParameters = Number(cells, "active_parameters"),
        Precision = cells.GetValueOrDefault("precision"),
        Tokenizer = cells.GetValueOrDefault("tokenizer"),
        Boundary = cells.GetValueOrDefault("boundary"),
        Pue = Number(cells, "pue"),
        PowerSource = cells.GetValueOrDefault("power_source"),
        UsdPerKwh = Number(cells, "usd_per_kwh"),
        PeakFlops = Number(cells, "peak_flops"),
        MemoryBandwidth = Number(cells, "memory_bandwidth"),
        MaxPowerWatts = Number(cells, "max_power_watts"),
        Match = cells.GetValueOrDefault("match"),
        IntervalSeconds = Whole(cells, "interval_seconds"),
        ScrapeUrl = cells.GetValueOrDefault("scrape_url"),
    };

    private static int? Whole(IReadOnlyDictionary<string, string> cells, string column) => Number(cells, column) is not { } number
        ? null
        : number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : throw new FormatException($"{column} is no whole number");

    /// <summary>The number in a column; null where it is empty.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static double? Number(IReadOnlyDictionary<string, string> cells, string column) => cells.GetValueOrDefault(column) is not { } text
        ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"{column} is '{text}', which is no number");
}
