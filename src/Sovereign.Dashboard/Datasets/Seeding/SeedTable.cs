using CsvHelper;

namespace Sovereign.Dashboard.Datasets.Seeding;

/// <summary>A table of <c>seed-data/</c>: rows by column name, empty cells as null.</summary>
public static class SeedTable
{
    /// <exception cref="InvalidDataException">The file is no table with these columns.</exception>
    public static IReadOnlyList<SeedRow> Read(string path)
    {
        using var reader = CsvReader.FromFile(path, new CsvReaderOptions { Separator = ',', FieldCountMismatch = CsvFieldCountHandling.Throw });
        reader.ReadHeader();
        var columns = reader.Headers ?? throw new InvalidDataException($"{path} has no header.");
        var rows = new List<SeedRow>();
        while (reader.Read())
        {
            var cells = columns.Select((column, i) => (column, Text: reader.GetString(i))).ToDictionary(cell => cell.column, cell => cell.Text);
            rows.Add(new SeedRow(path, cells));
        }

        return rows;
    }
}
