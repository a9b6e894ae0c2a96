using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>Whatever a file or a said reading holds, the version ends as a draft with findings or asks a person; nothing is tried for ever and nothing is misread.</summary>
public sealed class HostileReadingTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static readonly string[] head = ["indicator", "country", "period", "value", "unit", "definition"];

    private static readonly string[] good = ["datacenter-power", "IND", "2024", "3.6", "GW", "all-installed"];

    private static readonly Dictionary<string, Func<byte[]>> files = new()
    {
        ["a figure of 64 places that begins with its mark"] = () => Text("Country,2023,2024", $"IND,.{new string('3', 63)},2", "USA,1,2"),
        ["series that differ in case"] = () => Text("Country,Series,Year,Value", "IND,Power,2023,1", "IND,power,2023,2", "USA,POWER,2023,3"),
        ["a NUL in a header"] = () => Text("Coun\0try,2023,2024", "IND,1,2", "USA,1,2"),
        ["an escape in a header"] = () => Text("Country,\\u0000,2023,2024", "IND,x,1,2", "USA,y,1,2"),
        ["200,000 columns"] = () => Text(string.Join(',', Enumerable.Range(0, 200_000).Select(i => $"c{i}")), string.Join(',', Enumerable.Repeat("1", 200_000))),
        ["a row of 100,000 cells"] = () => Text("Country,2023,2024", "IND,1,2", $"USA,1,2{new string(',', 100_000)}5"),
        ["UTF-16 of odd length"] = () => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Country,2023,2024\nIND,1,2\nUSA,1,2"), 0x41],
        ["UTF-8 that ends within a character"] = () => [.. Text("Country,2023,2024", "IND,1,2", "USA,1,2"), 0xE2, 0x82],
        ["XML that breaks off"] = () => HostileWorkbook.Of(HostileWorkbook.Sheet(HostileWorkbook.Row(1, head) + HostileWorkbook.Row(2, good))[..^40]),
        ["a sheet that is none"] = () => HostileWorkbook.Of(HostileWorkbook.Sheet(HostileWorkbook.Row(1, head) + HostileWorkbook.Row(2, good)), second: null),
        ["a second sheet that is broken"] = () => HostileWorkbook.Of(HostileWorkbook.Sheet(HostileWorkbook.Row(1, head) + HostileWorkbook.Row(2, good)), "<worksheet><sheetData><row"),
        ["relationships to nowhere"] = () => HostileWorkbook.Of(HostileWorkbook.Sheet(HostileWorkbook.Row(1, head)), relations: "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>"),
        ["relationships that are no XML"] = () => HostileWorkbook.Of(HostileWorkbook.Sheet(HostileWorkbook.Row(1, head)), relations: "none"),
        ["a shared text that is not there"] = () => HostileWorkbook.Of(HostileWorkbook.Sheet(HostileWorkbook.Row(1, head) + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>99999</v></c><c r=\"B2\" t=\"s\"><v>-7</v></c></row>")),
        ["a column beyond the last"] = () => HostileWorkbook.Of(HostileWorkbook.Sheet(HostileWorkbook.Row(1, head) + "<row r=\"2\"><c r=\"ZZZZZ2\"><v>1</v></c></row>")),
        ["a row beyond the last"] = () => HostileWorkbook.Of(HostileWorkbook.Sheet(HostileWorkbook.Row(1, head) + HostileWorkbook.Row(2, good) + "<row r=\"2000000000\"><c r=\"A2000000000\"><v>1</v></c></row>")),
        ["merged ranges by the hundred thousand"] = () => HostileWorkbook.Of(HostileWorkbook.Sheet(
            HostileWorkbook.Row(1, head) + string.Concat(Enumerable.Range(2, 3_000).Select(row => $"<row r=\"{row}\"><c r=\"A{row}\"/><c r=\"CZ{row}\"/></row>")),
            $"<mergeCells>{string.Concat(Enumerable.Range(2, 100_000).Select(row => $"<mergeCell ref=\"B{row}:C{row}\"/>"))}</mergeCells>")),
    };

    public static TheoryData<string> Files => [.. files.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_ends_with_findings_or_a_question(string name)
    {
        var dataset = await portal.NewDatasetAsync();
        using var answer = await portal.UploadAsync(dataset, files[name](), portal.Uploader, "figures");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var id = (await RunningPortal.JsonAsync(answer)).GetProperty("id").GetGuid();
        // Throws what the job throws; a job that throws is tried again, and again.
        await portal.ReadAsync(id).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        var version = await portal.GetJsonAsync(Address(dataset, id), portal.Uploader);
        // Of two sheets the good one may be read.
        var whole = name is "a sheet that is none" or "a second sheet that is broken" && version.GetProperty("rows").GetInt32() == 1;
        Assert.True(whole || version.GetProperty("status").GetString() == "needs-reading" || version.GetProperty("errors").GetInt32() > 0, version.GetRawText());
        Assert.DoesNotContain(await portal.ItemsAsync($"{Address(dataset, id)}/findings", portal.Uploader), finding => finding.GetProperty("code").GetString() == "not-readable");
        if (version.GetProperty("status").GetString() != "needs-reading") return;
        // What the portal asks can be looked at, and once answered the file is read without a fault.
        var reading = JsonNode.Parse((await portal.GetJsonAsync($"{Address(dataset, id)}/reading", portal.Uploader)).GetRawText())!.AsObject();
        reading["everyRow"]!["indicator"] = "datacenter-power";
        reading["everyRow"]!["definition"] = "all-installed";
        reading["everyRow"]!["unit"] = "GW";
        reading["everyRow"]!["country"] = "IND";
        reading["everyRow"]!["period"] = "2023";
        reading["decimal"] = ".";
        if (reading["series"] is JsonObject { Count: > 0 } series)
        {
            foreach (var key in series.Select(pair => pair.Key).ToList()) series[key] = new JsonObject { ["indicator"] = "datacenter-power", ["unit"] = "GW" };
        }

        using var put = await PutAsync(dataset, id, reading.ToJsonString());
        Assert.True(put.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest, $"{put.StatusCode}");
        if (put.StatusCode != HttpStatusCode.OK) return;
        await portal.ReadAsync(id).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(await portal.ItemsAsync($"{Address(dataset, id)}/findings", portal.Uploader), finding => finding.GetProperty("code").GetString() == "not-readable");
    }

    [Theory]
    [InlineData("""{"columns":null}""")]
    [InlineData("""{"everyRow":null,"columns":[]}""")]
    [InlineData("""{"columns":[null]}""")]
    [InlineData("""{"columns":[{"name":null,"role":"country"}]}""")]
    [InlineData("""{"columns":[{"name":"Country","role":"king"}]}""")]
    [InlineData("""{"columns":[{"name":"Country","role":99}]}""")]
    [InlineData("""{"shape":99}""")]
    [InlineData("""{"names":null}""")]
    [InlineData("""{"series":null}""")]
    [InlineData("""{"columns":[{"name":"Country","role":"country"},{"name":"2023","role":"value"},{"name":"2024","role":"value"}],"names":{"Erewhon":null}}""")]
    [InlineData("""{"columns":[{"name":"Country","role":"country"},{"name":"2023","role":"value"},{"name":"2024","role":"value"}],"series":{"a":null}}""")]
    [InlineData("""{"columns":[{"name":"Country","role":"country"},{"name":"2024","role":"value","period":"2024"},{"name":"2023","role":"value","period":"2023"}],"everyRow":{"indicator":"datacenter-power","unit":"GW","definition":"all-installed"}}""")]
    [InlineData("""{"columns":[{"name":"Country","role":"country"}],"separator":";"}""")]
    [InlineData("""{"headerRow":9000}""")]
    [InlineData("""{"headerRow":-1}""")]
    [InlineData("""{"encoding":"utf-7"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_reading_that_is_none_is_refused(string body)
    {
        var (dataset, id) = await AskedAsync();
        using var put = await PutAsync(dataset, id, body);

        Assert.Equal("bad-reading", await RunningPortal.ProblemAsync(put, put.StatusCode));
        Assert.InRange((int)put.StatusCode, 400, 499);
        Assert.Equal("needs-reading", await StatusAsync(dataset, id));
    }

    [Fact]
    public async Task A_body_without_end_is_refused()
    {
        var (dataset, id) = await AskedAsync();
        using var large = await PutAsync(dataset, id, "{\"names\":{\"a\":\"" + new string('x', 5 << 20) + "\"}}");
        Assert.Equal("bad-reading", await RunningPortal.ProblemAsync(large, large.StatusCode));
        using var deep = await PutAsync(dataset, id, $"{new string('[', 100_000)}{new string(']', 100_000)}");
        Assert.Equal("bad-reading", await RunningPortal.ProblemAsync(deep, deep.StatusCode));
    }

    [Fact]
    public async Task A_reading_that_its_file_breaks_ends_with_a_finding_and_can_be_said_anew()
    {
        var (dataset, id) = await AskedAsync();
        using (var put = await PutAsync(dataset, id, Answer())) Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await portal.ReadAsync(id);
        Assert.Equal("draft", await StatusAsync(dataset, id));
        await BreakAsync(id);

        await portal.ReadAsync(id);

        Assert.Equal("draft", await StatusAsync(dataset, id));
        var finding = Assert.Single(await portal.ItemsAsync($"{Address(dataset, id)}/findings", portal.Uploader));
        Assert.Equal("not-readable", finding.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_draft_whose_reading_is_proposed_anew_waits_for_an_answer()
    {
        var (dataset, id) = await AskedAsync();
        using (var put = await PutAsync(dataset, id, Answer())) Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await portal.ReadAsync(id);

        using var again = await PutAsync(dataset, id, """{"decimal":","}""");

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("needs-reading", await StatusAsync(dataset, id));
    }

    [Fact]
    public async Task The_period_that_was_said_of_one_file_is_not_that_of_the_next()
    {
        var dataset = await portal.NewDatasetAsync();
        var first = await portal.DraftAsync(dataset, Text("Country,Value", "IND,1.5", "USA,2.5"));
        const string said = """
            {"columns":[{"name":"Country","role":"country"},{"name":"Value","role":"value"}],"everyRow":{"indicator":"datacenter-power","unit":"GW","definition":"all-installed","period":"2023"}}
            """;
        using (var put = await PutAsync(dataset, first, said)) Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await portal.ReadAsync(first);
        Assert.Equal("draft", await StatusAsync(dataset, first));

        var second = await portal.DraftAsync(dataset, Text("Country,Value", "IND,1.6", "USA,2.7"));

        Assert.Equal("needs-reading", await StatusAsync(dataset, second));
        var reading = await portal.GetJsonAsync($"{Address(dataset, second)}/reading", portal.Uploader);
        Assert.Equal("datacenter-power", reading.GetProperty("everyRow").GetProperty("indicator").GetString());
        Assert.Equal(["everyRow.period"], reading.GetProperty("questions").EnumerateArray().Select(question => question.GetProperty("about").GetString()));
    }

    [Theory]
    [InlineData("Country,2009-10,2010-11,2011-12", "IND,1,2,3", "USA,1,2,3")]
    [InlineData("Country,2010-11,2011-12", "IND,1,2", "USA,1,2")]
    public async Task Fiscal_years_that_could_be_months_are_asked_about(params string[] rows)
    {
        var dataset = await portal.NewDatasetAsync();
        var id = await portal.DraftAsync(dataset, Text(rows));

        var reading = await portal.GetJsonAsync($"{Address(dataset, id)}/reading", portal.Uploader);
        Assert.All(reading.GetProperty("columns").EnumerateArray().Skip(1), column => Assert.False(column.TryGetProperty("period", out _)));
    }

    [Fact]
    public async Task A_template_with_semicolons_asks_what_its_comma_is()
    {
        var dataset = await portal.NewDatasetAsync();
        var id = await portal.DraftAsync(dataset, Text(string.Join(';', head), "datacenter-power;IND;2024;1,234;GW;all-installed"));

        Assert.Equal("needs-reading", await StatusAsync(dataset, id));
        var reading = await portal.GetJsonAsync($"{Address(dataset, id)}/reading", portal.Uploader);
        Assert.Contains(reading.GetProperty("questions").EnumerateArray(), question => question.GetProperty("about").GetString() == "decimal");
    }

    [Fact]
    public async Task A_text_of_a_workbook_comes_back_as_no_formula()
    {
        var dataset = await portal.NewDatasetAsync();
        var id = await portal.DraftAsync(dataset, HostileWorkbook.Of(HostileWorkbook.Sheet(
            HostileWorkbook.Row(1, [.. head, "note"]) + HostileWorkbook.Row(2, [.. good, "=1+1"]) + HostileWorkbook.Row(3, "datacenter-power", "Erewhon", "2024", "-3", "GW", "it-load", "+A1"))));

        var file = await portal.GetCsvAsync($"{Address(dataset, id)}/file-with-errors", portal.Uploader);

        Assert.Contains(",'=1+1,", file, StringComparison.Ordinal);
        Assert.Contains(",-3,GW,it-load,'+A1,", file, StringComparison.Ordinal);
    }

    private static string Answer() => """
        {"columns":[{"name":"Country","role":"country"},{"name":"2023","role":"value","period":"2023"},{"name":"2024","role":"value","period":"2024"}],"shape":"years-across",
         "everyRow":{"indicator":"datacenter-power","unit":"GW","definition":"all-installed"}}
        """;

    private async Task BreakAsync(Guid id) => await portal.ExecuteAsync(string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        UPDATE datasets.reading SET reading = jsonb_set(reading, '{encoding}', '"utf-7"') WHERE version_number = (SELECT number FROM datasets.version WHERE id = '{{id}}');
        UPDATE datasets.version SET status = 'received' WHERE id = '{{id}}'
        """));

    private async Task<(string Dataset, Guid Id)> AskedAsync()
    {
        var dataset = await portal.NewDatasetAsync();
        return (dataset, await portal.DraftAsync(dataset, Text("Country,2023,2024", "IND,1,2", "USA,1,2")));
    }

    private Task<HttpResponseMessage> PutAsync(string dataset, Guid id, string body) => portal.SendAsync(
        HttpMethod.Put, $"{Address(dataset, id)}/reading", portal.Uploader, new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task<string> StatusAsync(string dataset, Guid id) => (await portal.GetJsonAsync(Address(dataset, id), portal.Uploader)).GetProperty("status").GetString()!;

    private static string Address(string dataset, Guid id) => $"/api/v1/datasets/{dataset}/versions/{id}";

    private static byte[] Text(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));
}
