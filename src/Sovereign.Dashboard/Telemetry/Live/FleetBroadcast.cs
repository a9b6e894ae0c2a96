using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Sovereign.Dashboard.Telemetry.Live;

/// <summary>
/// Tells all viewers of this process how the fleet stands: asked of the database once an interval and written once, however many they are, and not at all while
/// there are none.
/// </summary>
public sealed class FleetBroadcast(FleetQueries fleet, TimeProvider clock, ILogger<FleetBroadcast> log) : IDisposable
{
    /// <summary>How often the fleet is asked for.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // An event and no comment, which pages do not hear: by its absence they notice a line that nobody closed.
    private static readonly TimeSpan beat = TimeSpan.FromSeconds(15);

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource ended = new();
    private FleetFrame current = new(0, default, default);
    private FleetSnapshot? newest;
    private int viewers;
    private bool runs;
    private long toldAt;

    /// <summary>How many watch now.</summary>
    public int Viewers => Volatile.Read(ref viewers);

    /// <summary>How often the fleet was asked for since the start.</summary>
    public int Asked { get; private set; }

    /// <summary>The newest snapshot, then each newer one as server-sent events, until the viewer leaves.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        Join();
        try
        {
            long seen = 0;
            while (true)
            {
                var frame = Volatile.Read(ref current);
                if (frame.Number > seen && frame.Snapshot.Length > 0)
                {
                    seen = frame.Number;
                    yield return frame.Snapshot;
                }
                else if (frame.Beat.Length > 0)
                {
                    yield return frame.Beat;
                }

                await frame.Passed.WaitAsync(ct);
            }
        }
        finally
        {
            Leave();
        }
    }

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    private void Join()
    {
        lock (gate)
        {
            viewers++;
            if (runs) return;
            runs = true;
        }

        _ = Task.Run(RunAsync);
    }

    private void Leave()
    {
        lock (gate) viewers--;
    }

    private async Task RunAsync()
    {
        try
        {
            var stop = ended.Token;
            using var timer = new PeriodicTimer(Interval, clock);
            do
            {
                lock (gate)
                {
                    if (viewers == 0)
                    {
                        // Whoever comes next is shown what holds then.
                        (runs, newest, current) = (false, null, new(current.Number, default, default));
                        return;
                    }
                }

                await TellAsync(stop);
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
        {
            // With the portal.
        }
    }

    private async Task TellAsync(CancellationToken stop)
    {
        FleetSnapshot read;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(TimeSpan.FromSeconds(20));
            Asked++;
            var engines = await fleet.NowAsync(null, limit.Token);
            read = FleetSnapshot.Of(engines, clock.GetUtcNow());
        }
        catch (Exception away) when (!stop.IsCancellationRequested)
        {
            // Viewers hear nothing, and their pages say since when.
            log.LogDebug(away, "The fleet could not be read for its viewers.");
            return;
        }

        if (!read.SaysTheSameAs(newest))
        {
            newest = read;
            Show(new(current.Number + 1, Event("fleet", JsonSerializer.Serialize(read, json)), default));
        }
        else if (clock.GetElapsedTime(toldAt) >= beat)
        {
            Show(new(current.Number, current.Snapshot, Event("beat", JsonSerializer.Serialize(new { read.At, read.NewestAt }, json))));
        }
    }

    private void Show(FleetFrame frame)
    {
        toldAt = clock.GetTimestamp();
        var passed = current;
        Volatile.Write(ref current, frame);
        passed.Pass();
    }

    private static byte[] Event(string name, string data) => Encoding.UTF8.GetBytes($"event: {name}\ndata: {data}\n\n");
}
