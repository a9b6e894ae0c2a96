using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Sovereign.Dashboard.Data.Embedded;

namespace Sovereign.Tests.Fixtures;

/// <summary>The portal as people start it: its own process over a data directory, from the build that goes with the tests.</summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<Uri> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    private readonly string idFile;

    private PortalProcess(ProcessStartInfo start, string idFile)
    {
        this.idFile = idFile;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.Exited += (_, _) =>
        {
            // Its number may soon be somebody else's.
            File.Delete(idFile);
            ready.TrySetException(new InvalidOperationException($"The portal ended before it was ready:\n{Said()}"));
        };
    }

    /// <summary>The clone whose build is run.</summary>
    public static string Root => Checkout.Root ?? throw new InvalidOperationException("These tests run from a clone.");

    /// <summary>Its address, once it answers; fails when it ends before.</summary>
    public Task<Uri> Ready => ready.Task;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Of a process that has ended; what a signal ended has 128 and more.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Starts a portal and does not wait for it.</summary>
    /// <param name="dataDirectory">An existing folder; the process id is kept in it for whoever clears up.</param>
    /// <param name="port">Where it listens, on 127.0.0.1.</param>
    /// <param name="settings">More environment variables.</param>
    public static PortalProcess Start(string dataDirectory, int port, params (string Name, string Value)[] settings)
    {
        var start = Command();
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        start.Environment["Portal__DataDirectory"] = dataDirectory;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var portal = new PortalProcess(start, Path.Combine(dataDirectory, "portal.pid"));
        portal.process.Start();
        File.WriteAllText(portal.idFile, portal.process.Id.ToString(CultureInfo.InvariantCulture));
        portal.process.BeginOutputReadLine();
        portal.process.BeginErrorReadLine();
        return portal;
    }

    /// <summary>Runs a command of the portal's command line over a data directory and answers what it printed.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static async Task<string> RunAsync(string dataDirectory, string[] arguments, CancellationToken ct)
    {
        var start = Command();
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["Portal__DataDirectory"] = dataDirectory;
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEndAsync(ct);
        var complaints = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? await printed
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {await complaints}");
    }

    /// <summary>A port that nothing listens on.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>What it has printed so far.</summary>
    public string Said()
    {
        lock (output) return output.ToString();
    }

    /// <summary>Ends it as a failing machine does: SIGKILL, to this process alone.</summary>
    public void Kill() => process.Kill();

    /// <summary>Asks it to stop, as Ctrl-C does, so that it takes its database along, and waits until it has. Windows can only end it.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
        }
        else
        {
            using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await signal.WaitForExitAsync(ct);
        }

        await process.WaitForExitAsync(ct);
    }

    /// <summary>Waits until the process is gone.</summary>
    public Task WaitForExitAsync(CancellationToken ct) => process.WaitForExitAsync(ct);

    /// <summary>Ends it if it still runs; its database stays for the folder's watcher.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static ProcessStartInfo Command()
    {
        var project = Path.Combine(Root, "src", "Sovereign.Dashboard");
        // …/bin/Debug/net10.0/ of the tests tells which build of the portal goes with them.
        var build = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.Combine(project, "bin", build.Parent!.Name, build.Name, "Sovereign.Dashboard.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [program])
        {
            WorkingDirectory = project,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment.Remove("ConnectionStrings__Portal");
        return start;
    }

    // "Portal ready at http://127.0.0.1:41234"
    private void Heard(string? line)
    {
        if (line is null) return;
        lock (output) output.AppendLine(line);
        const string Announcement = "Portal ready at ";
        var at = line.IndexOf(Announcement, StringComparison.Ordinal);
        if (at >= 0) ready.TrySetResult(new Uri(line[(at + Announcement.Length)..].Trim()));
    }
}
