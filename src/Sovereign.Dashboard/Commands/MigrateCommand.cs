namespace Sovereign.Dashboard.Commands;

/// <summary><c>migrate</c>: brings the database to this release. Every command does so first, hence there is nothing left to do.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(
        string[] args, IServiceProvider services, TextReader input, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (args is [])
        {
            await output.WriteLineAsync("The database is at this release.");
            return 0;
        }

        await error.WriteLineAsync("Usage: migrate.");
        return 2;
    }
}
