using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>Readings as JSON, in the database as in the API.</summary>
internal static partial class ReadingJson
{
    private static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // PostgreSQL's JSON takes no NUL, which a hostile header may hold.
    public static string Write<T>(T value) => Nul.Replace(JsonSerializer.Serialize(value, options), "$1␀");

    // An even number of backslashes before it are backslashes of the text.
    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)\\u0000")]
    private static partial Regex Nul { get; }

    /// <exception cref="JsonException">The text is none.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, options) ?? throw new JsonException("A reading is null.");
}
