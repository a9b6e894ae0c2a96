using System.Globalization;
using Microsoft.Net.Http.Headers;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Web;

/// <summary>Answers a table as JSON or, when <c>Accept</c> prefers it, as CSV; streamed, with the headers of its edition.</summary>
public static class TableAnswer
{
    /// <summary>SDMX-CSV 2.0, https://github.com/sdmx-twg/sdmx-csv.</summary>
    public const string SdmxMediaType = SdmxType + "; version=2.0.0";

    internal const string SdmxType = "application/vnd.sdmx.data+csv";

    /// <summary>Largest page of a list that asks for one.</summary>
    public const int LargestLimit = 10_000;

    /// <summary>The <c>limit</c> and <c>after</c> of a list.</summary>
    /// <returns>Refused with <c>bad-limit</c> or <c>bad-after</c>.</returns>
    public static Outcome<(int? Limit, long After)> ReadPage(string? limit, string? after)
    {
        int? most = null;
        if (!string.IsNullOrEmpty(limit))
        {
            if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) || asked is < 1 or > LargestLimit)
                return new Refusal("bad-limit", $"limit is '{limit}'; expected a whole number from 1 to {LargestLimit}.");
            most = asked;
        }

        long skip = 0;
        return string.IsNullOrEmpty(after) || long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out skip)
            ? (most, skip)
            : new Refusal("bad-after", $"after is '{after}'; expected what a list called next.");
    }

    /// <summary>True when the caller prefers CSV to JSON.</summary>
    public static bool WantsCsv(HttpRequest request)
    {
        if (request.Query["format"] == "csv") return true;
        var accepted = request.GetTypedHeaders().Accept;
        return Quality(accepted, "text/csv") > Quality(accepted, "application/json");
    }

    /// <summary>True when the caller prefers SDMX-CSV to both JSON and CSV.</summary>
    public static bool WantsSdmx(HttpRequest request)
    {
        if (request.Query["format"] is { Count: > 0 } format) return format == "sdmx-csv";
        var accepted = request.GetTypedHeaders().Accept;
        return Quality(accepted, SdmxType) > Math.Max(Quality(accepted, "application/json"), Quality(accepted, "text/csv"));
    }

    private static double Quality(IList<MediaTypeHeaderValue> accepted, string type) =>
        accepted.Where(value => value.MediaType == type).Select(value => value.Quality ?? 1).DefaultIfEmpty(0).Max();

    /// <summary>Writes the table. The rows are not touched when the caller already has them.</summary>
    /// <param name="http">The request and its answer.</param>
    /// <param name="edition">Number of the edition that answers.</param>
    /// <param name="isLatest">Whether a later edition may yet change this answer.</param>
    /// <param name="table">What is written.</param>
    /// <param name="fileName">Offered for the CSV, without extension.</param>
    /// <param name="limit">Most rows of a JSON list; null for all.</param>
    /// <param name="after">Rows that came before.</param>
    public static async Task WriteAsync<T>(
        HttpContext http, int edition, bool isLatest, Table<T> table, string fileName, int? limit = null, long after = 0)
    {
        if (WantsCsv(http.Request))
        {
            await WriteCsvAsync(http, edition, isLatest, table, fileName, CsvTable.MediaType, limit);
            return;
        }

        if (EditionAnswer.IsUnchanged(http, edition, isLatest, "json")) return;
        http.Response.ContentType = JsonTable.MediaType;
        await JsonTable.WriteAsync(http.Response.Body, table, limit, after, http.RequestAborted);
    }

    /// <summary>Writes the table as CSV under a media type of its own.</summary>
    /// <inheritdoc cref="WriteAsync{T}"/>
    public static async Task WriteCsvAsync<T>(
        HttpContext http, int edition, bool isLatest, Table<T> table, string fileName, string mediaType, int? limit = null)
    {
        if (EditionAnswer.IsUnchanged(http, edition, isLatest, mediaType == CsvTable.MediaType ? "csv" : mediaType)) return;
        http.Response.ContentType = mediaType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}_edition-{edition}.csv\"";
        await CsvTable.WriteAsync(http.Response.Body, limit is { } most ? table with { Rows = table.Rows.Take(most) } : table, http.RequestAborted);
    }
}
