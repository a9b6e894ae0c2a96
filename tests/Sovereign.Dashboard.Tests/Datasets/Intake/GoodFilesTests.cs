using System.Net;
using System.Text;
using System.Text.Json;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Intake;

/// <summary>What must be taken, and comes out as it went in.</summary>
public sealed class GoodFilesTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Header = RunningPortal.Header;

    [Theory]
    [InlineData("a byte order mark", "\uFEFF{0}\n{1}\n{2}\n")]
    [InlineData("CRLF", "{0}\r\n{1}\r\n{2}\r\n")]
    [InlineData("LF, none at the end", "{0}\n{1}\n{2}")]
    [InlineData("CR", "{0}\r{1}\r{2}\r")]
    [InlineData("blank lines at the end", "{0}\n{1}\n{2}\n\n\r\n\n")]
    public async Task Line_endings_and_marks_make_no_difference(string what, string form)
    {
        var dataset = await portal.NewDatasetAsync();
        var text = string.Format(null, form, Header, "datacenter-power,IND,2024,3.60,GW,all-installed", "datacenter-power,USA,2024,53.7,GW,all-installed");
        await portal.PublishAsync(dataset, await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(text)));
        var rows = (await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}")).Select(row => (Text(row, "country"), row.GetProperty("value").GetDouble()));
        Assert.Equal([("IND", 3.6), ("USA", 53.7)], rows);
        Assert.True(what.Length > 0);
        Assert.Equal((2, 3), (await LineAsync(dataset, "IND"), await LineAsync(dataset, "USA")));
    }

    [Fact]
    public async Task Lines_are_counted_through_quoted_line_breaks()
    {
        var dataset = await portal.NewDatasetAsync();
        var text = $"{Header},note\ndatacenter-power,IND,2024,1,GW,it-load,\"two\nlines\"\n\ndatacenter-power,USA,2024,1,GW,it-load,\"a \"\"quote\"\"\"\n";
        await portal.PublishAsync(dataset, await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(text)));
        Assert.Equal((2, 5), (await LineAsync(dataset, "IND"), await LineAsync(dataset, "USA")));
        var notes = (await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}")).Select(row => Text(row, "note"));
        Assert.Equal(["two\nlines", "a \"quote\""], notes);
    }

    // Value and unit as uploaded; digits as kept, in GW, TW.h or billion dollars; the number.
    [Theory]
    [InlineData("datacenter-power", "3600", "MW", "3.600", 3.6)]
    [InlineData("datacenter-power", "0.10", "MW", "0.00010", 0.0001)]
    [InlineData("datacenter-power", "3.60", "GW", "3.60", 3.6)]
    [InlineData("datacenter-power", "+5", "GW", "5", 5)]
    [InlineData("datacenter-power", "1e3", "MW", "1.000", 1)]
    [InlineData("datacenter-power", "0", "GW", "0", 0)]
    [InlineData("datacenter-power", "9007199254740993.1", "kW", "9007199254.7409931", 9007199254.7409931)]
    [InlineData("electricity-generation", "1", "TWh", "1", 1)]
    [InlineData("trade-balance", "-12.50", "10*9.{USD}", "-12.50", -12.5)]
    [InlineData("trade-balance", "-1e-30", "10*9.{USD}", "-1E-30", -1e-30)]
    [InlineData("trade-balance", "-1e30", "USD billion", "-1E+30", -1e30)]
    public async Task Digits_stay_as_written_and_the_number_is_theirs(string indicator, string value, string unit, string digits, double number)
    {
        var dataset = await portal.NewDatasetAsync();
        var definition = indicator == "datacenter-power" ? "it-load" : "";
        await portal.LoadAsync(dataset, $"{indicator},IND,2024,{value},{unit},{definition}");
        var row = Assert.Single(await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}"));
        Assert.Equal(number, row.GetProperty("value").GetDouble());
        var cells = (await portal.GetCsvAsync($"/api/v1/observations?dataset={dataset}")).Split("\r\n")[1].Split(',');
        Assert.Equal(digits, cells[3]);
        Assert.Equal(number, double.Parse(cells[3], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("=cmd|'/c calc'!A1")]
    [InlineData("@SUM(1)")]
    [InlineData("+1 and more")]
    [InlineData("-1 and more")]
    public async Task Text_like_a_formula_is_kept_and_escaped_in_csv(string note)
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.PublishAsync(dataset, await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes($"{Header},note\ndatacenter-power,IND,2024,1,GW,it-load,{note}\n")));
        Assert.Equal(note, Text(Assert.Single(await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}")), "note"));
        Assert.Contains($"'{note}", await portal.GetCsvAsync($"/api/v1/observations?dataset={dataset}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_longest_note_is_kept_whole()
    {
        var dataset = await portal.NewDatasetAsync();
        var note = new string('é', 2048);
        await portal.PublishAsync(dataset, await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes($"{Header},note\ndatacenter-power,IND,2024,1,GW,it-load,{note}\n")));
        Assert.Equal(note, Text(Assert.Single(await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}")), "note"));
    }

    [Fact]
    public async Task Countries_are_known_by_code_name_and_alias_in_any_case()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, "datacenter-power,ind,2024,1,GW,it-load", "datacenter-power,america,2024,1,GW,it-load", "datacenter-power,China,2024,1,GW,it-load");
        Assert.Equal(["CHN", "IND", "USA"], (await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}")).Select(row => Text(row, "country")).Order());
    }

    [Theory]
    [InlineData("text/csv; charset=utf-8")]
    [InlineData("application/octet-stream")]
    [InlineData("text/plain")]
    public async Task Csv_by_other_names_is_taken(string contentType)
    {
        var dataset = await portal.NewDatasetAsync();
        using var answer = await portal.UploadAsync(dataset, Encoding.UTF8.GetBytes($"{Header}\ndatacenter-power,IND,2024,1,GW,it-load"), portal.Uploader, contentType: contentType);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a b%00.csv", "a b%00.csv")]
    [InlineData("", "upload.csv")]
    public async Task File_names_are_names(string given, string kept)
    {
        var dataset = await portal.NewDatasetAsync();
        var id = await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes($"{Header}\ndatacenter-power,IND,2024,1,GW,it-load"), given);
        Assert.Equal(kept, Text(await portal.GetJsonAsync($"/api/v1/datasets/{dataset}/versions/{id}", portal.Uploader), "file"));
    }

    [Fact]
    public async Task A_file_name_is_never_cut_inside_a_character()
    {
        var dataset = await portal.NewDatasetAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"{Header}\ndatacenter-power,IND,2024,1,GW,it-load"));
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"attachment; filename*=UTF-8''{new string('x', 199)}%F0%9F%98%80.csv");
        using var answer = await portal.SendAsync(HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions", portal.Uploader, content);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(new string('x', 199), await portal.ScalarAsync<string>("SELECT name FROM datasets.source_file ORDER BY received_at DESC LIMIT 1"));
    }

    [Fact]
    public async Task Bytes_are_kept_as_received()
    {
        var dataset = await portal.NewDatasetAsync();
        // Several chunks, a row across their border.
        var text = new StringBuilder(Header).Append(",note\n").AppendJoin(
            '\n', Enumerable.Range(1900, 120).Select(year => $"datacenter-power,IND,{year},1,GW,it-load,{new string((char)('a' + (year % 26)), 4000)}"));
        for (var i = 0; i < 200; i++) text.Append(null, $"\ndatacenter-power,USA,{1900 + (i % 120)}-{1 + (i / 120):00},1,GW,it-load,{new string('z', 4000)}");
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var id = await portal.DraftAsync(dataset, bytes);
        var status = await portal.GetJsonAsync($"/api/v1/datasets/{dataset}/versions/{id}", portal.Uploader);
        Assert.Equal((0, 320), (status.GetProperty("errors").GetInt32(), status.GetProperty("rows").GetInt32()));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), Text(status, "sha256"));
        Assert.Equal(bytes, await portal.ScalarAsync<byte[]>(
            "SELECT string_agg(c.bytes, '' ORDER BY c.ordinal) FROM datasets.source_chunk c JOIN datasets.version v ON v.source_file_id = c.file_id WHERE v.id = $1", id));
    }

    private Task<long> LineAsync(string dataset, string country) => portal.ScalarAsync<long>(
        """
        SELECT o.line FROM datasets.observation o JOIN datasets.dataset d ON d.id = o.dataset_id JOIN datasets.country c ON c.id = o.country_id
        WHERE d.code = $1 AND c.code = $2
        """, dataset, country);

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var cell) ? cell.GetString() : null;
}
