using System.Globalization;
using Npgsql;
using Sovereign.Dashboard.Telemetry.Mapping;
using Sovereign.Tests.Fixtures;
using Xunit;

namespace Sovereign.Interop.Tests;

/// <summary>A portal in a process of its own, for all tests of the suite.</summary>
public sealed class InteropPortal : IAsyncLifetime
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    private readonly RunFolder folder = new("sovereign-interop-");
    private readonly int port = PortalProcess.FreePort();
    private PortalProcess? portal;
    private int engines;

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));

    /// <summary>What it printed since it was started last.</summary>
    public string Said => portal?.Said() ?? "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Inherited by the portal and its commands: stores of these tests listen here.
        Environment.SetEnvironmentVariable("Telemetry__Pulling__AllowedHosts__0", "127.0.0.1");
        await StartAsync();
        await RunAsync("sites", "add", "interop", "--country", "IND");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await folder.DisposeAsync();
    }

    public async Task StartAsync()
    {
        portal = PortalProcess.Start(folder.FullPath, port);
        await portal.Ready.WaitAsync(patience, Ct);
    }

    public async Task StopAsync()
    {
        if (portal is null) return;
        await portal.StopAsync(CancellationToken.None);
        await portal.DisposeAsync();
        portal = null;
    }

    /// <summary>Ends the portal at once; its database goes on.</summary>
    public async Task KillAsync()
    {
        portal!.Kill();
        await portal.DisposeAsync();
        portal = null;
    }

    /// <summary>Runs a command of the portal.</summary>
    /// <returns>What it printed.</returns>
    public Task<string> RunAsync(params string[] arguments) => PortalProcess.RunAsync(folder.FullPath, arguments, Ct);

    /// <summary>Enrols an engine of the suite's site.</summary>
    /// <returns>Its code and its key.</returns>
    public async Task<(string Code, string Key)> EnrolAsync()
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"interop-{++engines}");
        return (code, (await RunAsync("engines", "add", code, "--site", "interop", "--hardware", "H100", "--accelerators", "1")).Trim());
    }

    /// <summary>What the minutes say a counter has added.</summary>
    public Task<double> IncreaseAsync(string engine, string signal) => ScalarAsync(
        "SELECT coalesce(sum(m.increase), 0) FROM telemetry.rollup_minute m JOIN telemetry.engine e ON e.id = m.engine_id WHERE e.code = $1 AND m.signal = $2",
        engine, Signals.Find(signal)!.Id);

    /// <summary>Rows of readings that are kept of an engine.</summary>
    public Task<double> ReadingsAsync(string engine) => ScalarAsync(
        "SELECT count(*)::float8 FROM telemetry.reading r JOIN telemetry.engine e ON e.id = r.engine_id WHERE e.code = $1", engine);

    /// <summary>Stale markers that are stored of a metric, told by their bits: to a database one NaN is like another.</summary>
    public Task<double> StaleMarkersAsync(string engine, string metric) => ScalarAsync(
        """
        SELECT count(*)::float8 FROM telemetry.reading r JOIN telemetry.engine e ON e.id = r.engine_id, unnest(r.series, r.numbers) AS u (series, number)
        JOIN telemetry.series s ON s.id = u.series WHERE e.code = $1 AND s.metric = $2 AND float8send(u.number) = '\x7ff0000000000002'
        """, engine, metric);

    /// <summary>The newest value of a gauge.</summary>
    public Task<double> LatestAsync(string engine, string signal) => ScalarAsync(
        """
        SELECT coalesce((SELECT m.latest FROM telemetry.rollup_minute m JOIN telemetry.engine e ON e.id = m.engine_id WHERE e.code = $1 AND m.signal = $2
            ORDER BY m.latest_at DESC LIMIT 1), 'NaN')
        """, engine, Signals.Find(signal)!.Id);

    /// <summary>Waits until a figure is what it should be.</summary>
    /// <exception cref="TimeoutException">It is another after three minutes: a store is asked once a minute.</exception>
    public static async Task UntilAsync(double expected, Func<Task<double>> figure, Func<string> said)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        double last = double.NaN;
        while (clock.GetElapsedTime(started) < patience)
        {
            last = await figure();
            if (last == expected) return;
            await Task.Delay(200, Ct);
        }

        throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"The portal says {last}, not {expected}.\n{said()}"));
    }

    private async Task<double> ScalarAsync(string query, params object[] values)
    {
        var parts = (await File.ReadAllTextAsync(Path.Combine(folder.FullPath, "connection"), Ct)).Trim().Split(' ').Select(part => part.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = parts["host"],
            Port = int.Parse(parts["port"], CultureInfo.InvariantCulture),
            Username = parts["user"],
            Password = parts["password"],
            Database = parts["dbname"],
            Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(query, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (double)(await command.ExecuteScalarAsync(Ct))!;
    }
}
