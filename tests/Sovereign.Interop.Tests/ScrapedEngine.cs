using System.Globalization;
using System.Net;
using System.Text;
using Sovereign.EngineSimulator.Engines;
using Sovereign.EngineSimulator.Wire;
using Sovereign.Tests.Fixtures;

namespace Sovereign.Interop.Tests;

/// <summary>An engine that shows a page for whoever scrapes it, and remembers what it showed.</summary>
internal sealed class ScrapedEngine : IAsyncDisposable
{
    private readonly VllmEngine engine = new("scraped", 7, Now, TimeSpan.FromDays(365));
    private readonly Lock showing = new();
    private readonly List<double> shown = [];
    private HttpListener? listener;
    private Task serving = Task.CompletedTask;
    private bool isGone;

    public int Port { get; } = PortalProcess.FreePort();

    /// <summary>How often it was scraped.</summary>
    public int Scrapes
    {
        get
        {
            lock (showing) return shown.Count;
        }
    }

    /// <summary>Tokens on the last page it showed. It says that it began just before the first, so that all of them count.</summary>
    public double Tokens
    {
        get
        {
            lock (showing) return shown[^1];
        }
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Begins to answer.</summary>
    public void Start()
    {
        var here = listener = new HttpListener();
        here.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));
        here.Start();
        serving = Task.Run(async () =>
        {
            while (here.IsListening)
            {
                try
                {
                    await ShowAsync(await here.GetContextAsync());
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        });
    }

    /// <summary>Answers no more: connections are refused, as those of a machine whose engine was killed.</summary>
    public async Task StopAsync()
    {
        lock (showing) isGone = true;
        // Whoever was shown the last page has time to read it.
        await Task.Delay(1000);
        listener?.Close();
        await serving;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Waits until it was scraped so often.</summary>
    public async Task UntilScrapedAsync(int times, CancellationToken ct)
    {
        while (Scrapes < times) await Task.Delay(50, ct);
    }

    private async Task ShowAsync(HttpListenerContext context)
    {
        byte[] page;
        lock (showing)
        {
            if (isGone)
            {
                context.Response.Abort();
                return;
            }

            engine.Advance(TimeSpan.FromSeconds(1));
            shown.Add(engine.GeneratedTokens.Value);
            page = Encoding.UTF8.GetBytes(ExpositionText.Page([engine]));
        }

        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await context.Response.OutputStream.WriteAsync(page);
        context.Response.Close();
    }
}
