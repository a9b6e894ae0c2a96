using System.Globalization;
using Npgsql;
using Sovereign.Dashboard.Telemetry.Mapping;
using Sovereign.EngineSimulator;
using Sovereign.EngineSimulator.Engines;
using Sovereign.Tests.Fixtures;
using Xunit;
using Xunit.Sdk;

namespace Sovereign.Durability.Tests.Telemetry;

/// <summary>
/// Portal, database and both are killed while engines send over several connections, each body again until it is acknowledged. Afterwards every sample that was
/// acknowledged is there, and what the minutes count is what the engines did: nothing lost, nothing twice.
/// </summary>
/// <remarks>A quarter of <c>SOVEREIGN_KILLS</c>, three at least; the log is <c>artifacts/durability/telemetry-kills.txt</c>.</remarks>
public sealed class TelemetryKillTests(ITestOutputHelper output)
{
    private const int DefaultKills = 20;
    private const int DefaultSeed = 20261126;
    private const int Share = 4;
    private const int Connections = 4;
    private const int EnginesEach = 6;

    private static readonly string log = Path.Combine(PortalProcess.Root, "artifacts", "durability", "telemetry-kills.txt");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_killed_while_engines_send_nothing_acknowledged_is_lost_and_nothing_counts_twice()
    {
        var (seed, kills) = (Setting("SOVEREIGN_KILL_SEED", DefaultSeed), Math.Max(Enum.GetValues<Target>().Length, Setting("SOVEREIGN_KILLS", DefaultKills) / Share));
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await File.WriteAllTextAsync(log, string.Create(CultureInfo.InvariantCulture, $"{kills} kills, SOVEREIGN_KILL_SEED={seed}\n"), Ct);
        await using var folder = new RunFolder("sovereign-durability-");
        await using var lane = new Lane(folder.FullPath);
        await lane.BeginStartAsync();
        await lane.RecoverAsync(Ct);
        var streams = await EnrolAsync(lane, seed);
        try
        {
            var random = new Random(seed);
            for (var kill = 1; kill <= kills; kill++)
            {
                var target = (Target)(kill % Enum.GetValues<Target>().Length);
                try
                {
                    await StrikeAsync(lane, streams, target, random);
                    await CheckAsync(lane, streams);
                }
                catch (Exception failure) when (failure is not OperationCanceledException || !Ct.IsCancellationRequested)
                {
                    throw new XunitException(string.Create(CultureInfo.InvariantCulture, $"Kill {kill} of {kills} ({target}), seed {seed}: {failure.Message}\nThe portal said:\n{lane.Said}"), failure);
                }

                Note(string.Create(
                    CultureInfo.InvariantCulture,
                    $"kill {kill} ({target}): {streams.Sum(stream => stream.Acknowledged.Count)} bodies acknowledged so far, {streams.Sum(stream => stream.Retries)} sent again, {streams.Sum(stream => stream.Engines.Sum(engine => engine.Restarts))} restarts of engines"));
            }

            // The kills must have met requests under way.
            Assert.NotEqual(0, streams.Sum(stream => stream.Retries));
        }
        finally
        {
            foreach (var stream in streams) stream.Dispose();
        }
    }

    private static async Task<IReadOnlyList<EngineStream>> EnrolAsync(Lane lane, int seed)
    {
        var start = TimeProvider.System.GetUtcNow().AddHours(-20).ToUnixTimeSeconds() * 1000;
        // Engines that restart often: what begins anew must not be taken for a repeat.
        var engines = Fleet.Vllm(Connections * EnginesEach, seed, start, TimeSpan.FromMinutes(20));
        var key = (await PortalProcess.RunAsync(lane.DataDirectory, ["sites", "add", "durability", "--country", "IND"], Ct)).Trim();
        var table = Path.Combine(lane.DataDirectory, "engines.csv");
        await File.WriteAllTextAsync(table, Fleet.Table(engines, "durability"), Ct);
        await PortalProcess.RunAsync(lane.DataDirectory, ["engines", "import", table], Ct);
        return [.. engines.Chunk(EnginesEach).Select(group => new EngineStream(group, lane.Address, key))];
    }

    private static async Task StrikeAsync(Lane lane, IReadOnlyList<EngineStream> streams, Target target, Random random)
    {
        using var enough = new CancellationTokenSource();
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var before = streams.Select(stream => stream.Acknowledged.Count).ToArray();
        var sending = streams.Select(stream => Task.Run(() => stream.RunAsync(enough.Token, failed.Token))).ToArray();
        try
        {
            // All are at it before the moment is drawn.
            while (streams.Where((stream, i) => stream.Acknowledged.Count <= before[i]).Any() && !sending.Any(task => task.IsFaulted)) await Task.Delay(5, Ct);
            await Task.Delay(random.Next(50, 1500), Ct);
            await lane.KillAsync(target, random);
            await lane.RecoverAsync(Ct);
            await Task.Delay(random.Next(50, 500), Ct);
            await enough.CancelAsync();
            await Task.WhenAll(sending);
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }

    private static async Task CheckAsync(Lane lane, IReadOnlyList<EngineStream> streams)
    {
        await using var database = await lane.ConnectAsync(Ct);
        foreach (var stream in streams)
        {
            foreach (var engine in stream.Engines)
            {
                var stored = await StoredAsync(database, engine.Code);
                foreach (var at in stream.Acknowledged)
                {
                    if (stored.GetValueOrDefault(at) != VllmEngine.Series) throw new InvalidDataException($"{engine.Code} at {at}: {stored.GetValueOrDefault(at)} of {VllmEngine.Series} acknowledged samples are stored.");
                }

                if (stored.Count != stream.Acknowledged.Count) throw new InvalidDataException($"{engine.Code} has {stored.Count} looks, sent were {stream.Acknowledged.Count}.");
            }
        }

        await UntilRolledUpAsync(database);
        foreach (var stream in streams)
        {
            foreach (var (engine, (signal, measure)) in from engine in stream.Engines from measure in Measures.All select (engine, measure))
            {
                // Each says that it began just before its first look, so that all it counts is counted.
                var (truth, counted) = (measure(engine), await IncreaseAsync(database, engine.Code, signal));
                if (truth != counted) throw new InvalidDataException($"{engine.Code} added {truth} to {signal}, the portal counts {counted}.");
            }
        }
    }

    // Different series of each time: of one that came twice the first stands.
    private static async Task<Dictionary<long, int>> StoredAsync(NpgsqlConnection database, string engine)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT (extract(epoch FROM r.at) * 1000)::bigint, count(DISTINCT s)::integer
            FROM telemetry.reading r JOIN telemetry.engine e ON e.id = r.engine_id, unnest(r.series) s WHERE e.code = $1 GROUP BY r.at
            """, database)
        { Parameters = { new() { Value = engine } } };
        var stored = new Dictionary<long, int>();
        await using var row = await command.ExecuteReaderAsync(Ct);
        while (await row.ReadAsync(Ct)) stored.Add(row.GetInt64(0), row.GetInt32(1));
        return stored;
    }

    private static async Task UntilRolledUpAsync(NpgsqlConnection database)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        await using var command = new NpgsqlCommand("SELECT count(*) FROM telemetry.touched", database);
        while ((long)(await command.ExecuteScalarAsync(limit.Token))! > 0) await Task.Delay(100, limit.Token);
    }

    private static async Task<double> IncreaseAsync(NpgsqlConnection database, string engine, string signal)
    {
        await using var command = new NpgsqlCommand(
            "SELECT coalesce(sum(m.increase), 0) FROM telemetry.rollup_minute m JOIN telemetry.engine e ON e.id = m.engine_id WHERE e.code = $1 AND m.signal = $2", database)
        {
            Parameters = { new() { Value = engine }, new() { Value = Signals.Find(signal)!.Id } },
        };
        return (double)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private void Note(string line)
    {
        output.WriteLine(line);
        File.AppendAllText(log, line + "\n");
    }
}
