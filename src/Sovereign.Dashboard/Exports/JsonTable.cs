using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sovereign.Dashboard.Exports;

/// <summary>Writes a table as <c>{"items":[…],"next":…}</c>, row by row. Cells that are null are left out.</summary>
public static class JsonTable
{
    public const string MediaType = "application/json; charset=utf-8";

    private const int BytesBetweenFlushes = 1 << 16;

    // Names keep their letters; the answer is never read as HTML.
    private static readonly JsonWriterOptions options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions nested =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <param name="destination">Receives UTF-8.</param>
    /// <param name="table">What is written.</param>
    /// <param name="limit">At most so many rows; null for all.</param>
    /// <param name="after">How many rows came before; <c>next</c> counts on from here.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="head">What stands before the rows; a value that is null is left out.</param>
    /// <param name="position">For lists whose rows are numbered: <c>next</c> is the number of the last row written instead of a count.</param>
    public static async Task WriteAsync<T>(
        Stream destination, Table<T> table, int? limit, long after, CancellationToken ct, Func<T, long>? position = null,
        IReadOnlyList<(string Name, object? Value)>? head = null)
    {
        // Nested cells are flushed by the serializer, synchronously; into a pipe that is no I/O, into the response it would be refused.
        var pipe = PipeWriter.Create(destination, new StreamPipeWriterOptions(leaveOpen: true));
        await using var json = new Utf8JsonWriter(pipe, options);
        var names = table.Columns.Select(column => JsonEncodedText.Encode(column.Name)).ToArray();
        json.WriteStartObject();
        foreach (var (name, value) in head ?? [])
        {
            if (value is null) continue;
            json.WritePropertyName(name);
            WriteCell(json, value);
        }

        json.WriteStartArray("items");
        var written = 0;
        var more = false;
        var next = after;
        await foreach (var row in table.Rows.WithCancellation(ct))
        {
            if (written == limit)
            {
                more = true;
                break;
            }

            json.WriteStartObject();
            for (var i = 0; i < names.Length; i++)
            {
                if (table.Columns[i].Get(row) is { } cell)
                {
                    json.WritePropertyName(names[i]);
                    WriteCell(json, cell);
                }
            }

            json.WriteEndObject();
            written++;
            next = position?.Invoke(row) ?? after + written;
            if (json.BytesPending + pipe.UnflushedBytes > BytesBetweenFlushes)
            {
                await json.FlushAsync(ct);
                await pipe.FlushAsync(ct);
            }
        }

        json.WriteEndArray();
        if (more) json.WriteString("next", next.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteEndObject();
        await json.FlushAsync(ct);
        await pipe.CompleteAsync();
    }

    private static void WriteCell(Utf8JsonWriter json, object cell)
    {
        switch (cell)
        {
            case string text: json.WriteStringValue(text); break;
            case double number: json.WriteNumberValue(number); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            default: JsonSerializer.Serialize(json, cell, cell.GetType(), nested); break;
        }
    }
}
