using Sovereign.Analytics.Evidence;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Audit;

/// <summary>The log and the head of its chain, for auditors.</summary>
public static class AuditApi
{
    public static void MapAuditApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/audit").RequirePermission(Permissions.ReadAudit).WithTags("Audit");
        api.MapGet("/events", EventsAsync).WithSummary("The audit log in the order of its chain, as JSON or CSV");
        api.MapGet("/head", HeadAsync).WithSummary("The end of the audit log's chain");
    }

    private static async Task EventsAsync(
        HttpContext http, AuditQueries audit, string? person, string? name, string? subject, string? from, string? to, string? limit, string? after)
    {
        var page = TableAnswer.ReadPage(limit, after);
        var asked = AuditFilter.Read(person, name, subject, from, to);
        if (((page as Outcome<(int? Limit, long After)>.Refused)?.Why ?? (asked as Outcome<AuditFilter>.Refused)?.Why) is { } why)
        {
            await Problems.From(why).ExecuteAsync(http);
            return;
        }

        var (most, skip) = ((Outcome<(int? Limit, long After)>.Done)page).Value;
        var filter = ((Outcome<AuditFilter>.Done)asked).Value;
        http.Response.Headers.CacheControl = "no-store";
        if (TableAnswer.WantsCsv(http.Request))
        {
            http.Response.ContentType = CsvTable.MediaType;
            http.Response.Headers.ContentDisposition = "attachment; filename=\"audit-events.csv\"";
            var rows = audit.EntriesAsync(filter, skip, most, http.RequestAborted);
            await CsvTable.WriteAsync(http.Response.Body, new Table<AuditEntry>(AuditTables.Entries, rows), http.RequestAborted);
            return;
        }

        http.Response.ContentType = JsonTable.MediaType;
        // One more than asked for tells whether there is a next page.
        var entries = audit.EntriesAsync(filter, skip, most + 1, http.RequestAborted);
        await JsonTable.WriteAsync(
            http.Response.Body, new Table<AuditEntry>(AuditTables.Entries, entries), most, skip, http.RequestAborted, position: entry => entry.Id);
    }

    private static async Task<IResult> HeadAsync(HttpContext http, AuditQueries audit, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var head = await audit.HeadAsync(ct);
        return TypedResults.Ok(new { head.Id, head.Hash, head.Entries, At = head.At is { } at ? AuditChain.Instant(at) : null });
    }
}
