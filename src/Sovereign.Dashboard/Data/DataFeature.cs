using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Sovereign.Dashboard.Data;

/// <summary>Registers the database: one data source for <c>COPY</c> and raw SQL, one context factory for EF, over the same pool.</summary>
public static class DataFeature
{
    public static IServiceCollection AddPortalData(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connectionString) { Name = "portal" }.Build());
        services.AddDbContextFactory<PortalDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .UseSnakeCaseNamingConvention());
        services.AddSingleton(TimeProvider.System);
        return services;
    }
}
