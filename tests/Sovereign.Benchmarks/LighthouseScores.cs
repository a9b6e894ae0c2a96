using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Sovereign.Benchmarks;

/// <summary>
/// The four scores that Lighthouse gives to four pages, as a phone on a slow line sees them (its own mobile profile: slow 4G, a processor four times slower, both
/// simulated). Lighthouse comes from npm when this runs, in the version named here.
/// </summary>
internal static class LighthouseScores
{
    private const string Version = "13.5.0";
    private const int Aim = 95;

    /// <summary>On a busy machine Chromium now and then gives no trace of a page that loaded.</summary>
    private const int MostTries = 3;

    private static readonly string[] pages = ["/", "/countries/IND", "/indicators/developers", "/indicators/internet-users?tab=map"];

    private static readonly string[] scores = ["performance", "accessibility", "best-practices", "seo"];

    /// <param name="address">The portal.</param>
    /// <param name="folder">Where the reports are written.</param>
    public static async Task RunAsync(Uri address, string folder)
    {
        Console.WriteLine($"| page | {string.Join(" | ", scores)} | under 95 for |");
        Console.WriteLine($"| --- |{string.Concat(Enumerable.Repeat(" --- |", scores.Length + 1))}");
        foreach (var page in pages)
        {
            var report = Path.Combine(folder, "lighthouse.json");
            await ScoreAsync(new Uri(address, page).ToString(), report);
            using var document = JsonDocument.Parse(await File.ReadAllTextAsync(report));
            var categories = document.RootElement.GetProperty("categories");
            var given = scores.Select(name => (Name: name, Score: (int)Math.Round(categories.GetProperty(name).GetProperty("score").GetDouble() * 100))).ToList();
            var why = given.Where(entry => entry.Score < Aim).SelectMany(entry => Failed(document.RootElement, categories.GetProperty(entry.Name)));
            Console.WriteLine($"| `{page}` | {string.Join(" | ", given.Select(entry => entry.Score.ToString(CultureInfo.InvariantCulture)))} | {string.Join("; ", why)} |");
        }

        Console.WriteLine(PortalUnderLoad.Load());
    }

    private static IEnumerable<string> Failed(JsonElement report, JsonElement category) =>
        from reference in category.GetProperty("auditRefs").EnumerateArray()
        where reference.GetProperty("weight").GetDouble() > 0
        let audit = report.GetProperty("audits").GetProperty(reference.GetProperty("id").GetString()!)
        where audit.GetProperty("score") is { ValueKind: JsonValueKind.Number } score && score.GetDouble() < 0.9
        select audit.GetProperty("title").GetString()!;

    private static async Task ScoreAsync(string address, string report)
    {
        string[] arguments =
        [
            "--yes", $"lighthouse@{Version}", address, "--quiet", "--output=json", $"--output-path={report}", "--form-factor=mobile", "--throttling-method=simulate",
            $"--only-categories={string.Join(',', scores)}",
            "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync",
        ];
        for (var tries = 1; ; tries++)
        {
            var complaint = await RunAsync(arguments);
            if (complaint is null) return;
            if (tries == MostTries) throw new InvalidOperationException($"Lighthouse did not score {address}: {complaint}");
        }
    }

    /// <summary>Runs Lighthouse; answers what it complains of, or null.</summary>
    private static async Task<string?> RunAsync(string[] arguments)
    {
        try
        {
            using var npx = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npx.cmd" : "npx", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var printed = npx.StandardOutput.ReadToEndAsync();
            var complaints = await npx.StandardError.ReadToEndAsync();
            await npx.WaitForExitAsync();
            return npx.ExitCode == 0 ? null : complaints + await printed;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("There is no npx here to fetch Lighthouse with: install Node 22 or later, and Chromium (apt-get install chromium), whose path CHROME_PATH may name.");
        }
    }
}
