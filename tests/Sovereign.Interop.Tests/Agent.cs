using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sovereign.Tests.Fixtures;

namespace Sovereign.Interop.Tests;

/// <summary>A real agent in a process of its own: it scrapes an engine every two seconds and writes to an address.</summary>
internal sealed class Agent : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly Process process;
    private readonly StringBuilder output = new();

    private Agent(DirectoryInfo folder, string program, string[] arguments)
    {
        this.folder = folder;
        process = new Process { StartInfo = new(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true } };
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
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

    /// <summary>What it has printed so far.</summary>
    public string Said
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    /// <summary>Prometheus in agent mode: its log on disk outlives an absent receiver.</summary>
    public static Agent Prometheus(Uri portal, string key, ScrapedEngine engine)
    {
        var folder = Directory.CreateTempSubdirectory("sovereign-prometheus-");
        var settings = Path.Combine(folder.FullName, "prometheus.yml");
        File.WriteAllText(settings, Scraping(engine) + string.Create(CultureInfo.InvariantCulture, $$"""
            remote_write:
              - url: {{new Uri(portal, "api/v1/write")}}
                authorization: { type: Bearer, credentials: {{key}} }
                queue_config: { batch_send_deadline: 500ms, min_backoff: 100ms, max_backoff: 1s }
            """));
        return new(folder, "prometheus", [
            "--enable-feature=agent", $"--config.file={settings}", $"--storage.agent.path={folder}/agent",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{PortalProcess.FreePort()}"),
        ]);
    }

    /// <summary>The agent of VictoriaMetrics.</summary>
    public static Agent Vmagent(Uri portal, string key, ScrapedEngine engine)
    {
        var folder = Directory.CreateTempSubdirectory("sovereign-vmagent-");
        var settings = Path.Combine(folder.FullName, "scrape.yml");
        File.WriteAllText(settings, Scraping(engine));
        return new(folder, "vmagent", [
            $"-promscrape.config={settings}", $"-remoteWrite.url={new Uri(portal, "api/v1/write")}", $"-remoteWrite.bearerToken={key}", $"-remoteWrite.tmpDataPath={folder}/queue",
            "-remoteWrite.flushInterval=500ms", string.Create(CultureInfo.InvariantCulture, $"-httpListenAddr=127.0.0.1:{PortalProcess.FreePort()}"),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static string Scraping(ScrapedEngine engine) => string.Create(CultureInfo.InvariantCulture, $$"""
        global: { scrape_interval: 2s, scrape_timeout: 2s }
        scrape_configs:
          - job_name: vllm
            static_configs: [ { targets: [ "127.0.0.1:{{engine.Port}}" ] } ]

        """);

    private void Heard(string? line)
    {
        if (line is null) return;
        lock (output) output.AppendLine(line);
    }
}
