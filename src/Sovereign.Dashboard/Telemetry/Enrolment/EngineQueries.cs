using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Reads of what is enrolled.</summary>
public sealed class EngineQueries(IDbContextFactory<PortalDb> contexts)
{
    /// <summary>Engines by code, the retired ones last.</summary>
    /// <param name="after">Code of the last engine of the page before; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<EngineDetails>> ListAsync(string? after, int limit, CancellationToken ct) =>
        await ReadAsync(engine => after == null || engine.Code.CompareTo(after) > 0, limit, ct);

    /// <summary>One engine; null where there is none.</summary>
    public async Task<EngineDetails?> FindAsync(string code, CancellationToken ct) => (await ReadAsync(engine => engine.Code == code, 1, ct)).FirstOrDefault();

    /// <summary>An engine as its operator describes it, without what it takes from its site; null where there is none.</summary>
    public async Task<EngineForm?> DescriptionAsync(string code, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Set<Engine>().AsNoTracking().Where(engine => engine.Code == code)
            .Join(db.Set<Site>(), engine => engine.SiteId, site => site.Id, (engine, site) => new { Engine = engine, site.Code }).SingleOrDefaultAsync(ct);
        return found?.Engine is not { } engine ? null : new EngineForm
        {
            Code = engine.Code,
            Site = found.Code,
            Software = engine.Software,
            Hardware = engine.Hardware,
            DeviceClass = engine.DeviceClass.ToString().ToLowerInvariant(),
            Accelerators = engine.Accelerators,
            Model = engine.Model,
            ActiveParameters = engine.ActiveParameters,
            Precision = engine.Precision,
            Tokenizer = engine.Tokenizer,
            Boundary = engine.Boundary?.ToString().ToLowerInvariant(),
            Pue = engine.Pue,
            PowerSource = engine.PowerSource,
            UsdPerKwh = engine.UsdPerKwh,
            PeakFlops = engine.PeakFlops,
            MemoryBandwidth = engine.MemoryBandwidth,
            MaxPowerWatts = engine.MaxPowerWatts,
            Match = engine.Match,
            IntervalSeconds = engine.IntervalSeconds,
            ScrapeUrl = engine.ScrapeUrl,
        };
    }

    /// <summary>Sites by code.</summary>
    public async Task<IReadOnlyList<SiteDetails>> SitesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var sites = await db.Set<Site>().AsNoTracking().OrderBy(site => site.Code).ToListAsync(ct);
        var engines = await db.Set<Engine>().Where(engine => engine.RetiredAt == null).GroupBy(engine => engine.SiteId)
            .Select(site => new { site.Key, Count = site.Count() }).ToDictionaryAsync(site => site.Key, site => site.Count, ct);
        var keys = (await db.Set<EngineKey>().AsNoTracking().Where(key => key.EngineId == null).OrderByDescending(key => key.CreatedAt).ToListAsync(ct))
            .ToLookup(key => key.SiteId);
        // The bearer stays in the database: whether there is one is all that is said.
        var pulled = await db.Set<PullSource>().Select(source => new
        {
            source.SiteId,
            Details = new PullDetails(
                source.Url, source.Tenant, source.Bearer != null, source.PulledTo, source.Failures, source.RetryAt, source.LastError, source.LastOkAt),
        }).ToDictionaryAsync(source => source.SiteId, source => source.Details, ct);
        return sites.ConvertAll(site => new SiteDetails(
            site.Code, site.Title, site.Country, site.Operator, site.Pue, site.PowerSource, site.UsdPerKwh, engines.GetValueOrDefault(site.Id), [.. keys[site.Id].Select(Shown)],
            pulled.GetValueOrDefault(site.Id)));
    }

    private async Task<List<EngineDetails>> ReadAsync(Expression<Func<Engine, bool>> which, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Set<Engine>().AsNoTracking().Where(which).OrderBy(engine => engine.Code).Take(limit)
            .Join(db.Set<Site>(), engine => engine.SiteId, site => site.Id, (engine, site) => new { Engine = engine, Site = site }).ToListAsync(ct);
        var ids = found.ConvertAll(row => (int?)row.Engine.Id);
        var keys = (await db.Set<EngineKey>().AsNoTracking().Where(key => ids.Contains(key.EngineId)).OrderByDescending(key => key.CreatedAt).ToListAsync(ct))
            .ToLookup(key => key.EngineId);
        return [.. found.OrderBy(row => row.Engine.Code, StringComparer.Ordinal).Select(row => new EngineDetails(
            row.Engine.Code, row.Site.Code, row.Site.Title, row.Site.Operator, row.Site.Country, row.Engine.Software, row.Engine.Hardware,
            row.Engine.DeviceClass.ToString().ToLowerInvariant(), row.Engine.Accelerators, row.Engine.Model, row.Engine.ActiveParameters, row.Engine.Precision,
            row.Engine.Tokenizer, row.Engine.Boundary?.ToString().ToLowerInvariant(), row.Engine.Pue ?? row.Site.Pue, row.Engine.PowerSource ?? row.Site.PowerSource,
            row.Engine.UsdPerKwh ?? row.Site.UsdPerKwh, row.Engine.PeakFlops, row.Engine.MemoryBandwidth, row.Engine.MaxPowerWatts, row.Engine.Match,
            row.Engine.IntervalSeconds, row.Engine.ScrapeUrl, row.Engine.EnrolledAt, row.Engine.RetiredAt, [.. keys[row.Engine.Id].Select(Shown)]))];
    }

    private static KeyDetails Shown(EngineKey key) => new(key.Name, key.CreatedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedAt);
}
