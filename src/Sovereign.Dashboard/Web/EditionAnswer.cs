using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sovereign.Analytics.Decomposition;
using Sovereign.Analytics.Kpis;

namespace Sovereign.Dashboard.Web;

/// <summary>
/// The headers of every answer from published data: which edition it is, a strong <c>ETag</c>, how long it may be kept. The tag is the hash of what
/// determines the body, so that a body can be streamed.
/// </summary>
public static class EditionAnswer
{
    private static readonly string release = typeof(EditionAnswer).Assembly.ManifestModule.ModuleVersionId.ToString("N");

    private static readonly string formulas = string.Join(
        ',', KpiCatalogue.All.Select(kpi => (kpi.Code, Version: kpi.FormulaVersion)).Concat(IdentityCatalogue.All.Select(identity => (identity.Code, identity.Version)))
            .Select(formula => string.Create(CultureInfo.InvariantCulture, $"{formula.Code}@{formula.Version}")));

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
        var identity = string.Create(CultureInfo.InvariantCulture, $"{release}\n{formulas}\n{edition}\n{format}\n{http.Request.Path}\n{query}");
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity))[..16])}\"";

        var headers = http.Response.Headers;
        headers["X-Edition"] = edition.ToString(CultureInfo.InvariantCulture);
        headers.ETag = tag;
        headers.Vary = "Accept";
        headers.CacheControl = isLatest ? "no-cache" : "public, max-age=31536000, immutable";
        if (http.Request.Headers.IfNoneMatch.Any(given => given?.Contains(tag, StringComparison.Ordinal) == true))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        return false;
    }
}
