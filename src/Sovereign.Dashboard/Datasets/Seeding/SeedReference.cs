using System.Text.Json;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets.Reference;

namespace Sovereign.Dashboard.Datasets.Seeding;

/// <summary>Reads the reference tables of <c>seed-data/</c>.</summary>
public static class SeedReference
{
    /// <summary>The folder with the seed files, copied beside the binaries.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "seed-data");

    public static ReferenceSet Read(string folder)
    {
        var definitions = SeedTable.Read(Path.Combine(folder, "definitions.csv"))
            .ToLookup(row => row["indicator"], row => new Definition(row["code"], row["title"], row["text"]));
        return new ReferenceSet
        {
            Countries =
            [
                .. SeedTable.Read(Path.Combine(folder, "countries.csv")).Select(row => (
                    row.Whole("numeric")!.Value,
                    new Country(
                        row["code"], row["alpha2"], row["name"], row["region"], row.Optional("income_group"),
                        row.Optional("aliases")?.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []))),
            ],
            Sources =
            [
                .. SeedTable.Read(Path.Combine(folder, "sources.csv")).Select(row => new Source(
                    row["code"], row["title"], row["publisher"], row.Whole("year"), row.Optional("url"), row["licence"],
                    Enum.Parse<Redistribution>(row["redistribution"], ignoreCase: true), row.Flag("third_hand"), row.Optional("note"))),
            ],
            Indicators =
            [
                .. SeedTable.Read(Path.Combine(folder, "indicators.csv")).Select(row => new Indicator(
                    row["code"], row["title"], row["unit"],
                    Codes.TryParse(row["direction"], out Direction direction) ? direction : throw new InvalidDataException($"'{row["direction"]}' is no direction."),
                    row["description"], [.. definitions[row["code"]]], row.Number("minimum"), row.Number("maximum"))),
            ],
            Preferences =
            [
                .. SeedTable.Read(Path.Combine(folder, "preferences.csv")).Select(row => new SourcePreference(
                    row["indicator"], row.Optional("definition") ?? "", row["source"], row.Whole("rank")!.Value, row["reason"])),
            ],
            Datasets = [.. Origins(folder).Select(origin => origin.Dataset)],
        };
    }

    /// <summary>The seed files of each dataset, oldest first.</summary>
    public static IReadOnlyList<(Dataset Dataset, string DataFile)> Origins(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(folder, "datasets"), "origin.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file =>
            {
                using var origin = JsonDocument.Parse(File.ReadAllBytes(file));
                var root = origin.RootElement;
                return (
                    new Dataset(
                        0, Text("code")!, Text("title")!, Text("description")!, Text("publisher")!, Text("licence")!, Text("source")),
                    Path.Combine(Path.GetDirectoryName(file)!, "data.csv"));

                string? Text(string name) => root.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
            }),
    ];
}
