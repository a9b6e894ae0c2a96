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
        using var signals = new StopSignals();
        // Not cancelled: a server that is half started could not be stopped. Told to stop meanwhile, the portal does so right after.
        await using var database = await PortalDatabase.StartAsync(args, CancellationToken.None);
        try
        {
            return await RunAsync(args, database, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static async Task<int> RunAsync(string[] args, PortalDatabase database, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await Migrations.RunAsync(database.ConnectionString, stop);
        stop.ThrowIfCancellationRequested();
        await using var app = Portal.Build(args, database.ConnectionString);
        if (await PrepareAsync(app, stop) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Sentence);
            return 1;
        }

        await app.StartAsync(stop);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        await Console.Out.WriteLineAsync($"Portal ready at {address}");
        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    private static async Task<Refusal?> PrepareAsync(WebApplication app, CancellationToken stop)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SharedKeys>().EnsureAsync(stop);
        var seeded = await scope.ServiceProvider.GetRequiredService<SeedDatasets>().RunAsync(SystemAccounts.Seed, SeedReference.Folder, stop);
        if (seeded is Outcome<int>.Refused refused) return refused.Why;
        if (await scope.ServiceProvider.GetRequiredService<DemoPeople>().EnsureAsync(stop) is { } password)
            await Console.Out.WriteLineAsync($"Demo people ({string.Join(", ", DemoPeople.Emails)}) sign in with the password {password}");
        return null;
    }
}
