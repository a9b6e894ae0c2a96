using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Intake;

/// <summary>Every way a file can be wrong: all findings with line, column and value, and nothing published changes.</summary>
public sealed class BadFilesTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Good = "datacenter-power,IND,2024,3.6,GW,all-installed";
    private const string Header = RunningPortal.Header;

    private static readonly Encoding latin = Encoding.Latin1;

    // What a file holds, and "code|line|column|value" of each finding it must get; a last empty part means "no value".
    internal static readonly Dictionary<string, (byte[] File, string[] Findings)> Cases = new()
    {
        ["empty"] = ([], ["empty-file|0||"]),
        ["nothing but a byte order mark"] = ([0xEF, 0xBB, 0xBF], ["empty-file|0||"]),
        ["header only"] = (Text(Header), ["no-rows|1||"]),
        ["header and blank lines"] = (Text(Header, "", "", ""), ["no-rows|1||"]),
        ["a word for a header"] = (
            Text("hello", "world"),
            ["unknown-column|1|hello|", "missing-column|1|indicator|", "missing-column|1|country|", "missing-column|1|period|", "missing-column|1|value|", "missing-column|1|unit|"]),
        ["a column too many"] = (Text(Header + ",colour", Good + ",red"), ["unknown-column|1|colour|"]),
        ["a NUL in the header"] = (Text(Header + ",col\0our", Good + ",red"), ["unknown-column|1|col␀our|"]),
        ["two headers alike"] = (Text("indicator,country,period,value,unit,unit", Good), ["duplicate-column|1|unit|"]),
        ["a column missing"] = (Text("indicator,country,period,value", "datacenter-power,IND,2024,3.6"), ["missing-column|1|unit|"]),
        ["ragged rows"] = (
            Text(Header, Good, "datacenter-power,USA,2024,3.6", Good + ",more", "datacenter-power,CHN,2024,1,GW,all-installed"),
            ["field-count|3||datacenter-power,USA,2024,3.6", $"field-count|4||{Good},more"]),
        ["a NUL in a ragged row"] = (Text(Header, Good, "one\0,two"), ["field-count|3||one␀,two"]),
        ["an unclosed quote"] = (Text(Header, Good, "\"datacenter-power,USA,2024,1,GW,it-load"), ["unclosed-quote|3||\"datacenter-power,USA,2024,1,GW,it-load"]),
        ["a quote inside a cell"] = (Text(Header, "datacenter-power,I\"N\"D,2024,1,GW,it-load"), ["malformed-quote|2||datacenter-power,I\"N\"D,2024,1,GW,it-load"]),
        ["text after a closing quote"] = (Text(Header, "\"datacenter-power\"x,IND,2024,1,GW,it-load"), ["malformed-quote|2||\"datacenter-power\"x,IND,2024,1,GW,it-load"]),
        ["a line of 50 MB"] = (Text(Header, Good, new string('x', 50_000_000)), ["row-too-long|3||"]),
        ["a header of 50 MB"] = (Text(new string('x', 50_000_000), Good), ["row-too-long|1||"]),
        ["a line of 50 MB of cells"] = (Text(Header, Good, new string(',', 50_000_000)), ["row-too-long|3||"]),
        ["a NUL byte"] = (Text(Header, "datacenter-power,I\0D,2024,1,GW,it-load"), ["nul-byte|2|country|I␀D"]),
        ["UTF-32"] = ([0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Header + "\n" + Good)], ["encoding-unsupported|0||"]),
        ["Windows-1252"] = (latin.GetBytes(string.Join('\n', Header, Good, "datacenter-power,Côte d'Ivoire,2024,1,GW,it-load")), ["unknown-country|3|country|Côte d'Ivoire"]),
        ["one broken character in UTF-8"] = (
            [.. Text(Header + ",note", Good + ",écrit à l'été où tout a été créé"), (byte)'\n', .. latin.GetBytes("datacenter-power,Côte d'Ivoire,2024,1,GW,it-load,")], ["not-utf8|3|country|Côte d'Ivoire"]),
        ["unknown country"] = (Row("datacenter-power,ATL,2024,1,GW,it-load"), ["unknown-country|2|country|ATL"]),
        ["a name two countries share"] = (Row("datacenter-power,Congo,2024,1,GW,it-load"), ["unknown-country|2|country|Congo"]),
        ["unknown indicator"] = (Row("power,IND,2024,1,GW,it-load"), ["unknown-indicator|2|indicator|power"]),
        ["unknown definition"] = (Row("datacenter-power,IND,2024,1,GW,guess"), ["unknown-definition|2|definition|guess"]),
        ["no definition where there are several"] = (Row("datacenter-power,IND,2024,1,GW,"), ["definition-missing|2|definition|"]),
        ["a definition where there is none"] = (Row("electricity-generation,IND,2024,1,TWh,net"), ["unknown-definition|2|definition|net"]),
        ["unknown source"] = (Text(Header + ",source", "datacenter-power,IND,2024,1,GW,it-load,rumour"), ["unknown-source|2|source|rumour"]),
        ["unknown unit"] = (Row("datacenter-power,IND,2024,1,horses,it-load"), ["unknown-unit|2|unit|horses"]),
        ["a unit of another dimension"] = (Row("electricity-generation,IND,2024,1,MW,"), ["unit-mismatch|2|unit|MW"]),
        ["a unit in another case"] = (Row("datacenter-power,IND,2024,1,gw,it-load"), ["unknown-unit|2|unit|gw"]),
        ["an infinite number"] = (Row("datacenter-power,IND,2024,1e999,GW,it-load"), ["not-a-number|2|value|1e999"]),
        ["a number below the smallest"] = (Row("datacenter-power,IND,2024,1e-999,GW,it-load"), ["not-a-number|2|value|1e-999"]),
        ["a number that its unit cannot carry over"] = (Row("datacenter-power,IND,2024,1e-30,MW,it-load"), ["out-of-range|2|value|1e-30"]),
        ["NaN"] = (Row("datacenter-power,IND,2024,NaN,GW,it-load"), ["not-a-number|2|value|NaN"]),
        ["Infinity"] = (Row("datacenter-power,IND,2024,Infinity,GW,it-load"), ["not-a-number|2|value|Infinity"]),
        ["minus infinity"] = (Row("datacenter-power,IND,2024,-∞,GW,it-load"), ["not-a-number|2|value|-∞"]),
        ["hexadecimal"] = (Row("datacenter-power,IND,2024,0x10,GW,it-load"), ["not-a-number|2|value|0x10"]),
        ["Devanagari digits"] = (Row("datacenter-power,IND,2024,३.६,GW,it-load"), ["not-a-number|2|value|३.६"]),
        ["negative power"] = (Row("datacenter-power,IND,2024,-1,GW,it-load"), ["out-of-range|2|value|-1"]),
        ["a decimal comma"] = (Row("datacenter-power,IND,2024,\"3,6\",GW,it-load"), ["not-a-number|2|value|3,6"]),
        ["a decimal comma without quotes"] = (Row("datacenter-power,IND,2024,3,6,GW,it-load"), ["field-count|2||datacenter-power,IND,2024,3,6,GW,it-load"]),
        ["thousands separators"] = (Row("datacenter-power,IND,2024,\"3,600\",MW,it-load"), ["not-a-number|2|value|3,600"]),
        ["thousands in blanks"] = (Row("datacenter-power,IND,2024,3 600,MW,it-load"), ["not-a-number|2|value|3 600"]),
        ["no value"] = (Row("datacenter-power,IND,2024,,GW,it-load"), ["missing-value|2|value|"]),
        ["a future period"] = (Row("datacenter-power,IND,2099,1,GW,it-load"), ["future-period|2|period|2099"]),
        ["month 13"] = (Row("datacenter-power,IND,2024-13,1,GW,it-load"), ["bad-period|2|period|2024-13"]),
        ["30 February"] = (Row("datacenter-power,IND,2024-02-30,1,GW,it-load"), ["bad-period|2|period|2024-02-30"]),
        ["the year in words"] = (Row("datacenter-power,IND,last year,1,GW,it-load"), ["bad-period|2|period|last year"]),
        ["the same observation twice"] = (Text(Header, Good, "datacenter-power,USA,2024,1,GW,it-load", "datacenter-power,India,2024,4,GW,all-installed"), ["duplicate-key|4||"]),
        ["a lower bound above the value"] = (Text(Header + ",lower,upper", "datacenter-power,IND,2024,1,GW,it-load,2,3"), ["bounds-cross|2|lower|2"]),
        ["an upper bound below the value"] = (Text(Header + ",lower,upper", "datacenter-power,IND,2024,2,GW,it-load,1,1.5"), ["bounds-cross|2|upper|1.5"]),
        ["a bound that is no number"] = (Text(Header + ",lower", "datacenter-power,IND,2024,2,GW,it-load,few"), ["not-a-number|2|lower|few"]),
        ["codes that do not exist"] = (
            Text(Header + ",control,bound,coverage,status,method", Good + ",ours,about,most,Z,thought"),
            ["bad-code|2|control|ours", "bad-code|2|bound|about", "bad-code|2|coverage|most", "bad-code|2|method|thought", "bad-code|2|status|Z"]),
        ["a note longer than any note"] = (Text(Header + ",note", Good + "," + new string('n', 5000)), [$"cell-too-long|2|note|{new string('n', 64)}"]),
        ["a value cut inside an emoji"] = (Row($"datacenter-power,{new string('x', 119)}😀😀,2024,1,GW,it-load"), [$"unknown-country|2|country|{new string('x', 119)}…"]),
        ["everything wrong with one row"] = (
            Row("power,ATL,2024-13,many,horses,it-load"),
            ["unknown-indicator|2|indicator|power", "unknown-country|2|country|ATL", "bad-period|2|period|2024-13", "unknown-unit|2|unit|horses", "not-a-number|2|value|many"]),
        ["a wrong row after quoted line breaks"] = (
            Text(Header + ",note", Good + ",\"two\nlines\"", "datacenter-power,ATL,2024,1,GW,it-load,\"three\r\nmore\nlines\"", "datacenter-power,XXX,2024,1,GW,it-load,"),
            ["unknown-country|4|country|ATL", "unknown-country|7|country|XXX"]),
        ["a wrong row after CRLF and blank lines"] = (Encoding.UTF8.GetBytes($"{Header}\r\n\r\n{Good}\r\n\r\ndatacenter-power,ATL,2024,1,GW,it-load\r\n"), ["unknown-country|5|country|ATL"]),
        ["a wrong row after CR"] = (Encoding.UTF8.GetBytes($"{Header}\r{Good}\rdatacenter-power,ATL,2024,1,GW,it-load\r"), ["unknown-country|3|country|ATL"]),
    };

    public static TheoryData<string> Files => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_bad_file_gets_findings_and_changes_nothing(string what)
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, "datacenter-power,IND,2023,3.1,GW,all-installed");
        var before = await portal.FingerprintAsync();

        var id = await portal.DraftAsync(dataset, Cases[what].File, "bad file.csv");
        var findings = await portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions/{id}/findings", portal.Uploader);
        Assert.Equal(Cases[what].Findings, findings.Select(f => $"{Cell(f, "code")}|{f.GetProperty("row").GetInt64()}|{Cell(f, "column")}|{Cell(f, "value")}"));
        Assert.All(findings, finding =>
        {
            var message = Cell(finding, "message");
            Assert.StartsWith("bad file.csv", message, StringComparison.Ordinal);
            if (finding.GetProperty("row").GetInt64() is > 0 and var line) Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"line {line}"), message, StringComparison.Ordinal);
            if (Cell(finding, "column") is { Length: > 0 } column) Assert.Contains($"column {column}", message, StringComparison.Ordinal);
            Assert.Contains($"expected {Cell(finding, "expected")}", message, StringComparison.Ordinal);
        });

        var status = await portal.GetJsonAsync($"/api/v1/datasets/{dataset}/versions/{id}", portal.Uploader);
        Assert.Equal(("draft", findings.Length), (status.GetProperty("status").GetString(), status.GetProperty("errors").GetInt32()));
        using var refused = await portal.TryPublishAsync(dataset, id);
        Assert.Equal("has-errors", await RunningPortal.ProblemAsync(refused, HttpStatusCode.Conflict));
        Assert.Equal(before, await portal.FingerprintAsync());
        Assert.Equal(0, await portal.ScalarAsync<long>("SELECT count(*) FROM datasets.version v JOIN pg_tables t ON t.tablename = 'draft_' || v.number WHERE v.id = $1", id));
    }

    [Fact]
    public async Task Each_of_100_000_bad_rows_is_counted_and_listed_once()
    {
        var dataset = await portal.NewDatasetAsync();
        var text = new StringBuilder(Header).Append('\n');
        // Unreadable rows and wrong rows by turns, and a long run of unreadable ones.
        for (var i = 0; i < 50_000; i++) text.Append("ragged\n");
        for (var i = 0; i < 25_000; i++) text.Append("ragged\ndatacenter-power,ATL,2024,1,GW,it-load\n");
        var id = await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(text.ToString()));
        var status = await portal.GetJsonAsync($"/api/v1/datasets/{dataset}/versions/{id}", portal.Uploader);
        Assert.Equal(100_000, status.GetProperty("errors").GetInt32());
        Assert.Equal(0, status.GetProperty("rows").GetInt32());

        var address = $"/api/v1/datasets/{dataset}/versions/{id}/findings";
        var lines = (await portal.GetCsvAsync(address, portal.Uploader)).TrimEnd().Split("\r\n").Skip(1).Select(line => int.Parse(line.Split(',')[2], CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(2, 100_000), lines);

        var paged = new List<int>();
        string? after = "0";
        while (after is not null)
        {
            var page = await portal.GetJsonAsync($"{address}?limit=10000&after={after}", portal.Uploader);
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("row").GetInt32()));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(Enumerable.Range(2, 100_000), paged);
    }

    [Fact]
    public async Task A_dataset_without_source_asks_each_row_for_one()
    {
        var id = await portal.DraftAsync("without-source", Good);
        var finding = Assert.Single(await portal.ItemsAsync($"/api/v1/datasets/without-source/versions/{id}/findings", portal.Uploader));
        Assert.Equal(("source-missing", 2, "source"), (Cell(finding, "code"), finding.GetProperty("row").GetInt32(), Cell(finding, "column")));
    }

    [Theory]
    [InlineData("a PDF", "%PDF-1.7 ...", "text/csv")]
    [InlineData("a PNG", "\u0089PNG\r\n\u001a\n", "text/csv")]
    [InlineData("a web page", "<!DOCTYPE html><table>", "text/csv")]
    [InlineData("JSON", "{\"a\": 1}", "text/csv")]
    [InlineData("an old workbook", "\u00D0\u00CF\u0011\u00E0", "application/vnd.ms-excel")]
    [InlineData("a picture by name", "a,b", "image/png")]
    public async Task What_is_no_table_is_not_taken(string what, string body, string contentType)
    {
        var dataset = await portal.NewDatasetAsync();
        var kept = await portal.ScalarAsync<long>("SELECT count(*) FROM datasets.source_chunk");
        using var answer = await portal.UploadAsync(dataset, latin.GetBytes(body), portal.Uploader, $"{what}.csv", contentType);
        Assert.Equal("not-a-table", await RunningPortal.ProblemAsync(answer, HttpStatusCode.UnsupportedMediaType));
        Assert.Equal(kept, await portal.ScalarAsync<long>("SELECT count(*) FROM datasets.source_chunk"));
    }

    [Fact]
    public async Task Who_may_not_and_where_there_is_nothing()
    {
        var dataset = await portal.NewDatasetAsync();
        var body = Text(Header, Good);
        using var unknown = await portal.UploadAsync("atlantis", body, portal.Uploader);
        Assert.Equal("unknown-dataset", await RunningPortal.ProblemAsync(unknown, HttpStatusCode.NotFound));
        using var nobody = await portal.UploadAsync(dataset, body, null);
        Assert.Equal("not-signed-in", await RunningPortal.ProblemAsync(nobody, HttpStatusCode.Unauthorized));
        using var stranger = await portal.UploadAsync(dataset, body, "sov_not-a-token");
        Assert.Equal("not-signed-in", await RunningPortal.ProblemAsync(stranger, HttpStatusCode.Unauthorized));
        using var policymaker = await portal.UploadAsync(dataset, body, await portal.AddPersonAsync("policymaker"));
        Assert.Equal("not-permitted", await RunningPortal.ProblemAsync(policymaker, HttpStatusCode.Forbidden));
        Assert.Equal(0, await portal.ScalarAsync<long>("SELECT count(*) FROM datasets.version v JOIN datasets.dataset d ON d.id = v.dataset_id WHERE d.code = $1", dataset));
    }

    private static byte[] Text(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private static byte[] Row(string row) => Text(Header, row);

    private static string Cell(JsonElement finding, string name) => finding.TryGetProperty(name, out var cell) ? cell.GetString()! : "";
}
