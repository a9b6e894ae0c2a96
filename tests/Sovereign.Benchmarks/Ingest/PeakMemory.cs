using System.Globalization;

namespace Sovereign.Benchmarks.Ingest;

/// <summary>Watches what the portal and its database hold of the memory; pages that processes share are counted once.</summary>
internal sealed class PeakMemory(int portal, int database) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task watching = Task.CompletedTask;

    /// <summary>Kilobytes.</summary>
    public long Portal { get; private set; }

    /// <summary>Kilobytes.</summary>
    public long Database { get; private set; }

    public PeakMemory Watch()
    {
        watching = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                Portal = Math.Max(Portal, Pss(portal));
                Database = Math.Max(Database, ProcessorTime.Family(database).Sum(Pss));
                await Task.Delay(200);
            }
        });
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    // "Pss:   12345 kB"
    private static long Pss(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
            return long.Parse(line[4..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return 0;
        }
    }
}
