using System.Reflection;
using DbUp;
using DbUp.Engine;
using Npgsql;

namespace Sovereign.Dashboard.Data;

/// <summary>
/// Brings a database to this release: the numbered SQL files of <c>migrations/</c>, forward only, each in its own transaction,
/// under an advisory lock so that several nodes may start at once.
/// </summary>
public static class Migrations
{
    // Any constant serves; it only has to differ from the other advisory locks of the portal.
    private const long LockKey = 0x534F5645_0001;

    /// <summary>Runs what has not run yet.</summary>
    /// <exception cref="InvalidOperationException">A script failed; the inner exception names it.</exception>
    public static async Task RunAsync(string connectionString, CancellationToken ct)
    {
        var holder = new NpgsqlConnection(connectionString);
        await holder.OpenAsync(ct);
        await using var turn = await SessionLock.TakeAsync(holder, LockKey, ct);
        var result = DeployChanges.To
            .PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithTransactionPerScript()
            .JournalToPostgresqlTable("public", "schema_version")
            .LogToNowhere()
            .WithExecutionTimeout(TimeSpan.FromHours(2))
            .Build()
            .PerformUpgrade();

        if (!result.Successful) throw Failure(result);
    }

    private static InvalidOperationException Failure(DatabaseUpgradeResult result) =>
        new($"Migration {result.ErrorScript?.Name ?? "(unknown)"} failed: {result.Error.Message}", result.Error);
}
