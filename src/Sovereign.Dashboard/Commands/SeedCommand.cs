using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Seeding;

namespace Sovereign.Dashboard.Commands;

/// <summary><c>seed</c>: loads what of the release's figures is not loaded yet.</summary>
internal static class SeedCommand
{
    public static async Task<int> RunAsync(
        string[] args, IServiceProvider services, TextReader input, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (args is not [])
        {
            await error.WriteLineAsync("Usage: seed.");
            return 2;
        }

        var outcome = await services.GetRequiredService<SeedDatasets>().RunAsync(SystemAccounts.Seed, SeedReference.Folder, ct);
        if (outcome is Outcome<int>.Refused refused)
        {
            await error.WriteLineAsync(refused.Why.Sentence);
            return 1;
        }

        await output.WriteLineAsync($"{((Outcome<int>.Done)outcome).Value} datasets published.");
        return 0;
    }
}
