using Microsoft.AspNetCore.Http.HttpResults;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Web;

/// <summary>The one place where a refusal becomes RFC 9457 <c>application/problem+json</c> with its <c>code</c>.</summary>
public static class Problems
{
    public static ProblemHttpResult From(Refusal why) => TypedResults.Problem(
        detail: why.Sentence, statusCode: StatusOf(why.Code), extensions: new Dictionary<string, object?> { ["code"] = why.Code });

    /// <summary>Answers an outcome that was refused.</summary>
    /// <exception cref="InvalidOperationException">It was not refused.</exception>
    public static Task RefuseAsync<T>(HttpContext http, Outcome<T> outcome) => outcome is Outcome<T>.Refused refused
        ? From(refused.Why).ExecuteAsync(http)
        : throw new InvalidOperationException("What was done is not refused.");

    /// <summary>HTTP status of a refusal.</summary>
    public static int StatusOf(string code) => code switch
    {
        "not-signed-in" => StatusCodes.Status401Unauthorized,
        "not-permitted" or "licence-forbids" or "not-your-upload" or "host-not-allowed" => StatusCodes.Status403Forbidden,
        "withdrawn" => StatusCodes.Status410Gone,
        "too-large" => StatusCodes.Status413PayloadTooLarge,
        "not-a-table" => StatusCodes.Status415UnsupportedMediaType,
        "own-upload" or "has-errors" or "not-a-draft" or "stale-base" or "unexplained-warnings" or "key-owned-elsewhere" or "not-published" or "already-withdrawn" or "is-withdrawal" or "not-current" or "unit-in-use" or "not-read" or "not-open" or "no-rows-to-mark"
            or "already-enrolled" or "outage-over" or "too-many-outages" or "too-many-keys" or "already-explained" or "returned" or "not-returned" or "removal-count"
            => StatusCodes.Status409Conflict,
        _ when code.StartsWith("no-such-", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        "unknown-dataset" or "unknown-version" => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status400BadRequest,
    };
}
