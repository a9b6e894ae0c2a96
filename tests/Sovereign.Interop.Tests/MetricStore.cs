using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Sovereign.Tests.Fixtures;

namespace Sovereign.Interop.Tests;

/// <summary>A real store of raw series in a process of its own, which takes remote write and answers PromQL.</summary>
internal sealed class MetricStore : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sovereign-store-");
    private readonly Process process;

    private MetricStore(string program)
    {
        var port = PortalProcess.FreePort();
        Address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        process = new Process { StartInfo = new(program, Arguments(program, port)) { RedirectStandardError = true, RedirectStandardOutput = true } };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"There is no {program}: apt-get install -y --no-install-recommends prometheus victoria-metrics.", missing);
        }

        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public Uri Address { get; }

    /// <param name="program"><c>prometheus</c> or <c>victoria-metrics</c>.</param>
    /// <param name="ct">Cancels the wait until it answers.</param>
    public static async Task<MetricStore> StartAsync(string program, CancellationToken ct)
    {
        var store = new MetricStore(program);
        using var http = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(store.Address, program == "prometheus" ? "-/ready" : "health"), ct);
                if (answer.IsSuccessStatusCode) return store;
            }
            catch (HttpRequestException) when (tries < 300)
            {
                // It is still starting.
            }

            await Task.Delay(100, ct);
        }
    }

    /// <summary>Waits until it answers a question with anything: what was written a moment ago may not be found yet.</summary>
    /// <param name="query">PromQL.</param>
    /// <param name="at">As of when, milliseconds since 1970.</param>
    /// <param name="ct">Cancels.</param>
    public async Task UntilKnownAsync(string query, long at, CancellationToken ct)
    {
        using var http = new HttpClient();
        var question = new Uri(Address, string.Create(CultureInfo.InvariantCulture, $"api/v1/query?query={Uri.EscapeDataString(query)}&time={at / 1000}"));
        while (!(await http.GetStringAsync(question, ct)).Contains("\"value\"", StringComparison.Ordinal)) await Task.Delay(200, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private string[] Arguments(string program, int port)
    {
        var listen = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        if (program == "victoria-metrics") return [$"-storageDataPath={folder}/data", $"-httpListenAddr={listen}", "-retentionPeriod=1d"];
        File.WriteAllText(Path.Combine(folder.FullName, "prometheus.yml"), "scrape_configs: []\n");
        return [$"--config.file={folder}/prometheus.yml", $"--storage.tsdb.path={folder}/data", $"--web.listen-address={listen}", "--web.enable-remote-write-receiver"];
    }
}
