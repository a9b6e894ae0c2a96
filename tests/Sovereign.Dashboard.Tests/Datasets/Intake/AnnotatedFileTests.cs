using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Intake;

/// <summary>The analyst gets the own file back, byte for byte, with one more column that says what is wrong.</summary>
public sealed partial class AnnotatedFileTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Header = RunningPortal.Header;

    private const string Good = "datacenter-power,IND,2024,3.6,GW,all-installed";

    // Nothing of these can be taken apart into rows; the sentence says why.
    private static readonly Dictionary<string, string> unreadable = new()
    {
        ["empty"] = "it holds nothing",
        ["nothing but a byte order mark"] = "it holds nothing",
        ["UTF-32"] = "it is in UTF-32",
        ["a header of 50 MB"] = "this row is longer than a mebibyte",
    };

    public static TheoryData<string> Files => [.. BadFilesTests.Cases.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Without_its_last_column_the_file_is_as_it_was_and_every_finding_stands_in_it(string what)
    {
        var dataset = await portal.NewDatasetAsync();
        var file = BadFilesTests.Cases[what].File;
        var id = await portal.DraftAsync(dataset, file);
        using var received = await GetAsync(dataset, id, "file");
        Assert.Equal(file, await received.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        using var answer = await GetAsync(dataset, id, "file-with-errors");
        if (unreadable.TryGetValue(what, out var why))
        {
            Assert.Contains(why, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Equal("no-rows-to-mark", await RunningPortal.ProblemAsync(answer, HttpStatusCode.Conflict));
            return;
        }

        // What is not in UTF-8 comes back in it.
        if (what == "Windows-1252") file = Encoding.Convert(Encoding.Latin1, Encoding.UTF8, file);
        var cells = Added(file, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var findings = await portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions/{id}/findings", portal.Uploader);
        Assert.Equal(
            findings.Select(finding => finding.GetProperty("code").GetString()).Order(),
            cells.Values.SelectMany(cell => Code.Matches(cell)).Select(match => match.Groups[1].Value).Order());
        foreach (var finding in findings)
        {
            var code = finding.GetProperty("code").GetString()!;
            // Behind a row that never ends nothing can stand; the header's cell names its line.
            var line = code is "row-too-long" or "unclosed-quote" ? 1 : Math.Max(1, finding.GetProperty("row").GetInt32());
            Assert.Contains($"({code})", cells[line], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task All_findings_of_a_row_stand_behind_it_and_good_rows_have_an_empty_cell()
    {
        var dataset = await portal.NewDatasetAsync();
        var file = $"\uFEFF{Header},note\r\n{Good},\"two\nlines \"\"quoted\"\"\"\r\n\r\ndatacenter-power,ATL,2024,\"12,5\",GW,it-load,=1+1\r\nshort\r\n{Good},again";
        var id = await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(file), "my file.csv");
        using var answer = await GetAsync(dataset, id, "file-with-errors");
        Assert.Equal("my file_errors.csv", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(
            $"\uFEFF{Header},note,errors\r\n{Good},\"two\nlines \"\"quoted\"\"\",\r\n\r\n"
            + "datacenter-power,ATL,2024,\"12,5\",GW,it-load,=1+1,\"country: no country has this code or name, expected an ISO 3166-1 alpha-3 code such as IND "
            + "(unknown-country); value: decimal comma, expected 12.5 (not-a-number)\"\r\n"
            + "short,\"the row has more or fewer cells than the header, expected 7 cells (field-count)\"\r\n"
            + $"{Good},again,\"line 2 has the same indicator, country, period, definition, control and source, expected each observation once (duplicate-key)\"",
            Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task What_speaks_of_the_whole_file_or_of_a_row_without_end_stands_in_the_header()
    {
        var dataset = await portal.NewDatasetAsync();
        using var columns = await GetAsync(dataset, await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes("indicator,country,period,value,unit,\"=cmd\ncall\"\na,b,c,d,e,f\n")), "file-with-errors");
        var text = await columns.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("indicator,country,period,value,unit,\"=cmd\ncall\",\"errors: =cmd call: the long format has no such column, expected one of indicator", text, StringComparison.Ordinal);
        Assert.EndsWith("(unknown-column)\"\na,b,c,d,e,f,\n", text, StringComparison.Ordinal);

        using var open = await GetAsync(dataset, await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes($"{Header}\n{Good}\n\"open,1\n{Good}\n")), "file-with-errors");
        Assert.Equal(
            $"{Header},\"errors: line 3: a quote is opened and never closed, expected a closing quote (unclosed-quote)\"\n{Good},\n\"open,1\n{Good}\n",
            await open.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_mended_file_may_come_back_with_its_column_of_errors()
    {
        var dataset = await portal.NewDatasetAsync();
        var first = await portal.DraftAsync(dataset, Good, "datacenter-power,USA,2024,\"12,5\",GW,it-load");
        using var answer = await GetAsync(dataset, first, "file-with-errors");
        var mended = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace("\"12,5\"", "12.5", StringComparison.Ordinal);
        Assert.Contains(",errors\n", mended, StringComparison.Ordinal);

        var second = await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(mended));
        var status = await portal.GetJsonAsync($"/api/v1/datasets/{dataset}/versions/{second}", portal.Uploader);
        Assert.Equal((2, 0, "errors"), (status.GetProperty("rows").GetInt32(), status.GetProperty("errors").GetInt32(), status.GetProperty("ignoredColumn").GetString()));
        using var browser = await SignedInBrowser.OpenAsync(portal, "analyst-1@example.org");
        Assert.Matches("Left unread</dt><dd>its last column, <code>errors</code>", await browser.ReadAsync($"/work/versions/{second}"));
        await portal.PublishAsync(dataset, second);
        Assert.Equal(2, (await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}")).Length);

        // Anywhere else it is a column like any other that is not known; so is a second one.
        foreach (var header in (string[])["errors," + Header, Header + ",errors,errors"])
        {
            var id = await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(header + "\n"));
            Assert.Contains("unknown-column", (await portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions/{id}/findings", portal.Uploader)).Select(f => f.GetProperty("code").GetString()));
        }
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file-with-errors")]
    public async Task Who_may_not_read_drafts_does_not_get_the_file(string what)
    {
        var dataset = await portal.NewDatasetAsync();
        var id = await portal.DraftAsync(dataset, Good);
        using var nobody = await portal.SendAsync(HttpMethod.Get, $"/api/v1/datasets/{dataset}/versions/{id}/{what}");
        Assert.Equal("not-signed-in", await RunningPortal.ProblemAsync(nobody, HttpStatusCode.Unauthorized));
        using var planner = await portal.SendAsync(HttpMethod.Get, $"/api/v1/datasets/{dataset}/versions/{id}/{what}", await portal.AddPersonAsync("planner"));
        Assert.Equal("not-permitted", await RunningPortal.ProblemAsync(planner, HttpStatusCode.Forbidden));
        using var elsewhere = await portal.SendAsync(HttpMethod.Get, $"/api/v1/datasets/without-source/versions/{id}/{what}", portal.Uploader);
        Assert.Equal("unknown-version", await RunningPortal.ProblemAsync(elsewhere, HttpStatusCode.NotFound));
    }

    private Task<HttpResponseMessage> GetAsync(string dataset, Guid id, string what) =>
        portal.SendAsync(HttpMethod.Get, $"/api/v1/datasets/{dataset}/versions/{id}/{what}", portal.Uploader);

    /// <summary>
    /// The cells that were added at line ends of <paramref name="file"/>, by the line on which each row begins. Asserts that nothing else differs. It knows
    /// no CSV: where the file ends a line, the copy may put one cell before it.
    /// </summary>
    private static Dictionary<int, string> Added(byte[] file, byte[] copy)
    {
        var added = new Dictionary<int, string>();
        var (at, line) = (0, 1);
        int? begins = null;
        for (var i = 0; i <= file.Length; i++)
        {
            var ends = i == file.Length || file[i] is (byte)'\r' or (byte)'\n';
            if (!ends) begins ??= line;
            if (ends && begins is { } row && at < copy.Length && copy[at] == ',')
            {
                var start = ++at;
                if (at < copy.Length && copy[at] == '"')
                {
                    for (at++; copy[at] != '"' || (at + 1 < copy.Length && copy[at + 1] == '"');) at += copy[at] == '"' ? 2 : 1;
                    at++;
                }
                else
                {
                    while (at < copy.Length && char.IsAsciiLetter((char)copy[at])) at++;
                }

                added[row] = Encoding.UTF8.GetString(copy[start..at]);
                begins = null;
            }

            if (i == file.Length) break;
            if (at >= copy.Length || copy[at] != file[i]) Assert.Fail($"differs at byte {i}");
            at++;
            if (file[i] == '\n' || (file[i] == '\r' && (i + 1 == file.Length || file[i + 1] != '\n'))) line++;
        }

        Assert.Equal(copy.Length, at);
        return added;
    }

    [GeneratedRegex(@"\(([a-z0-9]+(?:-[a-z0-9]+)+)\)(?=""|; )")]
    private static partial Regex Code { get; }
}
