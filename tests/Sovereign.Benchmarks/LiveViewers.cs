using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sovereign.Dashboard;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Seeding;
using Sovereign.Dashboard.Telemetry.Enrolment;

namespace Sovereign.Benchmarks;

/// <summary>
/// What a viewer of the live fleet costs the portal: many readers of <c>/telemetry/live</c> for a minute in which something changes at every look, against a minute
/// with one reader and one with none. Readers run in this process, whose time is not counted.
/// </summary>
internal static class LiveViewers
{
    private const int Engines = 100;

    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(PortalUnderLoad portal, int viewers)
    {
        var token = await PrepareAsync(portal.ConnectionString);
        await using var database = NpgsqlDataSource.Create(portal.ConnectionString);
        using var stop = new CancellationTokenSource();
        var change = ChangeAsync(database, stop.Token);
        // Warm: what is compiled as it runs is compiled.
        await WatchAsync(portal, token, Math.Min(viewers, 50), TimeSpan.FromSeconds(15));
        var none = await WatchAsync(portal, token, 0, minute);
        var one = await WatchAsync(portal, token, 1, minute);
        var many = await WatchAsync(portal, token, viewers, minute);
        await stop.CancelAsync();
        await change;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a fleet of {Engines} engines, {many.Bytes / (double)many.Events:N0} bytes an event; {PortalUnderLoad.Load()}"));
        foreach (var (name, run) in new[] { ("no viewer", none), ("1 viewer", one), ($"{viewers:N0} viewers", many) })
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name}: {run.Seconds:F2} s of the processor in a minute, portal and database; {run.Events:N0} events; memory of the portal {run.Before / 1e6:F0} MB before, {run.During / 1e6:F0} MB at the end"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  per viewer: {(many.Seconds - one.Seconds) / viewers * 1000:F2} ms of the processor a minute, {(many.During - many.Before) / 1e3 / viewers:F0} KB of memory, {many.Events / (double)viewers:F1} events, {many.Bytes / 1e3 / viewers:F0} KB sent"));
    }

    private static async Task<string> PrepareAsync(string connectionString)
    {
        // The same composition over the same database, not started: what its use cases write, the portal reads.
        await using var app = Portal.Build(["--applicationName", "Sovereign.Dashboard"], connectionString);
        var services = app.Services;
        await services.GetRequiredService<SeedDatasets>().RunAsync(SystemAccounts.Seed, SeedReference.Folder, CancellationToken.None);
        await services.GetRequiredService<EnrolSite>().RunAsync(new SiteForm { Code = "plant", Country = "IND" }, AuditEvent.CommandLine, CancellationToken.None);
        await services.GetRequiredService<EnrolEngine>().RunAsync(
            [.. Enumerable.Range(1, Engines).Select(i => new EngineForm { Code = $"engine-{i}", Site = "plant", Hardware = "H100 SXM 80GB", Accelerators = 8, Model = "llama-3-70b", Match = $"instance=host-{i}" })],
            AuditEvent.CommandLine, withKeys: false, CancellationToken.None);
        var person = ((Outcome<Actor>.Done)await services.GetRequiredService<AddPerson>().RunAsync(
            "operator@benchmark.example", [Roles.Operator], "correct horse battery staple", AuditEvent.CommandLine, CancellationToken.None)).Value;
        await using (var database = NpgsqlDataSource.Create(connectionString))
        await using (var fill = database.CreateCommand(
            """
            INSERT INTO telemetry.rollup_minute (engine_id, signal, part, layout, bucket, series, samples, increase, integral, mean, seconds, least_seconds, resets, gaps)
            SELECT e.id, s, '', 0, m, 1, 4, 60 * (100 + e.id + extract(minute FROM m)), 60 * e.id, e.id, 60, 60, 0, 0
            FROM telemetry.engine e, unnest(ARRAY[1, 3, 30, 31, 33, 71, 72]) s, generate_series(date_trunc('minute', now()) - interval '10 minutes', now() + interval '20 minutes', '1 minute') m
            """))
        {
            await fill.ExecuteNonQueryAsync();
        }

        return ((Outcome<IssuedToken>.Done)await services.GetRequiredService<IssueToken>().RunAsync(person.Id, "benchmark", null, AuditEvent.CommandLine, CancellationToken.None)).Value.Secret;
    }

    // So that no look finds the same as the one before: the dearest case.
    private static async Task ChangeAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                await using var command = database.CreateCommand("INSERT INTO telemetry.alarm (engine_id, code, subject, detail, raised_at) SELECT min(id), 'benchmark', $1, '', now() FROM telemetry.engine");
                command.Parameters.Add(new() { Value = i.ToString(CultureInfo.InvariantCulture) });
                await command.ExecuteNonQueryAsync(ct);
                await Task.Delay(TimeSpan.FromSeconds(2), ct);
            }
        }
        catch (OperationCanceledException)
        {
            // Measured.
        }
    }

    private static async Task<(double Seconds, long Before, long During, long Events, long Bytes)> WatchAsync(PortalUnderLoad portal, string token, int viewers, TimeSpan time)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue }) { BaseAddress = portal.Address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var before = portal.ResidentBytes;
        using var stop = new CancellationTokenSource();
        long events = 0, bytes = 0;
        var streams = new List<HttpResponseMessage>();
        for (var i = 0; i < viewers; i++)
            streams.Add((await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/telemetry/live"), HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode());
        var reading = streams.ConvertAll(stream => ReadAsync(stream, stop.Token));
        // Counted from when all are there.
        await Task.Delay(TimeSpan.FromSeconds(viewers > 1 ? 6 : 1));
        Interlocked.Exchange(ref events, 0);
        Interlocked.Exchange(ref bytes, 0);
        var used = portal.ProcessorSeconds;
        await Task.Delay(time);
        used = portal.ProcessorSeconds - used;
        var (counted, sent, during) = (Interlocked.Read(ref events), Interlocked.Read(ref bytes), portal.ResidentBytes);
        await stop.CancelAsync();
        await Task.WhenAll(reading);
        foreach (var stream in streams) stream.Dispose();
        return (used, before, during, counted, sent);

        async Task ReadAsync(HttpResponseMessage answer, CancellationToken ct)
        {
            try
            {
                await using var stream = await answer.Content.ReadAsStreamAsync(ct);
                var buffer = new byte[16384];
                while (await stream.ReadAsync(buffer, ct) is var read and > 0)
                {
                    Interlocked.Add(ref bytes, read);
                    // Text of JSON holds no line's end: an event has two.
                    Interlocked.Add(ref events, buffer.AsSpan(0, read).Count("\n\n"u8));
                }
            }
            catch (OperationCanceledException)
            {
                // Seen enough.
            }
        }
    }
}
