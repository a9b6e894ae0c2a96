using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Data.Embedded;

namespace Sovereign.Dashboard.Commands;

/// <summary>
/// The command line of the portal. Without a command it serves. A command uses the running portal's database, or starts the embedded one for its
/// own duration. Errors are one sentence on standard error with exit code 1; a command that is not understood exits with 2.
/// </summary>
public static class CommandLine
{
    private delegate Task<int> Command(string[] args, IServiceProvider services, TextReader input, TextWriter output, TextWriter error, CancellationToken ct);

    private static readonly Dictionary<string, Command> commands = new()
    {
        ["migrate"] = MigrateCommand.RunAsync,
        ["seed"] = SeedCommand.RunAsync,
        ["import"] = ImportCommand.RunAsync,
        ["users"] = UsersCommand.RunAsync,
        ["tokens"] = TokensCommand.RunAsync,
        ["sites"] = SitesCommand.RunAsync,
        ["engines"] = EnginesCommand.RunAsync,
        ["audit"] = AuditCommand.RunAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (args is [] || args[0].StartsWith('-') || args[0] == "serve") return await Serve.RunAsync(args is ["serve", .. var options] ? options : args);
            if (args[0] == "health") return await HealthCommand.RunAsync(args[1..], Console.Error);
            if (commands.TryGetValue(args[0], out var command)) return await RunAsync(command, args[1..]);
            await Console.Error.WriteLineAsync($"There is no command '{args[0]}'; there are serve, health, {string.Join(", ", commands.Keys)}.");
            return 2;
        }
        catch (Exception refused) when (refused is EmbeddedPostgresException or InvalidOperationException or IOException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
        catch (Exception away) when (DatabaseAway.Explains(away))
        {
            await Console.Error.WriteLineAsync($"The database does not answer: {away.GetBaseException().Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before it was done.");
            return 1;
        }
    }

    private static async Task<int> RunAsync(Command command, string[] args)
    {
        using var interrupted = new StopSignals();
        await using var database = await PortalDatabase.UseOrStartAsync(interrupted.Token);
        await Migrations.RunAsync(database.ConnectionString, interrupted.Token);
        await using var app = Portal.Build([], database.ConnectionString);
        await using var scope = app.Services.CreateAsyncScope();
        return await command(args, scope.ServiceProvider, Console.In, Console.Out, Console.Error, interrupted.Token);
    }
}
