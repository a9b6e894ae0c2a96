using System.Globalization;
using System.Text;
using SpreadCheetah;

namespace Sovereign.Benchmarks;

/// <summary>Writes tables of each shape that the portal reads. Every key stands once, and neighbours of a series differ by less than what would be warned of.</summary>
/// <param name="countries">Alpha-3 codes.</param>
/// <param name="indicators">Codes of indicators in gigawatts without definitions.</param>
internal sealed class ShapeFiles(IReadOnlyList<string> countries, IReadOnlyList<string> indicators)
{
    /// <summary>Columns of periods in a table with years across: the length of long series.</summary>
    public const int Years = 100;

    /// <summary>Columns of figures in a table with indicators across.</summary>
    public const int IndicatorColumns = 10;

    private static readonly DateOnly start = new(1950, 1, 1);

    public void WriteTemplate(string path, int cells) => WriteText(path, new UTF8Encoding(false), cells, 1, "indicator,country,period,value,unit,definition,control,bound,coverage,status,method,lower,upper,source,note", (writer, i) =>
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{indicators[0]},{Country(i)},{Day(i)},{Figure(i)},GW,,territory,exact,national,A,reported,,,owid-mix22,")));

    /// <summary>As an office of a country with decimal commas saves it from a spreadsheet.</summary>
    public void WriteOffice(string path, int cells) => WriteText(path, CodePagesEncodingProvider.Instance.GetEncoding(1252)!, cells, 1, "Pays;Période;Valeur;Remarque", (writer, i) =>
        writer.Write($"{Country(i)};{Day(i)};{Figure(i).ToString(CultureInfo.InvariantCulture).Replace('.', ',')};relevé de l'été"));

    public void WriteYears(string path, int cells) => WriteText(path, new UTF8Encoding(false), cells, Years, $"Country Name,Country Code,Indicator Code,{string.Join(',', YearNames())}", (writer, i) =>
    {
        writer.Write($"\"{Country(i)}\",{Country(i)},{indicators[i / countries.Count]}");
        for (var year = 0; year < Years; year++) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{Figure(i * Years + year)}"));
    });

    public void WriteIndicators(string path, int cells) => WriteText(path, new UTF8Encoding(false), cells, IndicatorColumns, $"Entity,Code,Date,{string.Join(',', indicators.Take(IndicatorColumns))}", (writer, i) =>
    {
        writer.Write($"{Country(i)},{Country(i)},{Day(i)}");
        for (var column = 0; column < IndicatorColumns; column++) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{Figure(i + column)}"));
    });

    public void WriteCountries(string path, int cells) => WriteText(path, new UTF8Encoding(false), cells, countries.Count, $"Date,{string.Join(',', countries)}", (writer, i) =>
    {
        writer.Write(start.AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        for (var column = 0; column < countries.Count; column++) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{Figure(i * countries.Count + column)}"));
    });

    public void WriteFacilities(string path, int cells) => WriteText(path, new UTF8Encoding(false), cells, 1, "Name,Country,Owner,Power,Part of", (writer, i) =>
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"Site {i},{Country(i)},Owner {i % 97},{Figure(i)},")));

    /// <summary>As the portal itself answers <c>application/vnd.sdmx.data+csv</c>.</summary>
    public void WriteSdmx(string path, int cells) => WriteText(
        path, new UTF8Encoding(false), cells, 1,
        "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,DEFINITION,CONTROL,SOURCE,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,DECIMALS,OBS_STATUS,CONF_STATUS,METHOD_CLASS,COMMENT_OBS,BOUND,COVERAGE,LOWER,UPPER,DATASET,DATASET_VERSION",
        (writer, i) => writer.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"datastructure,CGP:COMPUTE_GAP(1.0.0),I,D,{Country(i)},{indicators[0]},_Z,territory,owid-mix22,{Day(i)},{Figure(i)},GW,0,3,A,F,reported,,exact,national,,,shapes,1.0.0")));

    public void WriteTabs(string path, int cells) => WriteText(path, new UnicodeEncoding(bigEndian: false, byteOrderMark: true), cells, 1, "Country\tPeriod\tValue\tNote", (writer, i) =>
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Country(i)}\t{Day(i)}\t{Figure(i)}\trelevé")));

    public Task WriteLongWorkbookAsync(string path, int cells) => WriteWorkbookAsync(path, cells, ["Country", "Period", "Value", "Unit", "Note"], i =>
        [new(Country(i)), new(Day(i)), new(Figure(i)), new("GW"), new("")]);

    public Task WriteYearsWorkbookAsync(string path, int cells) => WriteWorkbookAsync(path, cells / Years, ["Country Name", "Country Code", "Indicator Code", .. YearNames()], i =>
        [new(Country(i)), new(Country(i)), new(indicators[i / countries.Count]), .. Enumerable.Range(0, Years).Select(year => new DataCell(Figure(i * Years + year)))]);

    private static async Task WriteWorkbookAsync(string path, int rows, IReadOnlyList<string> header, Func<int, DataCell[]> row)
    {
        await using var file = File.Create(path);
        await using var sheets = await Spreadsheet.CreateNewAsync(file);
        await sheets.StartWorksheetAsync("Figures");
        await sheets.AddRowAsync(header.Select(name => new DataCell(name)).ToArray());
        for (var i = 0; i < rows; i++) await sheets.AddRowAsync(row(i));
        await sheets.FinishAsync();
    }

    private static void WriteText(string path, Encoding encoding, int cells, int cellsOfRow, string header, Action<StreamWriter, int> row)
    {
        using var writer = new StreamWriter(path, append: false, encoding, 1 << 20);
        writer.Write(header);
        writer.Write('\n');
        for (var i = 0; i < cells / cellsOfRow; i++)
        {
            row(writer, i);
            writer.Write('\n');
        }
    }

    private static IEnumerable<string> YearNames() => Enumerable.Range(2025 - Years, Years).Select(year => year.ToString(CultureInfo.InvariantCulture));

    private string Country(int i) => countries[i % countries.Count];

    private string Day(int i) => start.AddDays(i / countries.Count).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double Figure(int i) => 600 + i * 7919L % 1_000_003 / 1000.0;
}
