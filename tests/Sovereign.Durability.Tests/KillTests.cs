using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sovereign.Tests.Fixtures;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Each test has processes of its own and is busy enough with them.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Sovereign.Durability.Tests;

/// <summary>
/// The promise of durability, tried: portal and database are killed with SIGKILL in every phase of receiving, reading, publishing, defining and starting, and
/// after each kill everything that was acknowledged is there, and nothing is there in part.
/// </summary>
/// <remarks>
/// <c>SOVEREIGN_KILLS</c> says how many kills, <c>SOVEREIGN_KILL_SEED</c> which; the plan depends on both alone. What happens at a kill also depends on the
/// machine's pace, so that a failure is repeated by running its seed a few times. The log of a run is <c>artifacts/durability/kills.txt</c>.
/// </remarks>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int DefaultKills = 20;
    private const int DefaultSeed = 20261125;

    /// <summary>From a whole round of kills on, every phase must have met every target.</summary>
    private static readonly int round = Enum.GetValues<Phase>().Length * Enum.GetValues<Target>().Length;

    // Two portals at a time: one waits for the disk while the other computes.
    private const int Lanes = 2;

    private static readonly string log = Path.Combine(PortalProcess.Root, "artifacts", "durability", "kills.txt");

    private readonly ConcurrentQueue<(PlannedKill Kill, string Outcome)> done = new();
    private readonly Timings timings = new();

    [Fact]
    public async Task Whatever_is_killed_whenever_what_was_acknowledged_is_there_and_nothing_is_half()
    {
        var (seed, count) = (Setting("SOVEREIGN_KILL_SEED", DefaultSeed), Setting("SOVEREIGN_KILLS", DefaultKills));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SOVEREIGN_KILLS={count} SOVEREIGN_KILL_SEED={seed}"));
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await File.WriteAllTextAsync(log, string.Create(CultureInfo.InvariantCulture, $"SOVEREIGN_KILLS={count} SOVEREIGN_KILL_SEED={seed}\n"), TestContext.Current.CancellationToken);
        var plan = KillPlan.Make(seed, count);
        await using var folder = new RunFolder("sovereign-durability-");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var answersWithoutDatabase = 0;
        try
        {
            var lanes = Enumerable.Range(0, Lanes).Select(async lane =>
            {
                try
                {
                    var path = Directory.CreateDirectory(Path.Combine(folder.FullPath, $"lane-{lane}")).FullName;
                    Interlocked.Add(ref answersWithoutDatabase, await RunLaneAsync(path, [.. plan.Where(kill => kill.Number % Lanes == lane)], seed, count, stop.Token));
                }
                catch
                {
                    await stop.CancelAsync();
                    throw;
                }
            });
            await Task.WhenAll(lanes);
        }
        finally
        {
            Report(seed, count);
        }

        Assert.Equal(count, done.Count);
        Assert.True(count < DefaultKills || answersWithoutDatabase > 0, "No portal was ever seen answering 503 while its database was away.");
        if (count >= round) Assert.All(from phase in Enum.GetValues<Phase>() from target in Enum.GetValues<Target>() select (phase, target), pair => Assert.NotEqual(0, Count(pair.phase, pair.target)));
    }

    private async Task<int> RunLaneAsync(string path, IReadOnlyList<PlannedKill> plan, int seed, int count, CancellationToken ct)
    {
        await using var lane = new Lane(path);
        await timings.MeasureAsync("first start", async () =>
        {
            await lane.BeginStartAsync();
            await lane.RecoverAsync(ct);
            return 0;
        });
        var whole = await FirstStart.LookAsync(lane, ct);
        var tokens = new Tokens(await AddTokenAsync(path, "analyst", ct), await AddTokenAsync(path, "reviewer", ct));
        using var run = new KillRun(lane, tokens, new Ledger(), timings);
        await run.PrepareAsync(ct);
        foreach (var kill in plan)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                if (kill.Phase == Phase.FirstStart) await KillFirstStartAsync(Path.Combine(Path.GetDirectoryName(path)!, $"first-{kill.Number}"), kill, whole, ct);
                else await run.RunAsync(kill, ct);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                throw new XunitException(
                    string.Create(CultureInfo.InvariantCulture, $"{kill} of SOVEREIGN_KILLS={count} SOVEREIGN_KILL_SEED={seed}: {failure.Message}\nThe portal said:\n{lane.Said}"), failure);
            }

            Note(kill, kill.Phase == Phase.FirstStart ? "whole" : $"{run.Outcome}, recovered after {run.Recovery.TotalMilliseconds:0} ms", Stopwatch.GetElapsedTime(started));
            done.Enqueue((kill, kill.Phase == Phase.FirstStart ? "whole" : run.Outcome));
        }

        await run.CheckAllAsync(ct);
        // Ends with 0 only when no entry of the log is missing, changed or in another place.
        await PortalProcess.RunAsync(path, ["audit", "verify"], ct);
        return lane.AnswersWithoutDatabase;
    }

    private async Task KillFirstStartAsync(string path, PlannedKill kill, FirstStart whole, CancellationToken ct)
    {
        var random = new Random(kill.Seed);
        Directory.CreateDirectory(path);
        await using (var lane = new Lane(path))
        {
            try
            {
                await lane.BeginStartAsync();
                await Task.Delay(timings.MomentOf("first start", random), ct);
                await lane.KillAsync(kill.Target, random);
                await lane.RecoverAsync(ct);
                Assert.Equal(whole, await FirstStart.LookAsync(lane, ct));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                throw new XunitException($"{failure.Message}\nThe new portal said:\n{lane.Said}", failure);
            }
        }

        Directory.Delete(path, recursive: true);
    }

    private static async Task<string> AddTokenAsync(string dataDirectory, string person, CancellationToken ct) =>
        (await PortalProcess.RunAsync(dataDirectory, ["tokens", "add", $"{person}@demo.example", "--name", "durability"], ct)).Trim();

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private int Count(Phase phase, Target target) => done.Count(kill => (kill.Kill.Phase, kill.Kill.Target) == (phase, target));

    private void Report(int seed, int count)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{done.Count} of {count} kills, seed {seed}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"",-12}{string.Concat(Enum.GetValues<Target>().Select(target => $"{target,10}"))}");
        foreach (var phase in Enum.GetValues<Phase>())
            text.AppendLine(CultureInfo.InvariantCulture, $"{phase,-12}{string.Concat(Enum.GetValues<Target>().Select(target => $"{Count(phase, target),10}"))}");
        foreach (var outcome in done.GroupBy(kill => kill.Outcome).OrderBy(group => group.Key, StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"{outcome.Key}: {outcome.Count()}");
        text.AppendLine(CultureInfo.InvariantCulture, $"typical times: {timings}");
        output.WriteLine(text.ToString());
        lock (done) File.AppendAllText(log, text.ToString());
    }

    // Written as it goes, so that a run that is broken off has a log too.
    private void Note(PlannedKill kill, string outcome, TimeSpan took)
    {
        lock (done) File.AppendAllText(log, string.Create(CultureInfo.InvariantCulture, $"{kill}: {outcome}, {took.TotalMilliseconds:0} ms in all\n"));
    }
}
