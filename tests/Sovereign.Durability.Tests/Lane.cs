using System.Globalization;
using System.Net;
using Npgsql;
using Sovereign.Tests.Fixtures;

namespace Sovereign.Durability.Tests;

/// <summary>One data directory, the portal that runs over it and its database: started, killed, and started again as a supervisor would.</summary>
internal sealed class Lane(string dataDirectory) : IAsyncDisposable
{
    /// <summary>More starts than this without one that gets through mean that the portal does not recover.</summary>
    private const int MostStarts = 5;

    // Far beyond what is needed on a busy machine: only a portal that never comes back reaches it.
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    private PortalProcess? portal;
    private int port;
    private DateTimeOffset killedAt;
    private bool portalKilled;
    private bool sessionsLost;
    private bool mayNotEnd;

    public string DataDirectory => dataDirectory;

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    /// <summary>Answers of a portal whose database was away, so far.</summary>
    public int AnswersWithoutDatabase { get; private set; }

    /// <summary>What the present portal printed.</summary>
    public string Said => portal?.Said() ?? "";

    public async ValueTask DisposeAsync()
    {
        if (portal is null) return;
        if (!portal.HasExited) await portal.StopAsync(CancellationToken.None);
        await portal.DisposeAsync();
    }

    /// <summary>Starts a portal and does not wait for it.</summary>
    public async Task BeginStartAsync()
    {
        if (portal is not null) await portal.DisposeAsync();
        if (port == 0) port = PortalProcess.FreePort();
        portal = PortalProcess.Start(dataDirectory, port);
        portalKilled = false;
    }

    /// <summary>Kills with SIGKILL what runs of the target.</summary>
    public async Task KillAsync(Target target, Random random)
    {
        killedAt = TimeProvider.System.GetUtcNow();
        sessionsLost = target == Target.Portal;
        mayNotEnd = target == Target.Postgres && portal is { Ready.IsCompletedSuccessfully: true, HasExited: false };
        var portalFirst = random.Next(2) == 0;
        if (target == Target.Portal || (target == Target.Both && portalFirst)) KillPortal();
        if (target is Target.Postgres or Target.Both) await ServerProcesses.KillAsync(dataDirectory);
        if (target == Target.Both && !portalFirst) KillPortal();
        if (target != Target.Postgres) await portal!.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>
    /// Waits until the portal answers with its database. One that has ended is started again, as a supervisor does; one that runs has to bring its
    /// database back by itself, answering 503 meanwhile.
    /// </summary>
    public async Task RecoverAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            await StartUntilReadyAsync(limit.Token);
            await AskUntilReadyAsync(limit.Token);
            if (!sessionsLost) return;
            await using var connection = await ConnectAsync(limit.Token);
            // What a killed portal had under way in the database ends when its sessions do.
            while (await OldSessionsAsync(connection, limit.Token) > 0) await Task.Delay(25, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The portal did not recover within {patience.TotalMinutes:0} minutes.");
        }
    }

    /// <summary>A connection of the test's own to the portal's database.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken ct)
    {
        // host=127.0.0.1 port=… user=… password=… dbname=…
        var parts = (await File.ReadAllTextAsync(Path.Combine(dataDirectory, "connection"), ct)).Trim().Split(' ').Select(part => part.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = parts["host"],
            Port = int.Parse(parts["port"], CultureInfo.InvariantCulture),
            Username = parts["user"],
            Password = parts["password"],
            Database = parts["dbname"],
            Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    private void KillPortal()
    {
        if (portal is not { HasExited: false }) return;
        portalKilled = true;
        portal.Kill();
    }

    private async Task StartUntilReadyAsync(CancellationToken ct)
    {
        for (var starts = 0; ; starts++)
        {
            if (portal is null or { HasExited: true })
            {
                if (portal is not null && mayNotEnd) throw new InvalidOperationException($"The portal ended because its database did:\n{Said}");
                if (portal is not null && !portalKilled) AssertEndedPlainly(portal);
                if (starts == MostStarts) throw new InvalidOperationException($"The portal did not start {MostStarts} times in a row:\n{Said}");
                await BeginStartAsync();
            }

            try
            {
                await portal!.Ready.WaitAsync(ct);
                return;
            }
            catch (InvalidOperationException)
            {
                await portal!.WaitForExitAsync(ct);
            }
        }
    }

    /// <summary>A portal that was not killed may give up while it starts, with exit code 1 and a sentence; a crash it may not.</summary>
    private static void AssertEndedPlainly(PortalProcess portal)
    {
        if (portal.ExitCode != 1) throw new InvalidOperationException($"A starting portal ended with {portal.ExitCode}:\n{portal.Said()}");
    }

    private async Task AskUntilReadyAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        while (true)
        {
            if (portal!.HasExited) await StartUntilReadyAsync(ct);

            try
            {
                using var answer = await http.GetAsync("/api/v1/datasets?limit=1", ct);
                if (answer.StatusCode == HttpStatusCode.OK) return;
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
                    throw new InvalidDataException($"Without its database the portal answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
                AnswersWithoutDatabase++;
            }
            catch (HttpRequestException) when (!mayNotEnd)
            {
                // It ended while it was asked.
            }

            await Task.Delay(50, ct);
        }
    }

    private async Task<long> OldSessionsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND backend_start < $1 AND pid <> pg_backend_pid()", connection);
        command.Parameters.Add(new() { Value = killedAt });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
