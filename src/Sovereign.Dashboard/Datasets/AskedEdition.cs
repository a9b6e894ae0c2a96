using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets;

/// <summary>The edition that a reader asked for.</summary>
/// <param name="Edition">Which answers.</param>
/// <param name="IsLatest">Whether it is the newest, so that a later one may yet change the answer.</param>
public sealed record AskedEdition(Edition Edition, bool IsLatest)
{
    /// <summary>The edition asked for, or null after the refusal was written.</summary>
    public static async Task<AskedEdition?> ReadAsync(HttpContext http, EditionQueries editions, string? asOf)
    {
        var asked = await editions.AskAsync(asOf, http.RequestAborted);
        if (asked is Outcome<AskedEdition>.Done { Value: var at }) return at;
        await Problems.RefuseAsync(http, asked);
        return null;
    }
}
