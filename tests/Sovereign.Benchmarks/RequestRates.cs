using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Sovereign.Tests.Fixtures;

namespace Sovereign.Benchmarks;

/// <summary>
/// Requests per second of one page against nginx, which serves the same bytes from a file on the same machine: both in turn, several times, by the same client. Client and
/// servers share the processors, so that the ratio says what an answer costs each, and not what a machine can serve.
/// </summary>
internal static partial class RequestRates
{
    private const string Page = "/countries/IND";
    private const int Rounds = 3;
    private const int SecondsEach = 6;
    private const int Connections = 64;

    public static async Task RunAsync(PortalUnderLoad portal)
    {
        using var http = new HttpClient { BaseAddress = portal.Address };
        foreach (var coding in new[] { "br", "" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Page);
            if (coding.Length > 0) request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));
            using var answer = await http.SendAsync(request);
            var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            var tag = answer.Headers.ETag!.ToString();
            await using var nginx = await NginxAsync(portal.Folder, bytes, coding);
            if (nginx is null) return;
            using (var file = await http.GetAsync(new Uri(nginx.Address, Page)))
            {
                if (!(await file.Content.ReadAsByteArrayAsync()).AsSpan().SequenceEqual(bytes)) throw new InvalidDataException("nginx does not serve the same bytes.");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Page}, {bytes.Length:N0} bytes {(coding.Length > 0 ? $"in {coding}" : "as they are")}; {PortalUnderLoad.Load()}"));
            // Warm: a program that is compiled as it runs gets faster for some hundred thousand answers.
            for (var i = 0; i < 3; i++) await LoadAsync(portal.Address, coding, null, () => portal.ProcessorSeconds);
            var ratios = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var file = await LoadAsync(nginx.Address, coding, null, () => ProcessorTime.Of(nginx.Process.Id));
                var ours = await LoadAsync(portal.Address, coding, null, () => portal.ProcessorSeconds);
                ratios.Add(ours.Rate / file.Rate);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  nginx {file.Rate:N0} a second at {file.Microseconds:F0} µs of the processor each, portal with database {ours.Rate:N0} at {ours.Microseconds:F0} µs: {ratios[^1]:F2}; {PortalUnderLoad.Load()}"));
            }

            ratios.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio {ratios[Rounds / 2]:F2}, aim 0.3 or more"));
            var unchanged = await LoadAsync(portal.Address, coding, tag, () => portal.ProcessorSeconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  to readers who have the page, 304: {unchanged.Rate:N0} a second at {unchanged.Microseconds:F0} µs"));
        }
    }

    /// <summary>Starts nginx over the page as a file; null, with a word on how to get it, where there is none.</summary>
    private static async Task<Nginx?> NginxAsync(string folder, byte[] page, string coding)
    {
        var root = Directory.CreateDirectory(Path.Combine(folder, "nginx", coding.Length > 0 ? coding : "plain"));
        var file = Path.Combine(root.FullName, Page.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, page);
        var port = PortalProcess.FreePort();
        var settings = Path.Combine(root.FullName, "nginx.conf");
        // As a distribution sets it up, without an access log, which the portal does not write either. One worker a processor, as the portal has threads.
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $$"""
            daemon off;
            worker_processes auto;
            error_log {{root.FullName}}/error.log;
            pid {{root.FullName}}/nginx.pid;
            events { worker_connections 1024; }
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_requests 1000000;
              default_type "text/html; charset=utf-8";
              client_body_temp_path {{root.FullName}}/body;
              proxy_temp_path {{root.FullName}}/proxy;
              fastcgi_temp_path {{root.FullName}}/fastcgi;
              uwsgi_temp_path {{root.FullName}}/uwsgi;
              scgi_temp_path {{root.FullName}}/scgi;
              server {
                listen 127.0.0.1:{{port}};
                root {{root.FullName}};
                {{(coding.Length > 0 ? $"add_header Content-Encoding {coding};" : "")}}
              }
            }
            """));
        try
        {
            var process = Process.Start(new ProcessStartInfo("nginx", ["-c", settings, "-p", root.FullName]) { RedirectStandardError = true })!;
            var nginx = new Nginx(process, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));
            using var http = new HttpClient();
            for (var tries = 0; ; tries++)
            {
                if (process.HasExited) throw new InvalidOperationException($"nginx ended: {await process.StandardError.ReadToEndAsync()}");
                try
                {
                    using var answer = await http.GetAsync(new Uri(nginx.Address, Page));
                    answer.EnsureSuccessStatusCode();
                    return nginx;
                }
                catch (HttpRequestException) when (tries < 100)
                {
                    await Task.Delay(50);
                }
            }
        }
        catch (Win32Exception)
        {
            Console.WriteLine("There is no nginx here to compare with: apt-get install nginx-light");
            return null;
        }
    }

    /// <summary>Asks for some seconds over many connections.</summary>
    /// <returns>Answers per second, and what each cost the server's processes.</returns>
    private static async Task<(double Rate, double Microseconds)> LoadAsync(Uri server, string coding, string? tag, Func<double> processorSeconds)
    {
        List<string> arguments = ["-t", "1", "-c", Connections.ToString(CultureInfo.InvariantCulture), "-d", string.Create(CultureInfo.InvariantCulture, $"{SecondsEach}s")];
        if (coding.Length > 0) arguments.AddRange(["-H", $"Accept-Encoding: {coding}"]);
        if (tag is not null) arguments.AddRange(["-H", $"If-None-Match: {tag}"]);
        arguments.Add(new Uri(server, Page).ToString());
        try
        {
            var before = processorSeconds();
            using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
            var said = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            if (said.Contains("Non-2xx", StringComparison.Ordinal) && tag is null) throw new InvalidDataException(said);
            var used = processorSeconds() - before;
            return (double.Parse(Rate.Match(said).Groups[1].Value, CultureInfo.InvariantCulture), used * 1e6 / double.Parse(Count.Match(said).Groups[1].Value, CultureInfo.InvariantCulture));
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("There is no wrk here to ask with: apt-get install wrk");
        }
    }

    // "Requests/sec:  12345.67"
    [GeneratedRegex(@"Requests/sec:\s*([\d.]+)")]
    private static partial Regex Rate { get; }

    // "  12345 requests in 6.00s, 78.9MB read"
    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Count { get; }

    private sealed record Nginx(Process Process, Uri Address) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            // SIGTERM, so that its workers go with it.
            using var signal = Process.Start("kill", ["-TERM", Process.Id.ToString(CultureInfo.InvariantCulture)]);
            await Process.WaitForExitAsync();
            Process.Dispose();
        }
    }
}
