using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sovereign.Analytics.Fleet;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Enrols engines, all or none, and describes enrolled ones anew.</summary>
public sealed class EnrolEngine(IDbContextFactory<PortalDb> contexts, Enrolments enrolments, TimeProvider clock)
{
    private const int UsualInterval = 60;

    private const string NotStated = "not stated";

    /// <summary>Enrols engines under their site's key.</summary>
    /// <param name="forms">The engines.</param>
    /// <param name="by">Pseudonym of who enrols them, or <see cref="AuditEvent.CommandLine"/>.</param>
    /// <param name="withKeys">Whether each gets a key of its own.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The keys, in order, or none; or a refusal that names the engine: <c>bad-code</c>, <c>bad-field</c>, <c>bad-match</c>,
    /// <c>unknown-site</c>, <c>already-enrolled</c>.
    /// </returns>
    public async Task<Outcome<IReadOnlyList<IssuedKey>>> RunAsync(IReadOnlyList<EngineForm> forms, string by, bool withKeys, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var sites = await db.Set<Site>().ToDictionaryAsync(site => site.Code, site => site.Id, StringComparer.Ordinal, ct);
        var engines = new List<Engine>();
        foreach (var form in forms)
        {
            if (EnrolmentRules.Engine(form) is { } wrong) return forms.Count == 1 ? wrong : new Refusal(wrong.Code, $"Engine '{form.Code}': {wrong.Sentence}");
            if (!sites.TryGetValue(form.Site ?? "", out var site)) return new Refusal("unknown-site", $"There is no site '{form.Site}'.");
            var engine = new Engine { SiteId = site, Code = form.Code!, Hardware = NotStated, DeviceClass = DeviceClass.Cpu, EnrolledAt = now };
            Describe(engine, form);
            engines.Add(engine);
        }

        db.AddRange(engines);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } taken)
        {
            return new Refusal("already-enrolled", forms.Count == 1 ? $"There is an engine '{forms[0].Code}' already." : $"One of these engines is enrolled already: {taken.Detail}");
        }

        var keys = withKeys ? engines.ConvertAll(engine => EngineKey.New(engine.SiteId, engine.Id, now, null)) : [];
        db.AddRange(keys.Select(key => key.Row));
        await db.SaveChangesAsync(ct);
        foreach (var engine in engines)
            await AuditLog.AppendAsync(db, new AuditEvent(now, by, EventNames.EngineEnrolled, $"engine:{engine.Code}", Details(engine)), ct);
        await transaction.CommitAsync(ct);
        enrolments.Moved();
        return keys.ConvertAll(key => new IssuedKey(key.Row.Name, key.Secret));
    }

    /// <summary>Describes an enrolled engine anew: all of it, but its code and site.</summary>
    /// <returns>The engine's code; or a refusal: those of enrolling, or <c>no-such-engine</c>.</returns>
    public async Task<Outcome<string>> ReviseAsync(string code, EngineForm form, string by, CancellationToken ct)
    {
        if (EnrolmentRules.Engine(form with { Code = code }) is { } wrong) return wrong;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Engine>().SingleOrDefaultAsync(engine => engine.Code == code, ct) is not { } engine) return new Refusal("no-such-engine", $"There is no engine '{code}'.");
        Describe(engine, form);
        await db.SaveChangesAsync(ct);
        await AuditLog.AppendAsync(db, new AuditEvent(clock.GetUtcNow(), by, EventNames.EngineRevised, $"engine:{code}", Details(engine)), ct);
        await transaction.CommitAsync(ct);
        enrolments.Moved();
        return code;
    }

    /// <summary>Retires an engine: what it sends from now on belongs to nobody; what it sent stays.</summary>
    /// <returns>The engine's code; or a refusal: <c>no-such-engine</c>.</returns>
    public async Task<Outcome<string>> RetireAsync(string code, string by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Engine>().SingleOrDefaultAsync(engine => engine.Code == code, ct) is not { } engine) return new Refusal("no-such-engine", $"There is no engine '{code}'.");
        var now = clock.GetUtcNow();
        if (engine.RetiredAt is null)
        {
            engine.RetiredAt = now;
            await db.SaveChangesAsync(ct);
            await db.Set<EngineKey>().Where(key => key.EngineId == engine.Id && key.RevokedAt == null).ExecuteUpdateAsync(key => key.SetProperty(k => k.RevokedAt, now), ct);
            await AuditLog.AppendAsync(db, new AuditEvent(now, by, EventNames.EngineRetired, $"engine:{code}"), ct);
            await transaction.CommitAsync(ct);
            enrolments.Moved();
        }

        return code;
    }

    private static void Describe(Engine engine, EngineForm form)
    {
        engine.Software = Stated(form.Software) ?? engine.Software;
        engine.Hardware = Stated(form.Hardware) ?? NotStated;
        engine.Accelerators = form.Accelerators ?? 0;
        engine.DeviceClass = form.DeviceClass is { } device ? Enum.Parse<DeviceClass>(device, true) : engine.Accelerators > 0 ? DeviceClass.Gpu : DeviceClass.Cpu;
        engine.Model = Stated(form.Model);
        engine.ActiveParameters = form.ActiveParameters;
        engine.Precision = Stated(form.Precision);
        engine.Tokenizer = Stated(form.Tokenizer);
        engine.Boundary = form.Boundary is { } boundary ? Enum.Parse<EnergyBoundary>(boundary, true) : null;
        engine.Pue = form.Pue;
        engine.PowerSource = Stated(form.PowerSource);
        engine.UsdPerKwh = form.UsdPerKwh;
        engine.PeakFlops = form.PeakFlops;
        engine.MemoryBandwidth = form.MemoryBandwidth;
        engine.MaxPowerWatts = form.MaxPowerWatts;
        engine.Match = LabelMatch.Stored(form.Match ?? "").ToString();
        engine.IntervalSeconds = form.IntervalSeconds ?? UsualInterval;
        engine.ScrapeUrl = Stated(form.ScrapeUrl);
    }

    private static string? Stated(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static JsonObject Details(Engine engine) => new()
    {
        ["hardware"] = engine.Hardware,
        ["accelerators"] = engine.Accelerators,
        ["model"] = engine.Model,
        ["activeParameters"] = engine.ActiveParameters,
        ["precision"] = engine.Precision,
        ["boundary"] = engine.Boundary?.ToString().ToLowerInvariant(),
        ["pue"] = engine.Pue,
        ["usdPerKwh"] = engine.UsdPerKwh,
        ["peakFlops"] = engine.PeakFlops,
        ["maxPowerWatts"] = engine.MaxPowerWatts,
        ["match"] = engine.Match,
        ["scrapeUrl"] = engine.ScrapeUrl,
    };
}
