using Sovereign.Dashboard.Telemetry.Alarms;
using Sovereign.Dashboard.Telemetry.Benchmarks;
using Sovereign.Dashboard.Telemetry.Closing;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Live;
using Sovereign.Dashboard.Telemetry.Mapping;
using Sovereign.Dashboard.Telemetry.Outages;
using Sovereign.Dashboard.Telemetry.Pulling;
using Sovereign.Dashboard.Telemetry.Received;
using Sovereign.Dashboard.Telemetry.Receiving;
using Sovereign.Dashboard.Telemetry.Rollups;
using Sovereign.Dashboard.Telemetry.Storing;

namespace Sovereign.Dashboard.Telemetry;

/// <summary>Deployed engines: enrolment, what they send, what is made of it.</summary>
public static class TelemetryFeature
{
    /// <param name="services">The portal's services.</param>
    /// <param name="receives">Whether this process takes requests.</param>
    /// <param name="runsJobs">Whether this process rolls up, closes days and keeps partitions.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, bool receives, bool runsJobs)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration("Telemetry");
        services.AddSingleton<Enrolments>().AddSingleton<EngineQueries>().AddSingleton<SignalQueries>().AddSingleton<FleetQueries>().AddSingleton<NationQueries>();
        services.AddSingleton<FleetBroadcast>().AddSingleton<EngineCharts>().AddSingleton<ReceivedQueries>().AddSingleton<AlarmQueries>().AddSingleton<ExplainAlarm>();
        services.AddSingleton<EnrolSite>().AddSingleton<EnrolEngine>().AddSingleton<ChangeKeys>().AddSingleton<SetPullSource>();
        services.AddSingleton<PlanOutage>().AddSingleton<OutageQueries>();
        services.AddSingleton(_ => MetricMap.Default).AddSingleton(_ => BenchmarkCatalogue.Default).AddSingleton<SeriesBook>().AddSingleton<Partitions>().AddSingleton<StoreSamples>();
        services.AddSingleton<ReadEngineDays>().AddSingleton<CloseDay>().AddSingleton<ClosedDayQueries>();
        services.AddReceiving();
        if (receives) services.AddHostedService(provider => provider.GetRequiredService<StoreSamples>());
        services.AddSingleton<SeriesMeanings>().AddSingleton<WatchSignals>().AddSingleton<WriteMinutes>().AddSingleton<RollUpMinutes>().AddSingleton<RollUpHours>();
        services.AddSingleton<AskStore>().AddSingleton<PullSite>().AddSingleton<FetchPage>().AddSingleton<ScrapeEngine>();
        if (receives) services.AddHostedService<ScrapeJob>();
        if (runsJobs) services.AddHostedService<KeepPartitions>().AddHostedService<RollUpJob>().AddHostedService<PullJob>().AddHostedService<CloseDaysJob>();
        return services;
    }

    public static void MapTelemetry(this WebApplication app)
    {
        app.MapReceiving();
        app.MapEnrolmentApi();
        app.MapOutagesApi();
        app.MapBenchmarksApi();
        app.MapTelemetryApi();
        app.MapClosedDaysApi();
        app.MapFleetApi();
        app.MapFleetStream();
    }
}
