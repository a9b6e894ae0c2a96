using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sovereign.Browser.Tests.Fixtures;
using Sovereign.Dashboard.Data.Embedded;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Portal))]
// One portal and one browser: a test that publishes must not change what another one is reading.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Sovereign.Browser.Tests.Fixtures;

/// <summary>
/// The portal as people start it, once per run: its own process on a free port, over a data directory that is made for the run and
/// removed after it, with seed data and demo people; and a browser to look at it. Tests take it as a constructor parameter.
/// </summary>
public sealed partial class Portal : IAsyncLifetime
{
    /// <summary>The demo people's password in this run.</summary>
    public const string Password = "Browser-journey-1";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<Uri> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DirectoryInfo? folder;
    private Process? process;
    private Process? watcher;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Address of the front page.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The browser, for tests that need more than <see cref="NewPageAsync"/>.</summary>
    public IBrowser Browser => browser!;

    private static string Root => Checkout.Root ?? throw new InvalidOperationException("The browser tests run from a clone.");

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright, CancellationToken.None);
        Address = await StartAsync(limit.Token);
    }

    /// <summary>A page of its own: no cookies, nothing shared with other tests. Close it by closing its context.</summary>
    /// <param name="phone">360 by 740 points and touch instead of 1280 by 900.</param>
    /// <param name="dark">The reader prefers dark colours.</param>
    /// <param name="scripts">False turns JavaScript off.</param>
    public async Task<IPage> NewPageAsync(bool phone = false, bool dark = false, bool scripts = true)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            ViewportSize = phone ? new ViewportSize { Width = 360, Height = 740 } : new ViewportSize { Width = 1280, Height = 900 },
            IsMobile = phone,
            HasTouch = phone,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = scripts,
            Locale = "en-GB",
            TimezoneId = "UTC",
        });
        return await context.NewPageAsync();
    }

    /// <summary>Signs a demo person in and leaves the page where signing in leads.</summary>
    /// <param name="person">What stands before the at sign: analyst, reviewer, auditor.</param>
    public static async Task SignInAsync(IPage page, string person)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(person + "@demo.example");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
    }

    /// <summary>Uploads a file by the form at <c>/work</c> and waits until the portal has read it. The page then shows the version.</summary>
    /// <param name="dataset">Code of the dataset.</param>
    public static async Task UploadAsync(IPage page, string dataset, string fileName, string csv)
    {
        await page.GotoAsync("/work");
        await page.GetByLabel("Dataset").SelectOptionAsync(dataset);
        await page.GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = fileName, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await page.WaitForURLAsync("**/work/versions/*");
        await Assertions.Expect(page.Locator("main .badge").First).ToHaveTextAsync(ReadMark, new() { Timeout = 30_000 });
    }

    /// <summary>The file that the portal was seeded with for a dataset.</summary>
    public static string SeedFile(string dataset) =>
        File.ReadAllText(Directory.EnumerateFiles(Path.Combine(Root, "seed-data", "datasets", dataset), "data.csv", SearchOption.AllDirectories).Single());

    /// <summary>Keeps what the page shows, whole, as <c>artifacts/browser/NAME.png</c>.</summary>
    public static async Task KeepScreenshotAsync(IPage page, string name) =>
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Root, "artifacts", "browser", name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (process is not null)
        {
            // The watcher asks the portal to stop as Ctrl-C does, so that it takes its database along.
            if (watcher is not null)
            {
                watcher.StandardInput.Close();
                await watcher.WaitForExitAsync();
                watcher.Dispose();
            }
            else if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync();
            process.Dispose();
        }

        folder?.Refresh();
        if (folder?.Exists is true) folder.Delete(recursive: true);
    }

    private async Task<Uri> StartAsync(CancellationToken limit)
    {
        folder = Directory.CreateTempSubdirectory("sovereign-browser-");
        // Open to the user the embedded database runs as when the tests run as root.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);

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
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        start.Environment["Portal__DataDirectory"] = folder.FullName;
        start.Environment["Portal__DemoPassword"] = Password;
        start.Environment.Remove("ConnectionStrings__Portal");

        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The portal ended before it was ready:\n{Said()}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        watcher = Watch(process.Id, folder.FullName);
        try
        {
            return await ready.Task.WaitAsync(limit);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The portal was not ready after {StartLimit.TotalMinutes:0} minutes:\n{Said()}");
        }
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

    private string Said()
    {
        lock (output) return output.ToString();
    }

    // Reads from a pipe that only this process holds: when it ends, in whatever way, the portal is asked to stop, and the folder goes.
    private static Process? Watch(int portal, string folder)
    {
        if (OperatingSystem.IsWindows()) return null;
        const string Script = """
            trap '' INT TERM HUP
            read -r _
            kill -TERM "$1" 2>/dev/null
            for wait in $(seq 300); do kill -0 "$1" 2>/dev/null || break; sleep 0.1; done
            # A portal that ends while it is still starting leaves its database behind.
            pid="$2/postgres/18/postmaster.pid"
            if [ -e "$pid" ]; then
              kill -QUIT "$(head -n 1 "$pid")"
              for wait in $(seq 50); do [ -e "$pid" ] || break; sleep 0.1; done
            fi
            rm -rf "$2"
            """;
        return Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", portal.ToString(CultureInfo.InvariantCulture), folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
    }

    [GeneratedRegex("has errors|draft|published")]
    private static partial Regex ReadMark { get; }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
