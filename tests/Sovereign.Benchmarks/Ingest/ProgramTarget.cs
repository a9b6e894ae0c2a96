using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Sovereign.Tests.Fixtures;

namespace Sovereign.Benchmarks.Ingest;

/// <summary>A receiver that is one program over a folder of its own: Debian's prometheus or victoria-metrics.</summary>
internal sealed class ProgramTarget : IIngestTarget
{
    private readonly DirectoryInfo folder;
    private readonly Process process;

    private ProgramTarget(string name, DirectoryInfo folder, Process process, Uri address) => (Name, this.folder, this.process, Address) = (name, folder, process, address);

    public string Name { get; }

    public Uri Address { get; }

    public double ProcessorSeconds => ProcessorTime.Of(process.Id);

    public string? KeyOf(int group) => null;

    public static Task<ProgramTarget?> PrometheusAsync() => StartAsync("prometheus", "/-/ready", (folder, port) =>
    {
        File.WriteAllText(Path.Combine(folder, "prometheus.yml"), "global: {}\n");
        return [
            $"--config.file={folder}/prometheus.yml", $"--storage.tsdb.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--web.enable-remote-write-receiver",
            "--log.level=warn",
        ];
    });

    public static Task<ProgramTarget?> VictoriaMetricsAsync() => StartAsync("victoria-metrics", "/health", (folder, port) =>
        [$"-storageDataPath={folder}/data", $"-httpListenAddr=127.0.0.1:{port}", "-retentionPeriod=1", "-loggerLevel=ERROR"]);

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>Starts it; null, with a word on how to get it, where there is none.</summary>
    private static async Task<ProgramTarget?> StartAsync(string program, string health, Func<string, int, string[]> arguments)
    {
        var folder = Directory.CreateTempSubdirectory($"sovereign-{program}-");
        var port = PortalProcess.FreePort();
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments(folder.FullName, port)) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            Console.WriteLine($"There is no {program} to compare with: apt-get install {program}.");
            folder.Delete(recursive: true);
            return null;
        }

        // A pipe that nobody empties would hold it up.
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        using var http = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(address, health));
                if (answer.IsSuccessStatusCode) return new(program, folder, process, new Uri(address, "api/v1/write"));
            }
            catch (HttpRequestException) when (tries < 300 && !process.HasExited)
            {
                // It is not there yet.
            }

            if (tries >= 300) throw new InvalidOperationException($"{program} does not answer.");
            await Task.Delay(100);
        }
    }
}
