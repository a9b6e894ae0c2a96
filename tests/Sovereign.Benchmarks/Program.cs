using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sovereign.Analytics.Observations;
using Sovereign.Benchmarks;
using Sovereign.Benchmarks.Ingest;
using Sovereign.Dashboard;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Data.Embedded;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Datasets.Reference;
using Sovereign.Dashboard.Datasets.Seeding;

// Upload to draft and to published, against text COPY of the same file into a bare table on the same server, in one run; then a file of which every
// row is wrong, its findings and the file with its errors; then the weight of the front page. Usage: dotnet run -c Release --project tests/Sovereign.Benchmarks [-- ROWS | as-of | shapes [CELLS] | pages | requests | lighthouse | live-viewers N | ingest | ingest-portal | ingest-overload];
// as-of measures reads after many revisions alone, shapes a file of each shape that the portal reads.
// pages weighs the reading pages, requests compares the rate of a page with nginx, lighthouse prints the scores of four pages: these three over a portal of its own process;
// live-viewers keeps N readers on the fleet's stream for a minute and prints what one costs.
// ingest sends telemetry to the portal, to Prometheus and to VictoriaMetrics, ingest-portal to the portal alone, ingest-overload more than it can take.
if (args is ["ingest" or "ingest-portal" or "ingest-overload"])
{
    await (args[0] switch
    {
        "ingest" => IngestRates.RunAsync(withOthers: true),
        "ingest-portal" => IngestRates.RunAsync(withOthers: false),
        _ => IngestOverload.RunAsync(),
    });
    return;
}

if (args is ["pages" or "requests" or "lighthouse"])
{
    await using var portal = await PortalUnderLoad.StartAsync();
    await (args[0] switch
    {
        "pages" => PageWeights.RunAsync(portal.Address),
        "requests" => RequestRates.RunAsync(portal),
        _ => LighthouseScores.RunAsync(portal.Address, portal.Folder),
    });
    return;
}

if (args is ["live-viewers", ..])
{
    await using var portal = await PortalUnderLoad.StartAsync("all");
    await LiveViewers.RunAsync(portal, args is [_, var many] ? int.Parse(many, CultureInfo.InvariantCulture) : 1000);
    return;
}

var asOf = args is ["as-of"];
var shapes = args is ["shapes", ..];
var rows = args is [.., var asked] && int.TryParse(asked, CultureInfo.InvariantCulture, out var said) ? said : 2_000_000;
var listens = Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? "http://127.0.0.1:5391";
var folder = Directory.CreateTempSubdirectory("sovereign-benchmark-");
if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
await using var server = await EmbeddedPostgres.StartAsync(DataDirectory.Open(folder.FullName));
await Migrations.RunAsync(server.ConnectionString, CancellationToken.None);
await using var app = Portal.Build(["--applicationName", "Sovereign.Dashboard", "--urls", listens], server.ConnectionString);
await app.Services.GetRequiredService<SeedDatasets>().RunAsync(SystemAccounts.Seed, SeedReference.Folder, CancellationToken.None);
string[] indicators = ["benchmark", .. Enumerable.Range(1, 99).Select(i => $"benchmark-{i}")];
await app.Services.GetRequiredService<DefineReference>().RunAsync(SystemAccounts.Seed, new ReferenceSet
{
    Indicators = [.. indicators.Select(code => new Indicator(code, code, "GW", Direction.Context, "", [], 0, null))],
    Datasets = [.. new[] { "benchmark", "benchmark-other" }.Concat(Shapes.Datasets).Select(code => new Dataset(0, code, "Benchmark", "", "", "", "owid-mix22"))],
}, "Benchmark", CancellationToken.None);
await app.StartAsync();
if (asOf)
{
    await new AsOfReads(app.Services, new Uri(listens)).RunAsync("benchmark", "benchmark-other");
    await app.StopAsync();
    await server.StopAsync();
    folder.Delete(recursive: true);
    return;
}

using var analyst = await PersonAsync("analyst@benchmark.example");
using var reviewer = await PersonAsync("reviewer@benchmark.example");

var countries = SeedReference.Read(SeedReference.Folder).Countries.Select(country => country.Row.Code).Take(200).ToArray();
if (shapes)
{
    await new Shapes(analyst, CopyBareAsync, folder.FullName, new ShapeFiles(countries, indicators)).RunAsync(rows);
    await app.StopAsync();
    await server.StopAsync();
    folder.Delete(recursive: true);
    return;
}

Console.WriteLine($"{rows:N0} rows");
foreach (var (name, changed) in new[] { ("first load", 0), ("against the same rows published, 1 % changed", rows / 100) })
{
    var file = Path.Combine(folder.FullName, "benchmark.csv");
    Write(file, changed);
    var bare = await CopyBareAsync(file);
    var clock = Stopwatch.StartNew();
    var version = await UploadAsync(file);
    await UntilDraftAsync(version);
    var draft = clock.Elapsed;
    (await reviewer.PostAsJsonAsync($"{version}/publish", new { kind = "update" })).EnsureSuccessStatusCode();
    var published = clock.Elapsed;
    Console.WriteLine($"{name}: bare COPY {bare.TotalSeconds:F1} s, to draft {draft.TotalSeconds:F1} s = {draft / bare:F1} times, to published {published.TotalSeconds:F1} s = {published / bare:F1} times");
}

var status = await File.ReadAllLinesAsync("/proc/self/status");
Console.WriteLine($"peak memory of this process, portal and client together: {status.First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))[6..].Trim()}");
await MeasureBadFileAsync(rows / 2);
var page = await analyst.GetStringAsync("/countries/IND");
var home = await analyst.GetStringAsync("/");
var sheet = await File.ReadAllTextAsync(Path.Combine(Checkout.Root ?? ".", "wwwroot", "css", "site.css"));
Console.WriteLine($"/ compressed: HTML {Gzip(home):N0} + CSS {Gzip(sheet):N0} = {Gzip(home) + Gzip(sheet):N0} bytes; scripts in it: {home.Split("<script").Length - 1}; /countries/IND HTML {Gzip(page):N0}");
await app.StopAsync();
await server.StopAsync();
folder.Delete(recursive: true);

void Write(string path, int changed)
{
    using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
    writer.Write("indicator,country,period,value,unit,definition,control,bound,coverage,status,method,lower,upper,source,note\n");
    var start = new DateOnly(1990, 1, 1);
    for (var i = 0; i < rows; i++)
    {
        // Neighbours of a series differ by less than what would be warned of.
        var value = 600 + i * 7919L % 1_000_003 / 1000.0 + (i < changed ? 1 : 0);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"benchmark,{countries[i % countries.Length]},{start.AddDays(i / countries.Length):yyyy-MM-dd},{value},GW,,territory,exact,national,A,reported,,,owid-mix22,\n"));
    }
}

async Task<TimeSpan> CopyBareAsync(string path)
{
    await using var connection = new NpgsqlConnection(server.ConnectionString);
    await connection.OpenAsync();
    await using (var create = new NpgsqlCommand($"DROP TABLE IF EXISTS bare; CREATE TABLE bare ({string.Join(", ", Enumerable.Range(0, 15).Select(i => $"c{i} text"))})", connection))
        await create.ExecuteNonQueryAsync();
    var clock = Stopwatch.StartNew();
    await using (var copy = await connection.BeginTextImportAsync("COPY bare FROM STDIN (FORMAT csv, HEADER)"))
    using (var text = new StreamReader(path, Encoding.UTF8, false, 1 << 18))
    {
        var buffer = new char[1 << 17];
        while (await text.ReadBlockAsync(buffer) is var count and > 0) await copy.WriteAsync(buffer.AsMemory(0, count));
    }

    var taken = clock.Elapsed;
    await using var drop = new NpgsqlCommand("DROP TABLE bare", connection);
    await drop.ExecuteNonQueryAsync();
    return taken;
}

async Task MeasureBadFileAsync(int bad)
{
    var path = Path.Combine(folder.FullName, "bad.csv");
    await using (var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20))
    {
        writer.Write("indicator,country,period,value,unit,source,note\n");
        for (var i = 0; i < bad; i++) writer.Write(string.Create(CultureInfo.InvariantCulture, $"benchmark,IND,2024,\"{i},5\",GW,owid-mix22,row {i}\n"));
    }

    if (OperatingSystem.IsLinux()) await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
    var clock = Stopwatch.StartNew();
    var address = await UploadAsync(path);
    await UntilDraftAsync(address);
    var read = clock.Elapsed;
    var errors = (await analyst.GetFromJsonAsync<JsonElement>(address)).GetProperty("errors").GetInt64();
    var (findings, findingsTime) = await DownloadAsync($"{address}/findings?format=csv");
    var (lines, fileTime) = await DownloadAsync($"{address}/file-with-errors");
    var peak = (await File.ReadAllLinesAsync("/proc/self/status")).First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))[6..].Trim();
    clock.Restart();
    var id = address.Split('/')[^1];
    Console.WriteLine(
        $"{bad:N0} bad rows: to draft {read.TotalSeconds:F1} s with {errors:N0} errors; {findings - 1:N0} findings as CSV in {findingsTime.TotalSeconds:F1} s; "
        + $"{lines - 1:N0} rows with errors in {fileTime.TotalSeconds:F1} s; peak memory {peak}");
    var queries = app.Services.GetRequiredService<FindingQueries>();
    var version = (await app.Services.GetRequiredService<DatasetQueries>().VersionAsync(Guid.Parse(id), default))!;
    clock.Restart();
    var last = await queries.PageAsync(version.Number, new FindingFilter(), errors - 50, 50, default);
    var listed = clock.Elapsed;
    await queries.RowsAsync(version, last.Select(finding => finding.Line), default);
    Console.WriteLine($"last page of them {listed.TotalMilliseconds:F0} ms, and their rows {(clock.Elapsed - listed).TotalMilliseconds:F0} ms");
}

async Task<(long Lines, TimeSpan Taken)> DownloadAsync(string address)
{
    var clock = Stopwatch.StartNew();
    await using var stream = await analyst.GetStreamAsync(address);
    var buffer = new byte[1 << 16];
    long lines = 0;
    while (await stream.ReadAsync(buffer) is var count and > 0) lines += buffer.AsSpan(0, count).Count((byte)'\n');
    return (lines, clock.Elapsed);
}

async Task<string> UploadAsync(string path)
{
    await using var bytes = File.OpenRead(path);
    using var content = new StreamContent(bytes);
    content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
    using var answer = await analyst.PostAsync("/api/v1/datasets/benchmark/versions", content);
    answer.EnsureSuccessStatusCode();
    return answer.Headers.Location!.ToString();
}

async Task UntilDraftAsync(string address)
{
    while ((await analyst.GetFromJsonAsync<JsonElement>(address)).GetProperty("status").GetString() is var stage && stage != "draft") await Task.Delay(100);
}

async Task<HttpClient> PersonAsync(string email)
{
    var person = ((Outcome<Actor>.Done)await app.Services.GetRequiredService<AddPerson>().RunAsync(email, [Roles.Analyst], "correct horse battery staple", AuditEvent.CommandLine, default)).Value;
    var token = ((Outcome<IssuedToken>.Done)await app.Services.GetRequiredService<IssueToken>().RunAsync(person.Id, "benchmark", null, AuditEvent.CommandLine, default)).Value;
    var client = new HttpClient { BaseAddress = new Uri(listens), Timeout = TimeSpan.FromMinutes(10) };
    client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Secret);
    return client;
}

static int Gzip(string text)
{
    using var buffer = new MemoryStream();
    using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
    return (int)buffer.Length;
}
