using System.Diagnostics;
using Microsoft.Playwright;

namespace Sovereign.Browser.Tests.Fixtures;

/// <summary>Finds a Chromium on this machine, or fetches one; the suite fails when there is none, for a skipped journey proves nothing.</summary>
public static class Chromium
{
    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/usr/bin/google-chrome-stable",
        "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>Starts the browser without a window.</summary>
    /// <exception cref="InvalidOperationException">There is none, and none can be installed.</exception>
    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright, CancellationToken ct)
    {
        List<string> arguments =
        [
            "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
        ];
        // The sandbox of Chromium refuses to work for root, and for root alone is it given up.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess) arguments.Add("--no-sandbox");
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = await FindAsync(playwright, ct),
            Args = arguments,
        });
    }

    /// <summary>Path of the browser: CHROMIUM_PATH, the usual places, Playwright's own, or what apt installs for root on Debian and Ubuntu.</summary>
    /// <exception cref="InvalidOperationException">There is none, and none can be installed.</exception>
    public static async Task<string> FindAsync(IPlaywright playwright, CancellationToken ct)
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : throw new InvalidOperationException($"CHROMIUM_PATH names {named}, which does not exist.");
        }

        if (Installed(playwright) is { } found) return found;

        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get"))
        {
            // A fresh container has no package lists yet; where they are there, fetching them again does little harm.
            await AptAsync(["update"], ct);
            await AptAsync(["install", "-y", "--no-install-recommends", "chromium"], ct);
            if (Installed(playwright) is { } fetched) return fetched;
        }

        throw new InvalidOperationException(
            "The browser tests need Chromium: install it (Debian: apt-get install chromium), or name one in CHROMIUM_PATH.");
    }

    private static string? Installed(IPlaywright playwright) =>
        UsualPlaces.Append(playwright.Chromium.ExecutablePath).FirstOrDefault(path => !string.IsNullOrEmpty(path) && File.Exists(path));

    private static async Task AptAsync(string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo("/usr/bin/apt-get", ["-qq", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var apt = Process.Start(start)!;
        var output = apt.StandardOutput.ReadToEndAsync(ct);
        var errors = apt.StandardError.ReadToEndAsync(ct);
        await apt.WaitForExitAsync(ct);
        await output;
        if (apt.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"The browser tests need Chromium, and apt-get {string.Join(' ', arguments)} did not succeed: {(await errors).Trim()}");
        }
    }
}
