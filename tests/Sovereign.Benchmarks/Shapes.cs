using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sovereign.Benchmarks;

/// <summary>
/// A file of each shape from upload to draft, with the reading confirmed where the portal asks, against a bare COPY of as many rows in text; then files of the
/// template that grow, for the peak of memory. Time of the processor is that of portal and client without the database.
/// </summary>
/// <param name="analyst">Uploads.</param>
/// <param name="copyBareAsync">Copies a file of the template into a bare table and says how long that took.</param>
/// <param name="folder">For the files, each deleted when it is done.</param>
/// <param name="files">Writes them.</param>
internal sealed class Shapes(HttpClient analyst, Func<string, Task<TimeSpan>> copyBareAsync, string folder, ShapeFiles files)
{
    /// <summary>Each file goes into a dataset of its own, so that none is compared with another, and no reading is remembered.</summary>
    public static readonly IReadOnlyList<string> Datasets = [.. Enumerable.Range(0, 16).Select(i => $"benchmark-shape-{i}")];

    // Rows below the header of a sheet, rounded.
    private const int MostRowsOfSheet = 1_000_000;

    private const int MostFacilities = 100_000;

    private static readonly int[] growing = [200_000, 1_000_000, 5_000_000];

    private int uploaded;

    public async Task RunAsync(int cells)
    {
        Console.WriteLine("| shape | cells | MB | to draft | cells a second | bare COPY of as many rows | ratio | processor time | peak memory |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        // The portal has just started, and computes what was seeded while the first file comes.
        await MeasureAsync("warming up, not to be counted", 200_000, files.WriteTemplate);
        await MeasureAsync("long, the template", cells, files.WriteTemplate);
        await MeasureAsync("long, semicolons, decimal commas, Windows-1252", cells, files.WriteOffice);
        await MeasureAsync("long, tabs, UTF-16", cells, files.WriteTabs);
        await MeasureAsync("years across", cells, files.WriteYears);
        await MeasureAsync("indicators across", cells, files.WriteIndicators);
        await MeasureAsync("countries across", cells, files.WriteCountries);
        await MeasureAsync("facilities", Math.Min(cells, MostFacilities), files.WriteFacilities);
        await MeasureAsync("SDMX-CSV of the portal", cells, files.WriteSdmx);
        await MeasureAsync("XLSX, long", Math.Min(cells, MostRowsOfSheet), files.WriteLongWorkbookAsync, "xlsx");
        await MeasureAsync("XLSX, years across", cells, files.WriteYearsWorkbookAsync, "xlsx");
        foreach (var grown in growing) await MeasureAsync("long, the template, growing", grown, files.WriteTemplate);
    }

    private Task MeasureAsync(string shape, int cells, Action<string, int> write) => MeasureAsync(
        shape, cells, (path, count) =>
        {
            write(path, count);
            return Task.CompletedTask;
        }, "csv");

    private async Task MeasureAsync(string shape, int cells, Func<string, int, Task> write, string extension)
    {
        var bare = Path.Combine(folder, "bare.csv");
        files.WriteTemplate(bare, cells);
        var copied = await copyBareAsync(bare);
        File.Delete(bare);
        var path = Path.Combine(folder, $"shape.{extension}");
        await write(path, cells);

        // What earlier files and the writing of this one left behind is none of its own.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux()) await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var version = await DraftAsync(path);
        var (taken, worked) = (clock.Elapsed, Environment.CpuUsage.TotalTime - processor);
        var megabytes = new FileInfo(path).Length / 1e6;
        File.Delete(path);
        var peak = OperatingSystem.IsLinux() ? (await File.ReadAllLinesAsync("/proc/self/status")).First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))[6..].Trim().Split(' ')[0] : "0";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {shape} | {cells:N0} | {megabytes:F0} | {taken.TotalSeconds:F1} s | {cells / taken.TotalSeconds:N0} | {copied.TotalSeconds:F1} s | {taken / copied:F1} | {worked.TotalSeconds:F1} s | {int.Parse(peak, CultureInfo.InvariantCulture) / 1024} MB |"));
        using var rejected = await analyst.PostAsJsonAsync($"{version}/reject", new { comment = "Measured." });
        rejected.EnsureSuccessStatusCode();
    }

    /// <summary>Uploads, confirms, waits.</summary>
    /// <exception cref="InvalidOperationException">The draft has errors: the file is not what it was meant to be.</exception>
    private async Task<string> DraftAsync(string path)
    {
        await using var bytes = File.OpenRead(path);
        using var content = new StreamContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = Path.GetFileName(path) };
        using var answer = await analyst.PostAsync($"/api/v1/datasets/{Datasets[uploaded++]}/versions", content);
        answer.EnsureSuccessStatusCode();
        var version = answer.Headers.Location!.ToString();
        if (await ReadAsync(version) == "needs-reading")
        {
            var reading = JsonNode.Parse(await analyst.GetStringAsync($"{version}/reading"))!.AsObject();
            Answer(reading);
            using var confirmed = await analyst.PutAsync($"{version}/reading", new StringContent(reading.ToJsonString(), Encoding.UTF8, "application/json"));
            if (!confirmed.IsSuccessStatusCode) throw new InvalidOperationException($"{await confirmed.Content.ReadAsStringAsync()}\n{reading.ToJsonString()[..2000]}");
            await ReadAsync(version);
        }

        var draft = await analyst.GetFromJsonAsync<JsonElement>(version);
        if (draft.GetProperty("errors").GetInt64() == 0) return version;
        throw new InvalidOperationException($"{path} has errors: {(await analyst.GetStringAsync($"{version}/findings?limit=3"))}");
    }

    /// <summary>What the file does not say, as the person who uploads it would.</summary>
    private static void Answer(JsonObject reading)
    {
        reading["decimal"] ??= ".";
        var columns = reading["columns"]!.AsArray().Select(column => column!.AsObject()).ToList();
        bool Has(string role) => columns.Any(column => column["role"]!.GetValue<string>() == role);
        var every = reading["everyRow"]!.AsObject();
        if (!Has("indicator") && columns.All(column => column["indicator"] is null)) every["indicator"] = "benchmark";
        if (!Has("unit")) every["unit"] = "GW";
        if (!Has("period") && columns.All(column => column["period"] is null)) every["period"] = "2024";
    }

    private async Task<string> ReadAsync(string version)
    {
        while (true)
        {
            var stage = (await analyst.GetFromJsonAsync<JsonElement>(version)).GetProperty("status").GetString()!;
            if (stage is not ("received" or "reading")) return stage;
            await Task.Delay(100);
        }
    }
}
