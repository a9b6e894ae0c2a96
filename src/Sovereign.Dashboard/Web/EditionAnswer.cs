using System.Globalization;
using Sovereign.Dashboard.Web.Caching;

namespace Sovereign.Dashboard.Web;

/// <summary>
/// The headers of every answer from published data: which edition it is, a strong <c>ETag</c>, how long it may be kept. The tag is the hash of what
/// determines the body, so that a body can be streamed.
/// </summary>
public static class EditionAnswer
{
    /// <summary>Names the edition that answered.</summary>
    public const string EditionHeader = "X-Edition";

    /// <summary>Sets the headers.</summary>
    /// <param name="http">The request and its answer.</param>
    /// <param name="edition">Number of the edition that answers.</param>
    /// <param name="isLatest">False for an edition that a later one has followed: its answers never change and may be kept.</param>
    /// <param name="format">What distinguishes representations of one address, such as <c>csv</c>.</param>
    /// <returns>True when the caller already has this body: the status is 304 and nothing more is written.</returns>
    public static bool IsUnchanged(HttpContext http, int edition, bool isLatest, string format)
    {
        var query = string.Join('&', http.Request.Query
            .Where(pair => !pair.Key.Equals("asOf", StringComparison.OrdinalIgnoreCase))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value}"));
        var release = http.RequestServices.GetRequiredService<ReleaseIdentity>();
        // A compressed body is another representation, which a strong tag must tell apart (RFC 9110, 8.8.3).
        var coding = http.Features.Get<PublicRead>()?.Coding ?? ContentCoding.Identity;
        var tag = $"\"{ReleaseIdentity.Hash(release.Code, edition.ToString(CultureInfo.InvariantCulture), format, http.Request.Path, query, coding.Token())}\"";

        var headers = http.Response.Headers;
        headers[EditionHeader] = edition.ToString(CultureInfo.InvariantCulture);
        headers.ETag = tag;
        headers.Vary = "Accept, Accept-Encoding";
        headers.CacheControl = isLatest ? "no-cache" : "public, max-age=31536000, immutable";
        if (http.Request.Headers.IfNoneMatch.Any(given => given?.Contains(tag, StringComparison.Ordinal) == true))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        return false;
    }
}
