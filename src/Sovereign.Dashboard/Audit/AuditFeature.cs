namespace Sovereign.Dashboard.Audit;

/// <summary>The log of what happened: writing it (<see cref="AuditLog"/>), reading it, checking its chain.</summary>
public static class AuditFeature
{
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<AuditQueries>().AddSingleton<VerifyChain>().AddSingleton<ChainStatus>();

    public static void MapAudit(this IEndpointRouteBuilder app) => app.MapAuditApi();
}
