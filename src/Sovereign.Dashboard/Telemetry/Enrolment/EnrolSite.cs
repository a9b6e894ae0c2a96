using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Enrols a site and gives it its first key.</summary>
public sealed class EnrolSite(IDbContextFactory<PortalDb> contexts, ReferenceQueries reference, EditionQueries editions, Enrolments enrolments, TimeProvider clock)
{
    /// <param name="form">The site.</param>
    /// <param name="by">Pseudonym of who enrols it, or <see cref="AuditEvent.CommandLine"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The site's key, shown once; or a refusal: <c>bad-code</c>, <c>bad-field</c>, <c>unknown-country</c>, <c>already-enrolled</c>.</returns>
    public async Task<Outcome<IssuedKey>> RunAsync(SiteForm form, string by, CancellationToken ct)
    {
        if (EnrolmentRules.Site(form) is { } wrong) return wrong;
        var known = await reference.AsOfAsync(await editions.LatestAsync(ct), ct);
        var country = form.Country?.Trim().ToUpperInvariant() ?? "";
        if (!known.Countries.ContainsKey(country)) return new Refusal("unknown-country", $"'{form.Country}' is not the three-letter code of a country.");

        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Site>().AnyAsync(site => site.Code == form.Code, ct)) return new Refusal("already-enrolled", $"There is a site '{form.Code}' already.");
        var row = new Site
        {
            Code = form.Code!,
            Title = form.Title ?? form.Code!,
            Country = country,
            Operator = form.Operator ?? form.Code!,
            Pue = form.Pue,
            PowerSource = form.PowerSource,
            UsdPerKwh = form.UsdPerKwh,
            EnrolledAt = now,
        };
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException twice) when (twice.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            return new Refusal("already-enrolled", $"There is a site '{form.Code}' already.");
        }

        var (key, secret) = EngineKey.New(row.Id, null, now, null);
        db.Add(key);
        await db.SaveChangesAsync(ct);
        await AuditLog.AppendAsync(db, new AuditEvent(now, by, EventNames.SiteEnrolled, $"site:{row.Code}", new JsonObject { ["country"] = country, ["key"] = key.Name }), ct);
        await transaction.CommitAsync(ct);
        enrolments.Moved();
        return new IssuedKey(key.Name, secret);
    }
}
