using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Npgsql;
using Sovereign.Dashboard.Data.Embedded;
using Xunit;

namespace Sovereign.Dashboard.Tests.Fixtures;

/// <summary>One process of the portal on a port of its own, over a database that others share: the program as it is started, not its classes.</summary>
/// <param name="name">As the database sees the node.</param>
/// <param name="role"><c>web</c> or <c>worker</c>.</param>
/// <param name="connectionString">The shared database.</param>
public sealed class PortalNode(string name, string role, string connectionString) : IAsyncDisposable
{
    /// <summary>The demo people's password.</summary>
    public const string Password = "Demo-of-three-nodes-1";

    private readonly StringBuilder output = new();
    private Process? process;
    private Process? watcher;

    /// <summary>Asks this node; keeps no cookies and follows no redirects.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = FreeAddress() };

    public int ProcessId => process!.Id;

    /// <summary>Starts the process and waits until it serves.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = Program(), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The node {name} ended before it was ready:\n{Said()}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        watcher = Watch(process.Id);
        try
        {
            await ready.Task.WaitAsync(TimeSpan.FromMinutes(5), ct);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The node {name} was not ready after five minutes:\n{Said()}");
        }

        void Heard(string? line)
        {
            if (line is null) return;
            lock (output) output.AppendLine(line);
            if (line.StartsWith("Portal ready at ", StringComparison.Ordinal)) ready.TrySetResult();
        }
    }

    /// <summary>Ends the process as a failing machine does.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await ForgetAsync();
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, HttpContent? content = null, string? token = null, string? cookies = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (cookies is not null) request.Headers.TryAddWithoutValidation("Cookie", cookies);
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string address, string? token = null, string? cookies = null, string? ifNoneMatch = null) =>
        SendAsync(HttpMethod.Get, address, null, token, cookies, ifNoneMatch);

    /// <summary>Runs <c>health</c> as a container beside the node would.</summary>
    /// <returns>Its exit code, and what it said on standard error.</returns>
    public async Task<(int Exit, string Error)> HealthAsync()
    {
        using var command = Process.Start(Program("health"))!;
        var error = await command.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await command.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (command.ExitCode, error);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (process is null) return;
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        await ForgetAsync();
    }

    private ProcessStartInfo Program(params string[] args)
    {
        var root = Checkout.Root ?? throw new InvalidOperationException("The tests run from a clone.");
        // …/bin/Debug/net10.0/ of the tests tells which build of the portal goes with them.
        var build = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.Combine(root, "src", "Sovereign.Dashboard", "bin", build.Parent!.Name, build.Name, "Sovereign.Dashboard.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. args]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        start.Environment["ConnectionStrings__Portal"] =
            new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = name, MaxPoolSize = 15 }.ConnectionString;
        start.Environment["Portal__Role"] = role;
        start.Environment["Portal__DemoPassword"] = Password;
        return start;
    }

    private async Task ForgetAsync()
    {
        process!.Dispose();
        process = null;
        if (watcher is null) return;
        watcher.StandardInput.Close();
        await watcher.WaitForExitAsync();
        watcher.Dispose();
        watcher = null;
    }

    private string Said()
    {
        lock (output) return output.ToString();
    }

    // Reads from a pipe that only this process holds: when the test run ends, in whatever way, the node ends too.
    private static Process? Watch(int node)
    {
        if (OperatingSystem.IsWindows()) return null;
        return Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "trap '' INT TERM HUP; read -r _; kill -KILL \"$1\"", "sh", node.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
    }

    private static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}"));
    }
}
