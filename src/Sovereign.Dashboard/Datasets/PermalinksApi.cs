using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Short addresses of pages as they stand in one edition: <c>/p/17/countries/IND?peers=income</c> leads to that page as of edition 17, for good.</summary>
public static class PermalinksApi
{
    public static void MapPermalinksApi(this IEndpointRouteBuilder app) =>
        app.MapGet("/p/{edition:int}/{**path}", LeadAsync).RequirePermission(Permissions.ReadPublished).WithTags("Files").WithSummary("A page as it stands in an edition");

    private static async Task LeadAsync(int edition, string? path, HttpContext http, EditionQueries editions, CancellationToken ct)
    {
        if (edition < 1 || await editions.FindAsync(edition, ct) is not { } found)
        {
            await Problems.From(new Refusal("no-such-edition", $"There is no edition {edition}.")).ExecuteAsync(http);
            return;
        }

        // From the site's own root, however many slashes the address has: //elsewhere would lead away.
        var query = http.Request.Query.Where(pair => !pair.Key.Equals("asOf", StringComparison.OrdinalIgnoreCase)).SelectMany(pair => pair.Value, (pair, value) => (pair.Key, value));
        http.Response.Redirect(Address.Of("/" + string.Join('/', (path ?? "").Split('/', '\\').Where(part => part.Length > 0).Select(Uri.EscapeDataString)), [.. query, ("asOf", Numbers.InstantCode(found.PublishedAt))]));
    }
}
