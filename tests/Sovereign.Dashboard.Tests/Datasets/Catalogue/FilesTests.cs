using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Datasets.Reference;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Catalogue;

/// <summary>A version leaves in five forms: the same rows, the same digits, the same bytes for ever, and nothing that its sources keep back.</summary>
public sealed class FilesTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Header = "indicator,country,period,value,unit,definition,lower,upper,source,note";

    private static readonly string[] Extensions = [".csv", ".json", ".xlsx", ".sdmx.csv", ".zip"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_a_version_is_the_same_bytes_after_later_publications_and_changes_of_reference_data()
    {
        var dataset = await portal.NewDatasetAsync();
        await LoadAsync(dataset, "datacenter-power,IND,2024,3.60,GW,all-installed,,,,\"=1+1, a note\"", "datacenter-power,USA,2024,53.70,GW,all-installed,50,60.0,,");
        var first = await FilesAsync($"/data/{dataset}/1.0.0");
        await Task.Delay(TimeSpan.FromSeconds(2.1), Ct); // longer than the two seconds in which a ZIP file counts
        await LoadAsync(dataset, "datacenter-power,IND,2024,3.70,GW,all-installed,,,,", "datacenter-power,CHN,2024,30,GW,all-installed,,,,");
        await portal.DefineAsync(new ReferenceSet { Datasets = [new Dataset(0, dataset, "Another title", "", "An office", "CC BY 4.0", dataset)] });

        var again = await FilesAsync($"/data/{dataset}/1.0.0");
        foreach (var extension in Extensions) Assert.Equal(first[extension], again[extension]);
        Assert.Equal(["3.70", "30", "53.70"], Archive.Csv((await FilesAsync($"/data/{dataset}"))[".csv"]).Skip(1).Select(row => row[3]).Order(StringComparer.Ordinal));
        Assert.Contains("Another title", Encoding.UTF8.GetString((await FilesAsync($"/data/{dataset}"))[".json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_processes_write_the_same_bytes()
    {
        var dataset = await portal.NewDatasetAsync();
        await LoadAsync(dataset, [.. Enumerable.Range(1950, 70).Select(year => $"electricity-generation,IND,{year},{year}.50,TW.h,,,,,of {year}")]);
        var first = await FilesAsync($"/data/{dataset}/1.0.0");
        await portal.StopAsync();
        await portal.StartAsync();
        var again = await FilesAsync($"/data/{dataset}/1.0.0");
        foreach (var extension in Extensions) Assert.Equal(first[extension], again[extension]);
    }

    [Fact]
    public async Task All_forms_hold_the_same_rows_with_the_same_digits_and_nothing_in_them_is_a_formula()
    {
        var dataset = await portal.NewDatasetAsync();
        await LoadAsync(
            dataset,
            "datacenter-power,IND,2024,3.60,GW,all-installed,3,4.250,,@home", "datacenter-power,USA,2024-Q1,0.000012,GW,it-load,,,,-1",
            "trade-balance,IND,2023,-12.50,10*9.{USD},net,,,,=HYPERLINK(1)", "electricity-generation,USA,2020,1E22,TW.h,,,,,+2");
        var files = await FilesAsync($"/data/{dataset}/1.0.0");
        var csv = Archive.Csv(files[".csv"]);
        var sdmx = Archive.Csv(files[".sdmx.csv"]);
        var zip = Archive.Entries(files[".zip"]);
        var sheet = Archive.Sheets(files[".xlsx"])[0];
        using var json = JsonDocument.Parse(files[".json"]);
        var items = json.RootElement.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(files[".csv"], zip[$"{dataset}_1.0.0.csv"]);
        Assert.Equal(["3.60", "0.000012", "1E22", "-12.50"], csv.Skip(1).Select(row => row[3]).Order(Comparer<string>.Create((a, b) => Place(a).CompareTo(Place(b)))));
        var order = csv[0].ToList();
        for (var i = 1; i < csv.Count; i++)
        {
            var (row, other, cells, item) = (csv[i], sdmx[i], sheet.Rows[i], items[i - 1]);
            Assert.Equal((row[1], row[0], row[2], row[3], row[11], row[12]), (other[4], other[5], other[9], other[10], other[20], other[21]));
            Assert.Equal(row[3] == "1E22" ? "1E+22" : row[3], Archive.Shown(files[".xlsx"], i, 3));
            Assert.Equal(double.Parse(row[3], CultureInfo.InvariantCulture), Assert.IsType<double>(cells[3]));
            Assert.Equal(double.Parse(row[3], CultureInfo.InvariantCulture), item.GetProperty("value").GetDouble());
            Assert.Equal(row[2], Assert.IsType<string>(cells[2]));
            // In CSV an apostrophe keeps a spreadsheet from running it; in a workbook a text is a text.
            Assert.Equal(row[order.IndexOf("note")].TrimStart('\''), cells[order.IndexOf("note")]);
            Assert.StartsWith("'", row[order.IndexOf("note")], StringComparison.Ordinal);
        }

        Assert.Equal(csv.Count, sheet.Rows.Count);
        Assert.Equal(csv[0], sheet.Rows[0].Cast<string>());
        Assert.DoesNotContain("<f>", Encoding.UTF8.GetString(Archive.Entries(files[".xlsx"])["xl/worksheets/sheet1.xml"]), StringComparison.Ordinal);

        static int Place(string digits) => digits switch { "3.60" => 0, "0.000012" => 1, "1E22" => 2, _ => 3 };
    }

    [Fact]
    public async Task The_package_says_what_is_in_it_and_its_hashes_are_right()
    {
        var dataset = await portal.NewDatasetAsync();
        await LoadAsync(dataset, "datacenter-power,IND,2024,3.60,GW,all-installed,,,,a note", "electricity-generation,USA,2020,4000,TW.h,,,,,");
        var zip = Archive.Entries((await FilesAsync($"/data/{dataset}/1.0.0"))[".zip"]);
        Assert.Equal(["README.md", $"{dataset}_1.0.0.csv", "sources.csv", "indicators.csv", "datapackage.json", "manifest-sha256.txt"], zip.Keys);

        var manifest = Encoding.UTF8.GetString(zip["manifest-sha256.txt"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("  ")).ToDictionary(parts => parts[1], parts => parts[0]);
        Assert.Equal(zip.Keys.Where(name => name != "manifest-sha256.txt").Order(), manifest.Keys.Order());
        Assert.All(manifest, line => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(zip[line.Key])), line.Value));

        var package = JsonSerializer.Deserialize<JsonElement>(zip["datapackage.json"]);
        Assert.Equal((dataset, "1.0.0", "2.0"), (package.GetProperty("name").GetString(), package.GetProperty("version").GetString(), package.GetProperty("$schema").GetString()!.Split('/')[4]));
        foreach (var resource in package.GetProperty("resources").EnumerateArray())
        {
            var path = resource.GetProperty("path").GetString()!;
            Assert.Equal($"sha256:{manifest[path]}", resource.GetProperty("hash").GetString());
            Assert.Equal(zip[path].Length, resource.GetProperty("bytes").GetInt32());
            // Data Package: fields match exactly unless it says otherwise.
            Assert.Equal(Archive.Csv(zip[path])[0], resource.GetProperty("schema").GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()));
        }

        var licence = package.GetProperty("licenses")[0];
        Assert.True(licence.TryGetProperty("name", out _) || licence.TryGetProperty("path", out _));
        Assert.NotEmpty(package.GetProperty("sources").EnumerateArray());
        var readme = Encoding.UTF8.GetString(zip["README.md"]);
        Assert.All(Archive.Csv(zip[$"{dataset}_1.0.0.csv"])[0], column => Assert.Contains($"- `{column}`: ", readme, StringComparison.Ordinal));
        Assert.Contains("sha256sum -c manifest-sha256.txt", readme, StringComparison.Ordinal);
        Assert.Contains("version 1.0.0", readme, StringComparison.Ordinal);
        Assert.Contains("CC-BY-4.0", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_their_source_keeps_back_are_counted_and_left_out()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.DefineAsync(new ReferenceSet { Sources = [SourceOf($"{dataset}-cited", Redistribution.Figures), SourceOf($"{dataset}-secret", Redistribution.No)] });
        var published = await LoadAsync(
            dataset, "datacenter-power,IND,2024,3.6,GW,all-installed,,,,", $"datacenter-power,USA,2024,77.7,GW,all-installed,,,{dataset}-cited,",
            $"datacenter-power,CHN,2024,88.8,GW,all-installed,,,{dataset}-secret,");

        foreach (var (extension, bytes) in await FilesAsync($"/data/{dataset}/1.0.0"))
        {
            var parts = extension is ".zip" or ".xlsx" ? Archive.Entries(bytes).Values.Select(Encoding.UTF8.GetString) : [Encoding.UTF8.GetString(bytes)];
            var text = string.Concat(parts);
            Assert.Contains("3.6", text, StringComparison.Ordinal);
            Assert.DoesNotContain("77.7", text, StringComparison.Ordinal);
            Assert.DoesNotContain("88.8", text, StringComparison.Ordinal);
            if (extension is ".csv" or ".sdmx.csv") continue;
            Assert.Contains($"{dataset}-cited", text, StringComparison.Ordinal);
            Assert.Contains($"{dataset}-secret", text, StringComparison.Ordinal);
        }

        using var csv = await portal.Http.GetAsync($"/data/{dataset}/1.0.0.csv", Ct);
        Assert.Equal("2", Assert.Single(csv.Headers.GetValues("X-Rows-Left-Out")));
        // Single figures are answered; those for checks only are not, on no page and in no answer.
        Assert.Equal([3.6, 77.7], (await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}")).Select(item => item.GetProperty("value").GetDouble()).Order());
        Assert.Equal(2, (await portal.ItemsAsync($"/api/v1/editions/{published.GetProperty("edition").GetInt32()}/changes")).Length);
        Assert.Empty(await portal.ItemsAsync($"/api/v1/observations/history?indicator=datacenter-power&country=CHN&source={dataset}-secret"));
        var page = await portal.Http.GetStringAsync($"/data/{dataset}/1.0.0", Ct);
        Assert.Contains("2 of 3 rows are left out", page, StringComparison.Ordinal);
        Assert.DoesNotContain("88.8", await portal.Http.GetStringAsync("/indicators/datacenter-power", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dataset_of_which_no_row_may_leave_answers_403_with_the_reason()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.DefineAsync(new ReferenceSet { Sources = [SourceOf($"{dataset}-cited", Redistribution.Figures)] });
        await LoadAsync(dataset, $"datacenter-power,IND,2024,3.6,GW,all-installed,,,{dataset}-cited,");
        foreach (var extension in Extensions)
        {
            using var answer = await portal.Http.GetAsync($"/data/{dataset}/1.0.0{extension}", Ct);
            Assert.Equal("licence-forbids", await RunningPortal.ProblemAsync(answer, HttpStatusCode.Forbidden));
        }

        using var forPeople = await portal.SendAsync(HttpMethod.Get, $"/data/{dataset}.csv", accept: "text/html,*/*;q=0.8");
        Assert.Equal((HttpStatusCode.Forbidden, "text/html"), (forPeople.StatusCode, forPeople.Content.Headers.ContentType?.MediaType));
        Assert.Contains("single cited figures, not tables", await forPeople.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var page = await portal.Http.GetStringAsync($"/data/{dataset}", Ct);
        Assert.Contains("the licence forbids it", page, StringComparison.Ordinal);
        Assert.DoesNotContain(".zip\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_404_and_names_the_nearest()
    {
        var dataset = await portal.NewDatasetAsync();
        await LoadAsync(dataset, "datacenter-power,IND,2024,3.6,GW,all-installed,,,,");
        await LoadAsync(dataset, "datacenter-power,IND,2024,3.7,GW,all-installed,,,,");
        using var version = await portal.Http.GetAsync($"/data/{dataset}/1.1.1.csv", Ct);
        var detail = (await RunningPortal.JsonAsync(version)).GetProperty("detail").GetString();
        Assert.Equal("unknown-version", await RunningPortal.ProblemAsync(version, HttpStatusCode.NotFound));
        Assert.Contains("perhaps you mean 1.1.0", detail, StringComparison.Ordinal);
        using var other = await portal.Http.GetAsync($"/data/{dataset}x.zip", Ct);
        Assert.Equal("unknown-dataset", await RunningPortal.ProblemAsync(other, HttpStatusCode.NotFound));
        using var page = await portal.Http.GetAsync($"/data/{dataset}/1.1.1", Ct);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains($"href=\"/data/{dataset}/1.1.0\"", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_superseded_version_stays_and_names_the_newer_one()
    {
        var dataset = await portal.NewDatasetAsync();
        await LoadAsync(dataset, "datacenter-power,IND,2024,3.6,GW,all-installed,,,,");
        await LoadAsync(dataset, "datacenter-power,IND,2024,3.7,GW,all-installed,,,,");
        var page = await portal.Http.GetStringAsync($"/data/{dataset}/1.0.0", Ct);
        Assert.Contains("A newer version stands", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/data/{dataset}/1.1.0\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A newer version stands", await portal.Http.GetStringAsync($"/data/{dataset}/1.1.0", Ct), StringComparison.Ordinal);
        Assert.Equal(["3.6"], Archive.Csv(await portal.Http.GetByteArrayAsync($"/data/{dataset}/1.0.0.csv", Ct)).Skip(1).Select(row => row[3]));
    }

    [Fact]
    public async Task A_withdrawn_version_is_gone_but_for_its_days()
    {
        var dataset = await portal.NewDatasetAsync();
        await LoadAsync(dataset, "datacenter-power,IND,2024,3.6,GW,all-installed,,,,");
        var second = await LoadAsync(dataset, "datacenter-power,IND,2024,36,GW,all-installed,,,,");
        using (var withdrawn = await portal.SendAsync(
            HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions/{second.GetProperty("id").GetGuid()}/withdraw", portal.Publisher,
            new StringContent("""{"comment":"ten times too large"}""", Encoding.UTF8, "application/json")))
            Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);

        foreach (var extension in Extensions)
        {
            using var gone = await portal.Http.GetAsync($"/data/{dataset}/1.1.0{extension}", Ct);
            Assert.Equal("withdrawn", await RunningPortal.ProblemAsync(gone, HttpStatusCode.Gone));
            Assert.Contains($"</data/{dataset}/1.1.1{extension}>; rel=\"successor-version\"", gone.Headers.GetValues("Link"));
        }

        using var page = await portal.Http.GetAsync($"/data/{dataset}/1.1.0", Ct);
        Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
        Assert.Contains($"</data/{dataset}/1.1.1>; rel=\"successor-version\"", page.Headers.GetValues("Link"));
        Assert.Contains("was withdrawn", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        var day = second.GetProperty("publishedAt").GetString()!.Replace("+00:00", "Z", StringComparison.Ordinal);
        Assert.Equal(["36"], Archive.Csv(await portal.Http.GetByteArrayAsync($"/data/{dataset}/1.1.0.csv?asOf={day}", Ct)).Skip(1).Select(row => row[3]));
        Assert.Equal(["36"], Archive.Csv(await portal.Http.GetByteArrayAsync($"/data/{dataset}.csv?asOf={day}", Ct)).Skip(1).Select(row => row[3]));
        Assert.Equal(["3.6"], Archive.Csv(await portal.Http.GetByteArrayAsync($"/data/{dataset}.csv", Ct)).Skip(1).Select(row => row[3]));
        using var then = await portal.Http.GetAsync($"/data/{dataset}/1.1.0?asOf={day}", Ct);
        Assert.Equal(HttpStatusCode.OK, then.StatusCode);
    }

    [Fact]
    public async Task A_file_has_a_name_an_edition_and_a_tag_by_which_it_is_asked_for_again()
    {
        var dataset = await portal.NewDatasetAsync();
        var published = await LoadAsync(dataset, "datacenter-power,IND,2024,3.6,GW,all-installed,,,,");
        var tags = new HashSet<string>();
        foreach (var extension in Extensions)
        {
            using var answer = await portal.Http.GetAsync($"/data/{dataset}/1.0.0{extension}", Ct);
            Assert.Equal($"{dataset}_1.0.0{extension}", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
            Assert.Equal(published.GetProperty("edition").GetInt32().ToString(CultureInfo.InvariantCulture), Assert.Single(answer.Headers.GetValues("X-Edition")));
            Assert.False(answer.Headers.ETag!.IsWeak);
            Assert.True(tags.Add(answer.Headers.ETag.Tag));
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/data/{dataset}/1.0.0{extension}");
            request.Headers.IfNoneMatch.Add(answer.Headers.ETag);
            using var unchanged = await portal.Http.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }
    }

    private static Source SourceOf(string code, Redistribution terms) => new(code, $"Report {code}", "A publisher", 2025, "https://example.org/", "All rights reserved", terms, false, null);

    private async Task<JsonElement> LoadAsync(string dataset, params string[] rows) =>
        await portal.PublishAsync(dataset, await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. rows]))));

    private async Task<Dictionary<string, byte[]>> FilesAsync(string address)
    {
        var files = new Dictionary<string, byte[]>();
        foreach (var extension in Extensions) files[extension] = await portal.Http.GetByteArrayAsync(address + extension, Ct);
        return files;
    }
}
