using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sovereign.Browser.Tests.Fixtures;
using Sovereign.Tests.Fixtures;
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

    private static int enrolled;

    private RunFolder? folder;
    private PortalProcess? process;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Address of the front page.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The browser, for tests that need more than <see cref="NewPageAsync"/>.</summary>
    public IBrowser Browser => browser!;

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright, CancellationToken.None);
        Address = await StartAsync(limit.Token);
    }

    /// <summary>A page of its own: no cookies, nothing shared with other tests. Close it by closing its context.</summary>
    /// <param name="phone">320 by 740 points and touch, the narrowest that WCAG asks for, instead of 1280 by 900.</param>
    /// <param name="dark">The reader prefers dark colours.</param>
    /// <param name="scripts">False turns JavaScript off.</param>
    public async Task<IPage> NewPageAsync(bool phone = false, bool dark = false, bool scripts = true)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            ViewportSize = phone ? new ViewportSize { Width = 320, Height = 740 } : new ViewportSize { Width = 1280, Height = 900 },
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

    /// <summary>Enrols a site and an engine by the forms at <c>/work/engines</c>; an operator is signed in. The page then shows the engine and its key.</summary>
    public static async Task<(string Site, string Engine)> EnrolAsync(IPage page)
    {
        var number = Interlocked.Increment(ref enrolled);
        var (site, engine) = ($"plant-{number}", $"vllm-{number}");
        await page.GotoAsync("/work/engines");
        await page.Locator("#site-code").FillAsync(site);
        await page.Locator("#site-country").FillAsync("IND");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enrol the site" }).ClickAsync();
        await Assertions.Expect(page.Locator(".secret")).ToBeVisibleAsync();
        await page.Locator("#engine-code").FillAsync(engine);
        await page.Locator("#engine-site").SelectOptionAsync(site);
        await page.Locator("#engine-hardware").FillAsync("H100 SXM 80GB");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enrol the engine" }).ClickAsync();
        await page.WaitForURLAsync($"**/work/engines/{engine}");
        await Assertions.Expect(page.Locator(".secret")).ToBeVisibleAsync();
        return (site, engine);
    }

    /// <summary>Ends the portal and starts it again at the same address, over the same data.</summary>
    public async Task RestartAsync(Func<Task> meanwhile)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        await process!.StopAsync(limit.Token);
        await process.DisposeAsync();
        await meanwhile();
        process = PortalProcess.Start(folder!.FullPath, Address.Port, ("Portal__DemoPassword", Password));
        await process.Ready.WaitAsync(limit.Token);
    }

    /// <summary>The file that the portal was seeded with for a dataset.</summary>
    public static string SeedFile(string dataset) =>
        File.ReadAllText(Directory.EnumerateFiles(Path.Combine(PortalProcess.Root, "seed-data", "datasets", dataset), "data.csv", SearchOption.AllDirectories).Single());

    /// <summary>Keeps what the page shows, whole, as <c>artifacts/browser/NAME.png</c>.</summary>
    public static async Task KeepScreenshotAsync(IPage page, string name) =>
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(PortalProcess.Root, "artifacts", "browser", name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (process is not null)
        {
            await process.StopAsync(CancellationToken.None);
            await process.DisposeAsync();
        }

        if (folder is not null) await folder.DisposeAsync();
    }

    private async Task<Uri> StartAsync(CancellationToken limit)
    {
        folder = new RunFolder("sovereign-browser-");
        process = PortalProcess.Start(folder.FullPath, PortalProcess.FreePort(), ("Portal__DemoPassword", Password));
        try
        {
            return await process.Ready.WaitAsync(limit);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The portal was not ready after {StartLimit.TotalMinutes:0} minutes:\n{process.Said()}");
        }
    }

    [GeneratedRegex("has errors|draft|published|^asks how it is read")]
    private static partial Regex ReadMark { get; }
}
