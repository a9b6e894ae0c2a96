using Hangfire;
using Hangfire.PostgreSql;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Gap;
using Sovereign.Dashboard.Kpis;
using Sovereign.Dashboard.Telemetry;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard;

/// <summary>The table of contents: what the portal is made of, one line per feature.</summary>
public static class Portal
{
    /// <summary>Puts the portal together over a database that exists; nothing listens yet.</summary>
    /// <param name="args">Configuration from the command line, such as <c>--urls</c>.</param>
    /// <param name="connectionString">The database.</param>
    /// <param name="configure">What a test or a command changes.</param>
    public static WebApplication Build(string[] args, string connectionString, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddPortalWeb();
        configure?.Invoke(builder);
        var options = builder.Configuration.GetSection("Portal").Get<PortalOptions>() ?? new PortalOptions();
        options.Check();
        var role = options.ReadRole();

        builder.Services.AddPortalData(connectionString);
        builder.Services.AddHangfire(jobs => jobs.UseRecommendedSerializerSettings().UsePostgreSqlStorage(
            storage => storage.UseNpgsqlConnection(connectionString),
            // A job that runs longer than the timeout would otherwise be started twice.
            new PostgreSqlStorageOptions { SchemaName = "hangfire", UseSlidingInvisibilityTimeout = true, QueuePollInterval = TimeSpan.FromSeconds(1) }));
        builder.Services.AddAccess();
        builder.Services.AddAudit();
        builder.Services.AddDatasets(runsJobs: role != PortalRole.Web);
        builder.Services.AddTelemetry(receives: role != PortalRole.Worker, runsJobs: role != PortalRole.Web);
        builder.Services.AddKpis();
        builder.Services.AddGap();
        if (role != PortalRole.Web) builder.Services.AddHangfireServer(server => (server.WorkerCount, server.SchedulePollingInterval) = (2, TimeSpan.FromSeconds(2)));

        var app = builder.Build();
        app.MapPortalHealth();
        if (role == PortalRole.Worker) return app;

        app.UsePortalWeb(access: AccessFeature.UseAccess);
        app.MapAccess();
        app.MapAudit();
        app.MapDatasets();
        app.MapTelemetry();
        app.MapKpis();
        app.MapGap();
        app.MapPortalPages();
        EveryRouteStatesAPermission.Check(app);
        return app;
    }
}
