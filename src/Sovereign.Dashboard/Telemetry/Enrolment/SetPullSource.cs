using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Says where a site's raw series are asked for, or that they are asked for no longer.</summary>
public sealed class SetPullSource(IDbContextFactory<PortalDb> contexts, IOptions<TelemetryOptions> options, TimeProvider clock)
{
    private const int LongestUrl = 500;
    private const int LongestTenant = 150;
    private const int LongestBearer = 4000;

    /// <summary>Sets the source. What was stored before stays; it goes on from there.</summary>
    /// <param name="code">The site.</param>
    /// <param name="form">The source.</param>
    /// <param name="by">Pseudonym of who asks, or <see cref="AuditEvent.CommandLine"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The site's code; or a refusal: <c>no-such-site</c>, <c>bad-url</c>, <c>bad-field</c>, <c>host-not-allowed</c>.</returns>
    public async Task<Outcome<string>> RunAsync(string code, PullForm form, string by, CancellationToken ct)
    {
        if (!TryBase(form.Url, out var url))
            return new Refusal("bad-url", $"url is an address such as http://prometheus:9090, of at most {LongestUrl} characters, without a name, a password, a query or a fragment.");
        if (!IsHeader(form.Tenant, LongestTenant) || !IsHeader(form.Bearer, LongestBearer))
            return new Refusal("bad-field", $"tenant has at most {LongestTenant} characters, bearer at most {LongestBearer}, all of them printable ASCII.");
        if (!HostList.Has(options.Value.Pulling.AllowedHosts, url))
            return new Refusal("host-not-allowed", $"{url.Authority} is not among the hosts that the portal may ask (Telemetry:Pulling:AllowedHosts).");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Site>().SingleOrDefaultAsync(site => site.Code == code, ct) is not { } site) return new Refusal("no-such-site", $"There is no site '{code}'.");
        var text = url.AbsoluteUri.TrimEnd('/');
        if (await db.Set<PullSource>().SingleOrDefaultAsync(source => source.SiteId == site.Id, ct) is not { } source)
            db.Add(source = new PullSource { SiteId = site.Id, Url = text });
        source.Url = text;
        source.Tenant = Stated(form.Tenant);
        source.Bearer = Stated(form.Bearer);
        source.Failures = 0;
        source.RetryAt = null;
        source.LastError = null;
        await db.SaveChangesAsync(ct);
        var details = new JsonObject { ["url"] = text, ["tenant"] = source.Tenant, ["bearer"] = source.Bearer is not null };
        await AuditLog.AppendAsync(db, new AuditEvent(clock.GetUtcNow(), by, EventNames.PullSourceSet, $"site:{code}", details), ct);
        await transaction.CommitAsync(ct);
        return code;
    }

    /// <summary>Ends the asking; what was stored stays.</summary>
    /// <returns>The site's code; or a refusal: <c>no-such-site</c>, <c>no-such-source</c>.</returns>
    public async Task<Outcome<string>> EndAsync(string code, string by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Site>().SingleOrDefaultAsync(site => site.Code == code, ct) is not { } site) return new Refusal("no-such-site", $"There is no site '{code}'.");
        if (await db.Set<PullSource>().Where(source => source.SiteId == site.Id).ExecuteDeleteAsync(ct) == 0)
            return new Refusal("no-such-source", $"Nothing is asked for at the site '{code}'.");
        await AuditLog.AppendAsync(db, new AuditEvent(clock.GetUtcNow(), by, EventNames.PullSourceEnded, $"site:{code}"), ct);
        await transaction.CommitAsync(ct);
        return code;
    }

    private static bool TryBase(string? text, out Uri url)
    {
        url = null!;
        if (text is null or { Length: > LongestUrl } || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var read)) return false;
        url = read;
        return (read.Scheme == Uri.UriSchemeHttp || read.Scheme == Uri.UriSchemeHttps) && read is { UserInfo: "", Query: "", Fragment: "" };
    }

    private static bool IsHeader(string? text, int longest) => text is null || (text.Length <= longest && text.All(character => character is >= ' ' and <= '~'));

    private static string? Stated(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
