using System.Text.Json;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>
/// The description of a package by Data Package 2.0 and Table Schema (https://datapackage.org/standard/data-package/). Hashes are SHA-256, since the standard
/// takes a hash without prefix for MD5.
/// </summary>
internal static class DataPackage
{
    /// <summary>Columns that identify a row.</summary>
    private static readonly string[] key = ["indicator", "country", "period", "definition", "control", "source"];

    /// <summary>The text of <c>datapackage.json</c>.</summary>
    public static string Describe(DatasetFile file, ZipPart figures, ZipPart sources, ZipPart indicators) => ReadableJson.Text(json =>
    {
        json.WriteString("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
        json.WriteString("name", file.Dataset.Code);
        json.WriteString("title", file.Dataset.Title);
        json.WriteString("description", file.Dataset.Description);
        json.WriteString("version", file.Semantic);
        json.WriteString("created", Numbers.InstantCode(file.Version.PublishedAt!.Value));
        WriteLicences(json, file.Dataset.Licence);
        if (file.Dataset.Publisher.Length > 0)
        {
            json.WriteStartArray("contributors");
            json.WriteStartObject();
            json.WriteString("title", file.Dataset.Publisher);
            WriteList(json, "roles", ["publisher"]);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        WriteSources(json, file);
        // Names of our own, which the standard lets stand beside its own.
        json.WriteNumber("edition", file.Edition.Number);
        json.WriteString("citation", file.Citation);
        json.WriteNumber("rows", file.Rows);
        FileHeading.WriteLeftOut(json, file);
        json.WriteStartArray("resources");
        WriteResource(json, "figures", "The figures, one a row", figures, () =>
        {
            WriteFields(json, LongFormat.Rules(file.Dataset, []), forFile: true);
            WriteList(json, "primaryKey", key);
            json.WriteStartArray("foreignKeys");
            WriteForeignKey(json, "source", "sources", "code");
            json.WriteEndArray();
            WriteList(json, "missingValues", [""]);
        });
        WriteResource(json, "sources", "Who published the figures, and their terms", sources, () =>
        {
            json.WriteStartArray("fields");
            foreach (var column in Tables.Sources)
            {
                var type = column.Name switch { "year" => "integer", "thirdHand" => "boolean", _ => "string" };
                WriteField(json, column.Name, type, null);
            }

            json.WriteEndArray();
            WriteList(json, "primaryKey", ["code"]);
            WriteList(json, "missingValues", [""]);
        });
        WriteResource(json, "indicators", "What is measured, in which unit, by which definitions", indicators, () =>
        {
            json.WriteStartArray("fields");
            foreach (var column in PackageFile.Meanings) WriteField(json, column.Name, "string", null);
            json.WriteEndArray();
            WriteList(json, "missingValues", [""]);
        });
        json.WriteEndArray();
    });

    /// <summary>The Table Schema of a file to upload.</summary>
    public static string Schema(Dataset dataset, IReadOnlyList<Indicator> indicators) => ReadableJson.Text(json =>
    {
        json.WriteString("$schema", "https://datapackage.org/profiles/2.0/tableschema.json");
        // The schema has more than a file needs: columns that are not required may be left out, and stand in any order. The profile of 2.0 takes a list.
        WriteList(json, "fieldsMatch", ["superset"]);
        WriteFields(json, LongFormat.Rules(dataset, indicators), forFile: false);
        WriteList(json, "missingValues", [""]);
    });

    private static void WriteResource(Utf8JsonWriter json, string name, string title, ZipPart part, Action schema)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("title", title);
        json.WriteString("path", part.Path);
        json.WriteString("type", "table");
        json.WriteString("format", "csv");
        json.WriteString("mediatype", "text/csv");
        json.WriteString("encoding", "utf-8");
        json.WriteNumber("bytes", part.Bytes);
        json.WriteString("hash", $"sha256:{part.Sha256}");
        json.WriteStartObject("dialect");
        json.WriteString("lineTerminator", "\r\n");
        json.WriteEndObject();
        json.WriteStartObject("schema");
        json.WriteString("$schema", "https://datapackage.org/profiles/2.0/tableschema.json");
        schema();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<ColumnRule> rules, bool forFile)
    {
        json.WriteStartArray("fields");
        foreach (var rule in rules) WriteField(json, rule.Name, rule.Type, rule, forFile);
        if (forFile)
        {
            WriteField(json, "dataset", "string", null);
            WriteField(json, "version", "string", null);
        }

        json.WriteEndArray();
    }

    private static void WriteField(Utf8JsonWriter json, string name, string type, ColumnRule? rule, bool forFile = false)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("type", type);
        if (rule is not null)
        {
            json.WriteString("description", rule.WhenEmpty is { } otherwise && !forFile ? $"{rule.Holds}; empty: {otherwise}" : rule.Holds);
            // Part of the key: where the indicator has one meaning, empty is what it is.
            if (forFile && name == "definition") WriteList(json, "missingValues", []);
            var filled = rule.IsRequired || (forFile && (key.Contains(name) || rule.Codes.Count > 0) && name != "definition");
            // Units and definitions are listed for people; a file may use a listed spelling, and each indicator has definitions of its own.
            var closed = LongFormat.CodesOf(name).Count > 0;
            if (filled || closed || rule.Pattern is not null)
            {
                json.WriteStartObject("constraints");
                if (filled) json.WriteBoolean("required", true);
                if (rule.Pattern is { } pattern) json.WriteString("pattern", pattern);
                if (closed) WriteList(json, "enum", rule.Codes.Select(code => code.Code));
                json.WriteEndObject();
            }

            if (rule.Codes.Count > 0)
            {
                // As labels, since a Table Schema has no other place for the meaning of a code.
                json.WriteStartArray("categories");
                foreach (var code in rule.Codes)
                {
                    json.WriteStartObject();
                    json.WriteString("value", code.Code);
                    json.WriteString("label", code.Meaning);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }

    private static void WriteForeignKey(Utf8JsonWriter json, string field, string resource, string other)
    {
        json.WriteStartObject();
        WriteList(json, "fields", [field]);
        json.WriteStartObject("reference");
        json.WriteString("resource", resource);
        WriteList(json, "fields", [other]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLicences(Utf8JsonWriter json, string words)
    {
        json.WriteStartArray("licenses");
        json.WriteStartObject();
        if (Licences.Find(words) is var (id, address))
        {
            json.WriteString("name", id);
            json.WriteString("path", address);
        }
        else
        {
            // Words of their own have no identifier; the standard then wants a place to read them.
            json.WriteString("path", "README.md");
        }

        if (words.Length > 0) json.WriteString("title", words);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteSources(Utf8JsonWriter json, DatasetFile file)
    {
        if (file.Included.Count == 0) return;
        json.WriteStartArray("sources");
        foreach (var (source, _) in file.Included)
        {
            json.WriteStartObject();
            json.WriteString("title", $"{source.Title} ({source.Publisher})");
            if (source.Url is { } url) json.WriteString("path", url);
            if (source.Year is { } year) json.WriteString("version", Numbers.Raw(year));
            json.WriteString("code", source.Code);
            json.WriteString("licence", source.Licence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
