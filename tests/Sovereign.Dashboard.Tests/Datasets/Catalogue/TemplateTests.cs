using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Datasets.Catalogue;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Catalogue;

/// <summary>What the portal says a file may hold is what it takes, and what it says it does not take it refuses.</summary>
public sealed class TemplateTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(".csv")]
    [InlineData(".xlsx")]
    public async Task A_filled_template_passes_and_one_with_examples_left_cannot_be_published(string extension)
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, "datacenter-power,IND,2020,3.6,GW,all-installed", "electricity-generation,IND,2020,1500,TW.h,");
        var template = await portal.Http.GetByteArrayAsync($"/data/{dataset}/template{extension}", Ct);
        var rows = extension == ".csv" ? Archive.Csv(template) : [.. Archive.Sheets(template)[0].Rows.Select(row => row.Select(cell => (string?)cell ?? "").ToArray())];
        Assert.Equal(["indicator", "country", "period", "value", "unit"], rows[0].Take(5));
        // The dataset's own: two definitions of one indicator, and the other.
        Assert.Equal([("datacenter-power", "all-installed"), ("datacenter-power", "it-load"), ("electricity-generation", "")], rows.Skip(1).Select(row => (row[0], row[5])));

        var untouched = await VersionAsync(dataset, await portal.DraftAsync(dataset, Encode(rows)));
        Assert.Equal(3, untouched.GetProperty("errors").GetInt32());
        using (var refused = await portal.TryPublishAsync(dataset, untouched.GetProperty("id").GetGuid()))
            Assert.Equal("has-errors", await RunningPortal.ProblemAsync(refused, HttpStatusCode.Conflict));

        foreach (var (row, place) in rows.Skip(1).Select((row, place) => (row, place))) row[3] = $"{place + 1}.50";
        var filled = await VersionAsync(dataset, await portal.DraftAsync(dataset, Encode(rows)));
        Assert.Equal(("draft", 0, 3), (filled.GetProperty("status").GetString(), filled.GetProperty("errors").GetInt32(), filled.GetProperty("rows").GetInt32()));
    }

    [Fact]
    public async Task The_filled_workbook_is_taken_as_it_is()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, "datacenter-power,IND,2020,3.6,GW,all-installed", "electricity-generation,IND,2020,1500,TW.h,");
        var template = await portal.Http.GetByteArrayAsync($"/data/{dataset}/template.xlsx", Ct);
        using var filled = new MemoryStream();
        filled.Write(template);
        await using (var archive = await ZipArchive.CreateAsync(filled, ZipArchiveMode.Update, leaveOpen: true, Encoding.UTF8, Ct))
        {
            const string First = "xl/worksheets/sheet1.xml";
            var sheet = Encoding.UTF8.GetString(Archive.Entries(template)[First]);
            archive.GetEntry(First)!.Delete();
            await using var content = await archive.CreateEntry(First).OpenAsync(Ct);
            await content.WriteAsync(Encoding.UTF8.GetBytes(Regex.Replace(sheet, "<c [^>]*><is><t[^>]*>EXAMPLE</t></is></c>", "<c><v>7.5</v></c>")), Ct);
        }

        using var answer = await portal.UploadAsync(
            dataset, filled.ToArray(), portal.Uploader, "filled.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var id = (await RunningPortal.JsonAsync(answer)).GetProperty("id").GetGuid();
        await portal.ReadAsync(id);
        var version = await VersionAsync(dataset, id);
        Assert.Equal(("draft", 0, 3), (version.GetProperty("status").GetString(), version.GetProperty("errors").GetInt32(), version.GetProperty("rows").GetInt32()));
    }

    [Fact]
    public async Task The_workbook_lists_codes_and_units_and_offers_them_in_the_cells()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, "datacenter-power,IND,2020,3.6,GW,all-installed");
        var template = await portal.Http.GetByteArrayAsync($"/data/{dataset}/template.xlsx", Ct);
        Assert.Equal(template, await portal.Http.GetByteArrayAsync($"/data/{dataset}/template.xlsx", Ct));
        var sheets = Archive.Sheets(template);
        Assert.Equal(["Figures", "Codes", "Lists", "How to fill it"], sheets.Select(sheet => sheet.Name));
        Assert.Contains(sheets[1].Rows, row => row[4] as string == "it-load" && row[3]!.ToString()!.Contains("MW", StringComparison.Ordinal));
        var first = Encoding.UTF8.GetString(Archive.Entries(template)["xl/worksheets/sheet1.xml"]);
        Assert.Contains("Lists", first, StringComparison.Ordinal);
        Assert.Equal(10, Regex.Count(first, "<dataValidation "));
        Assert.Contains("state=\"frozen\"", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_code_that_the_schema_lists_is_taken_and_another_is_not()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, "datacenter-power,IND,2020,3.6,GW,all-installed");
        var schema = await portal.GetJsonAsync($"/data/{dataset}/schema.json");
        var fields = schema.GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!);
        string[] closed = ["control", "bound", "coverage", "status", "method"];
        var (rows, wrong, year) = (new List<string>(), new List<string>(), 1950);
        foreach (var column in closed)
        {
            foreach (var code in fields[column].GetProperty("constraints").GetProperty("enum").EnumerateArray()) rows.Add(Row(column, code.GetString()!));
            wrong.Add(Row(column, "other"));
        }

        foreach (var unit in fields["unit"].GetProperty("categories").EnumerateArray())
            rows.Add(Row("unit", unit.GetProperty("value").GetString()!));
        wrong.Add(Row("unit", "TW.h"));
        Assert.True(rows.Count > 25, $"{rows.Count} codes");
        var taken = await VersionAsync(dataset, await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(string.Join('\n', [$"indicator,country,period,value,unit,definition,{string.Join(',', closed)}", .. rows]))));
        Assert.Equal((0, rows.Count), (taken.GetProperty("errors").GetInt32(), taken.GetProperty("rows").GetInt32()));
        var refused = await VersionAsync(dataset, await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(string.Join('\n', [$"indicator,country,period,value,unit,definition,{string.Join(',', closed)}", .. wrong]))));
        Assert.Equal(wrong.Count, refused.GetProperty("errors").GetInt32());
        Assert.Equal(Dashboard.Datasets.Intake.Columns.All, schema.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()!));
        Assert.Equal(
            Dashboard.Datasets.Intake.Columns.Required,
            fields.Where(field => field.Value.TryGetProperty("constraints", out var constraints) && constraints.TryGetProperty("required", out _)).Select(field => field.Key));

        string Row(string column, string code) => string.Join(
            ',', ["datacenter-power", "USA", $"{year++}", "1", column == "unit" ? code : "GW", "all-installed", .. closed.Select(name => name == column ? code : "")]);
    }

    [Theory]
    [InlineData("2024")]
    [InlineData("2024-S2")]
    [InlineData("2024-Q4")]
    [InlineData("2024-12")]
    [InlineData("2024-02-29")]
    [InlineData("2024-S3")]
    [InlineData("2024-Q5")]
    [InlineData("2024-13")]
    [InlineData("24")]
    [InlineData("2024/25")]
    [InlineData("2024-1")]
    public void The_pattern_of_periods_takes_what_is_read(string text) => Assert.Equal(Period.TryParse(text, out _), Regex.IsMatch(text, LongFormat.PeriodPattern));

    [Fact]
    public void Units_of_an_indicator_are_those_that_convert_into_its_own()
    {
        var units = LongFormat.UnitsOf(new Indicator("power", "Power", "GW", Sovereign.Analytics.Observations.Direction.Higher, "", [], null, null));
        Assert.Equal("GW", units[0].Code);
        Assert.Equal(UnitTable.All.Where(unit => unit.Dimension == Dimension.Power).Select(unit => unit.Code).Order(), units.Select(unit => unit.Code).Order());
    }

    private Task<JsonElement> VersionAsync(string dataset, Guid version) => portal.GetJsonAsync($"/api/v1/datasets/{dataset}/versions/{version}", portal.Uploader);

    private static byte[] Encode(IEnumerable<string[]> rows) => Encoding.UTF8.GetBytes(string.Join(
        '\n', rows.Select(row => string.Join(',', row.Select(cell => cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell)))));
}
