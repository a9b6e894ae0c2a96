using System.Text.Json;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>What stands before the rows of a JSON file: whose they are, and what is missing.</summary>
internal static class FileHeading
{
    public static void Write(Utf8JsonWriter json, DatasetFile file)
    {
        json.WriteString("dataset", file.Dataset.Code);
        json.WriteString("title", file.Dataset.Title);
        json.WriteString("version", file.Semantic);
        json.WriteNumber("edition", file.Edition.Number);
        json.WriteString("publishedAt", Numbers.InstantCode(file.Version.PublishedAt!.Value));
        json.WriteString("licence", file.Dataset.Licence);
        json.WriteString("citation", file.Citation);
        json.WriteNumber("rows", file.Rows);
        WriteLeftOut(json, file);
    }

    public static void WriteLeftOut(Utf8JsonWriter json, DatasetFile file)
    {
        json.WriteStartArray("leftOut");
        foreach (var (source, rows) in file.LeftOut)
        {
            json.WriteStartObject();
            json.WriteString("source", source.Code);
            json.WriteString("title", source.Title);
            json.WriteNumber("rows", rows);
            json.WriteString("reason", $"its terms allow {source.Allowed()}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
