using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>Every form in which the rows of a version leave. All of them are written row by row.</summary>
public static class FileFormats
{
    public static readonly FileFormat Csv = new(
        "csv", ".csv", CsvTable.MediaType, "CSV", "every program; can be uploaded again",
        (_, rows, destination, ct) => CsvTable.WriteAsync(destination, Table(rows), ct));

    public static readonly FileFormat Json = new(
        "json", ".json", JsonTable.MediaType, "JSON", "programs; says what was left out",
        (file, rows, destination, ct) => JsonTable.WriteAsync(destination, Table(rows), null, 0, ct, opening: json => FileHeading.Write(json, file)));

    public static readonly FileFormat Xlsx = new(
        "xlsx", ".xlsx", Workbook.MediaType, "Excel (XLSX)", "spreadsheets; a second sheet says where the figures are from",
        (file, rows, destination, ct) => VersionWorkbook.WriteAsync(file, Table(rows), destination, ct));

    public static readonly FileFormat Sdmx = new(
        "sdmx", ".sdmx.csv", TableAnswer.SdmxMediaType, "SDMX-CSV 2.0", "statistical offices",
        (_, rows, destination, ct) => CsvTable.WriteAsync(destination, new Table<PublishedObservation>(SdmxObservations.Columns, rows), ct));

    public static readonly FileFormat Package = new(
        "zip", ".zip", SteadyZip.MediaType, "Data Package 2.0 (ZIP)", "keeping: figures, sources, meaning of every column, and the hashes to verify them",
        PackageFile.WriteAsync);

    /// <summary>In the order in which pages list them.</summary>
    public static readonly IReadOnlyList<FileFormat> All = [Csv, Xlsx, Json, Sdmx, Package];

    private static Table<PublishedObservation> Table(IAsyncEnumerable<PublishedObservation> rows) => new(Tables.Observations, rows);
}
