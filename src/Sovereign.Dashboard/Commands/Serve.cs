using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Seeding;

namespace Sovereign.Dashboard.Commands;

/// <summary>Serves until told to stop: database, migrations, seed data, then pages and jobs.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var database = await PortalDatabase.StartAsync(args, CancellationToken.None);
        await Migrations.RunAsync(database.ConnectionString, CancellationToken.None);
        await using var app = Portal.Build(args, database.ConnectionString);
        if (await PrepareAsync(app) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Sentence);
            return 1;
        }

        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        await Console.Out.WriteLineAsync($"Portal ready at {address}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task<Refusal?> PrepareAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SharedKeys>().EnsureAsync(CancellationToken.None);
        var seeded = await scope.ServiceProvider.GetRequiredService<SeedDatasets>().RunAsync(SystemAccounts.Seed, SeedReference.Folder, CancellationToken.None);
        if (seeded is Outcome<int>.Refused refused) return refused.Why;
        if (await scope.ServiceProvider.GetRequiredService<DemoPeople>().EnsureAsync(CancellationToken.None) is { } password)
            await Console.Out.WriteLineAsync($"Demo people ({string.Join(", ", DemoPeople.Emails)}) sign in with the password {password}");
        return null;
    }
}
