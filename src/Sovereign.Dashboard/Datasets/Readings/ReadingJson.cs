using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>Readings as JSON, in the database as in the API.</summary>
internal static class ReadingJson
{
    private static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // PostgreSQL's JSON takes no NUL, which a hostile header may hold.
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, options).Replace("\\u0000", "␀", StringComparison.Ordinal);

    /// <exception cref="JsonException">The text is none.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, options) ?? throw new JsonException("A reading is null.");
}
