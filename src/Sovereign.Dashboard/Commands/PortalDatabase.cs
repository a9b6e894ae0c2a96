using Npgsql;
using Sovereign.Dashboard.Data.Embedded;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Commands;

/// <summary>The database a process works on: the one that <c>ConnectionStrings__Portal</c> names, else the embedded one of the data directory.</summary>
internal sealed class PortalDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? embedded;
    private readonly ILoggerFactory? logs;

    private PortalDatabase(string connectionString, EmbeddedPostgres? embedded, ILoggerFactory? logs)
    {
        ConnectionString = connectionString;
        this.embedded = embedded;
        this.logs = logs;
    }

    public string ConnectionString { get; }

    /// <summary>For serving: an embedded server is taken for this process.</summary>
    public static Task<PortalDatabase> StartAsync(string[] args, CancellationToken ct) =>
        OpenAsync(args, (directory, log) => EmbeddedPostgres.StartAsync(directory, log: log, ct: ct));

    /// <summary>For a command: the running portal's server is shared.</summary>
    public static Task<PortalDatabase> UseOrStartAsync(CancellationToken ct) =>
        OpenAsync([], (directory, log) => EmbeddedPostgres.UseOrStartAsync(directory, log: log, ct: ct));

    public async ValueTask DisposeAsync()
    {
        if (embedded is not null) await embedded.DisposeAsync();
        logs?.Dispose();
    }

    private static async Task<PortalDatabase> OpenAsync(string[] args, Func<DataDirectory, ILogger, Task<EmbeddedPostgres>> open)
    {
        // Read before the application is built, since it is built over the database.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (builder.Configuration.GetConnectionString("Portal") is { Length: > 0 } given)
            return new PortalDatabase(WithPassword(given, builder.Configuration["Portal:DatabasePasswordFile"]), null, null);
        var logs = LoggerFactory.Create(logging => logging.AddPortalLog());
        var directory = DataDirectory.Open(builder.Configuration["Portal:DataDirectory"], builder.Environment.IsDevelopment());
        var server = await open(directory, logs.CreateLogger<EmbeddedPostgres>());
        return new PortalDatabase(server.ConnectionString, server, logs);
    }

    /// <summary>Puts the password of a file that orchestrators mount into the connection string, so that it stands in no environment.</summary>
    /// <exception cref="InvalidOperationException">There is no such file, it cannot be read, or it is empty.</exception>
    internal static string WithPassword(string connectionString, string? file)
    {
        if (string.IsNullOrEmpty(file)) return connectionString;
        string password;
        try
        {
            password = File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"Portal__DatabasePasswordFile names {file}, which cannot be read: {refused.Message}", refused);
        }

        return password.Length > 0
            ? new NpgsqlConnectionStringBuilder(connectionString) { Password = password }.ConnectionString
            : throw new InvalidOperationException($"Portal__DatabasePasswordFile names {file}, which is empty.");
    }
}
