using Sovereign.Dashboard.Datasets.Catalogue;
using Sovereign.Dashboard.Datasets.History;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Publishing;
using Sovereign.Dashboard.Datasets.Readings;
using Sovereign.Dashboard.Datasets.Reference;
using Sovereign.Dashboard.Datasets.Review;
using Sovereign.Dashboard.Datasets.Seeding;
using Sovereign.Dashboard.Web.Caching;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Indicators, countries and sources; upload, read, publish; reads as of an edition.</summary>
public static class DatasetsFeature
{
    /// <param name="services">The portal's services.</param>
    /// <param name="runsJobs">Whether this process looks for versions that wait to be read.</param>
    public static IServiceCollection AddDatasets(this IServiceCollection services, bool runsJobs)
    {
        services.AddSingleton<NewestEdition>().AddSingleton<DataVersion>(provider => provider.GetRequiredService<NewestEdition>().NameAsync);
        services.AddSingleton<EditionQueries>().AddSingleton<ReferenceQueries>().AddSingleton<FilesOfVersions>().AddSingleton<PublishedObservations>().AddSingleton<DatasetQueries>();
        services.AddSingleton<ObservationHistory>().AddSingleton<ReleaseQueries>();
        services.AddSingleton<DatasetFiles>().AddSingleton<FileDigests>().AddSingleton<CatalogueEntries>();
        services.AddSingleton<FindingQueries>().AddSingleton<AnnotatedFile>();
        services.AddSingleton<ReceiveFile>().AddSingleton<ReadVersionJob>().AddSingleton<ImportFile>();
        services.AddSingleton<ReadingQueries>().AddSingleton<ConfirmReading>();
        services.AddSingleton<PublishVersion>().AddSingleton<RejectVersion>().AddSingleton<WithdrawVersion>();
        services.AddSingleton<ExplainFindings>().AddSingleton<ReturnVersion>().AddSingleton<SubmitVersion>().AddSingleton<CompareAgain>();
        services.AddSingleton<DraftChanges>().AddSingleton<DraftObservations>();
        services.AddSingleton<DefineReference>().AddSingleton<SeedDatasets>();
        if (runsJobs) services.AddHostedService<SweepUnreadVersions>();
        return services;
    }

    public static void MapDatasets(this IEndpointRouteBuilder app)
    {
        app.MapPublishedApi();
        app.MapPermalinksApi();
        app.MapHistoryApi();
        app.MapDefinitionsApi();
        app.MapVersionsApi();
        app.MapReadingApi();
        app.MapFilesApi();
        app.MapCatalogueApi();
        app.MapReviewApi();
    }
}
