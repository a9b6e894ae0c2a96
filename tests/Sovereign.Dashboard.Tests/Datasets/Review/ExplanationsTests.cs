using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Commands;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Review;

/// <summary>Nothing unusual is published before somebody said why it is so; what was said holds while the figure is the same.</summary>
public sealed class ExplanationsTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Before = "datacenter-power,IND,2023,1,GW,it-load";
    private const string Jumps = "datacenter-power,IND,2024,10,GW,it-load";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_warning_without_a_reason_is_not_published_and_one_with_a_reason_is()
    {
        var dataset = await portal.NewDatasetAsync();
        var id = await portal.DraftAsync(dataset, Before, Jumps, "datacenter-power,IND,2025,1000,GW,it-load");
        Assert.Equal((2, 2), await WarningsAsync(dataset, id));
        using (var refused = await portal.TryPublishAsync(dataset, id))
        {
            Assert.Equal("unexplained-warnings", await RunningPortal.ProblemAsync(refused, HttpStatusCode.Conflict));
            Assert.Contains("2 of 2 warnings have no reason yet", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        Assert.Equal((1, 1), await ExplainAsync(dataset, id, new { code = "jump", row = 3, column = "value", reason = "A new campus", reasonCode = "real-change" }));
        using (var refused = await portal.TryPublishAsync(dataset, id)) Assert.Equal("unexplained-warnings", await RunningPortal.ProblemAsync(refused, HttpStatusCode.Conflict));
        Assert.Equal((1, 0), await ExplainAsync(dataset, id, new { code = "jump", reason = "Another campus" }));

        var findings = await FindingsAsync(dataset, id);
        Assert.Equal([("A new campus", "real-change"), ("Another campus", "other")], findings.Select(item => (Text(item, "explanation"), Text(item, "reasonCode"))));
        var pseudonym = await portal.ScalarAsync<string>("SELECT pseudonym FROM access.person WHERE normalized_email = 'ANALYST-1@EXAMPLE.ORG'");
        Assert.All(findings, item => Assert.Equal(pseudonym, Text(item, "explainedBy")));
        Assert.All(findings, item => Assert.NotNull(Text(item, "explainedAt")));
        var csv = await portal.GetCsvAsync($"/api/v1/datasets/{dataset}/versions/{id}/findings", portal.Uploader);
        Assert.Contains("A new campus,real-change," + pseudonym, csv, StringComparison.Ordinal);

        using var published = await portal.TryPublishAsync(dataset, id);
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        Assert.Equal(
            "1 1, 1 0", await portal.ScalarAsync<string>(
                "SELECT string_agg((details->>'explained') || ' ' || (details->>'unexplained'), ', ' ORDER BY id) FROM audit.event WHERE name = 'version.explained' AND subject LIKE '%' || $1",
                id.ToString()));
    }

    [Fact]
    public async Task A_reason_holds_for_a_later_file_with_the_same_figure_and_not_for_another_figure()
    {
        var dataset = await portal.NewDatasetAsync();
        var first = await portal.DraftAsync(dataset, Before, Jumps);
        Assert.Equal((1, 0), await ExplainAsync(dataset, first, new { code = "jump", row = 3, reason = "A new campus" }));

        // The same figure on another line, written with another digit.
        var same = await portal.DraftAsync(dataset, "datacenter-power,IND,2024,10.0,GW,it-load", Before, "datacenter-power,USA,2024,1,GW,it-load");
        Assert.Equal((1, 0), await WarningsAsync(dataset, same));
        Assert.Equal("A new campus", Text(Assert.Single(await FindingsAsync(dataset, same)), "explanation"));

        var other = await portal.DraftAsync(dataset, Before, "datacenter-power,IND,2024,11,GW,it-load");
        Assert.Equal((1, 1), await WarningsAsync(dataset, other));
        Assert.Null(Text(Assert.Single(await FindingsAsync(dataset, other)), "explanation"));
        using (var refused = await portal.TryPublishAsync(dataset, other)) Assert.Equal("unexplained-warnings", await RunningPortal.ProblemAsync(refused, HttpStatusCode.Conflict));

        // Another dataset's reasons are its own.
        var elsewhere = await portal.NewDatasetAsync();
        Assert.Equal((1, 1), await WarningsAsync(elsewhere, await portal.DraftAsync(elsewhere, Before, Jumps)));
    }

    [Fact]
    public async Task Lost_countries_are_explained_while_the_same_ones_are_missing()
    {
        var dataset = await portal.NewDatasetAsync();
        string[] rows = [Before, "datacenter-power,USA,2023,1,GW,it-load", "datacenter-power,CHN,2023,1,GW,it-load"];
        await portal.LoadAsync(dataset, rows);
        var one = await portal.DraftAsync(dataset, rows[..2]);
        Assert.Equal((1, 0), await ExplainAsync(dataset, one, new { code = "coverage-lost", row = 0, reason = "China reports in autumn" }));
        Assert.Equal((1, 0), await WarningsAsync(dataset, await portal.DraftAsync(dataset, [.. rows[..2], "datacenter-power,IND,2024,1.1,GW,it-load"])));
        Assert.Equal((1, 1), await WarningsAsync(dataset, await portal.DraftAsync(dataset, rows[0])));
    }

    [Fact]
    public async Task A_reason_given_in_one_draft_counts_in_every_draft_of_the_dataset()
    {
        var dataset = await portal.NewDatasetAsync();
        var (one, two) = (await portal.DraftAsync(dataset, Before, Jumps), await portal.DraftAsync(dataset, Before, Jumps, "datacenter-power,USA,2024,1,GW,it-load"));
        await ExplainAsync(dataset, one, new { code = "jump", row = 3, reason = "A new campus" });
        Assert.Equal((1, 0), await WarningsAsync(dataset, two));
    }

    [Fact]
    public async Task A_better_reason_replaces_the_first_and_what_was_published_keeps_its_own()
    {
        var dataset = await portal.NewDatasetAsync();
        var old = await portal.DraftAsync(dataset, Before, Jumps);
        await ExplainAsync(dataset, old, new { code = "jump", row = 3, reason = "First" });
        var newer = await portal.DraftAsync(dataset, Before, Jumps, "datacenter-power,USA,2024,1,GW,it-load");
        await portal.PublishAsync(dataset, old);
        Assert.Equal((1, 0), await ExplainAsync(dataset, newer, new { code = "jump", row = 3, reason = "Second" }));
        Assert.Equal("Second", Text(Assert.Single(await FindingsAsync(dataset, newer)), "explanation"));
        Assert.Equal("First", Text(Assert.Single(await FindingsAsync(dataset, old)), "explanation"));
    }

    [Fact]
    public async Task A_list_is_explained_whole_or_not_at_all_and_what_cannot_be_is_refused()
    {
        var dataset = await portal.NewDatasetAsync();
        var id = await portal.DraftAsync(dataset, Before, Jumps, "datacenter-power,IND,2025,1000,GW,it-load");
        await RefusedAsync(dataset, id, new { items = new object[] { new { code = "jump", row = 3, reason = "Right" }, new { code = "jump", row = 2, reason = "Wrong row" } } }, HttpStatusCode.NotFound, "no-such-finding");
        await RefusedAsync(dataset, id, new { code = "jump", row = 3, reason = " " }, HttpStatusCode.BadRequest, "reason-missing");
        await RefusedAsync(dataset, id, new { code = "jump", row = 3, reason = new string('x', 1001) }, HttpStatusCode.BadRequest, "reason-too-long");
        await RefusedAsync(dataset, id, new { code = "jump", reason = "x", reasonCode = "because" }, HttpStatusCode.BadRequest, "bad-reason-code");
        await RefusedAsync(dataset, id, new { code = "not-a-number", reason = "x" }, HttpStatusCode.NotFound, "no-such-finding");
        await RefusedAsync(dataset, id, new { reason = "x" }, HttpStatusCode.BadRequest, "code-missing");
        Assert.Equal((2, 2), await WarningsAsync(dataset, id));
        Assert.Equal((2, 0), await ExplainAsync(dataset, id, new { reason = "Both right", items = new[] { new { code = "jump", row = 3 }, new { code = "jump", row = 4 } } }));

        using (var auditor = await portal.PostAsync(dataset, id, "explanations", new { code = "jump", reason = "x" }, await portal.AddPersonAsync(Roles.Auditor)))
            Assert.Equal(HttpStatusCode.Forbidden, auditor.StatusCode);
        var bad = await portal.DraftAsync(dataset, "datacenter-power,ATL,2024,1,GW,it-load");
        await RefusedAsync(dataset, bad, new { code = "jump", reason = "x" }, HttpStatusCode.Conflict, "has-errors");
        await portal.PublishAsync(dataset, id);
        await RefusedAsync(dataset, id, new { code = "jump", reason = "x" }, HttpStatusCode.Conflict, "not-a-draft");
    }

    [Fact]
    public async Task However_many_warnings_share_a_reason_all_of_them_are_counted()
    {
        const int series = 12_000;
        var dataset = await portal.NewDatasetAsync();
        var text = new StringBuilder(RunningPortal.Header);
        var start = new DateOnly(1970, 1, 1);
        for (var i = 0; i < series; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\ndatacenter-power,IND,{start.AddDays(i):yyyy-MM-dd},{(i % 2 == 0 ? 1 : 7)},GW,it-load");
        var id = await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(text.ToString()));
        Assert.Equal((series - 1, series - 1), await WarningsAsync(dataset, id));
        Assert.Equal((series - 1, 0), await ExplainAsync(dataset, id, new { code = "jump", reason = "It swings" }));
        using var published = await portal.TryPublishAsync(dataset, id);
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
    }

    [Fact]
    public async Task On_the_page_warnings_are_ticked_or_taken_by_rule_and_publishing_waits_for_them()
    {
        var dataset = await portal.NewDatasetAsync();
        var id = await portal.DraftAsync(dataset, Before, Jumps, "datacenter-power,IND,2025,1000,GW,it-load", "datacenter-power,IND,2026,1,GW,it-load");
        var address = $"/work/versions/{id}";
        using var analyst = await SignedInBrowser.OpenAsync(portal, "analyst-1@example.org");
        using var reviewer = await SignedInBrowser.OpenAsync(portal, "analyst-2@example.org");
        Assert.Contains("3 warnings of 3 without a reason", await analyst.ReadAsync(address), StringComparison.Ordinal);
        Assert.Contains("3\u00a0warnings have no reason yet", await reviewer.ReadAsync(address), StringComparison.Ordinal);
        Assert.DoesNotContain(">Publish</button>", await reviewer.ReadAsync(address), StringComparison.Ordinal);

        using (var nothing = await analyst.SendAsync(address, "explain", ("which", "ticked"), ("reason", "x"), ("reasonCode", "other"))) Assert.Equal(HttpStatusCode.Conflict, nothing.StatusCode);
        using (var ticked = await analyst.SendAsync(address, "explain", ("which", "ticked"), ("finding", "0"), ("finding", "1"), ("reason", "A new campus"), ("reasonCode", "real-change"))) Assert.True(ticked.IsSuccessStatusCode);
        var page = await reviewer.ReadAsync($"{address}?open=1");
        Assert.Contains("1 warning of 3 without a reason", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A new campus", page, StringComparison.Ordinal);
        Assert.Contains("A new campus", await reviewer.ReadAsync(address), StringComparison.Ordinal);
        using (var rest = await analyst.SendAsync(address, "explain", ("which", "factor-1000"), ("reason", "Checked"), ("reasonCode", "checked-at-source"))) Assert.True(rest.IsSuccessStatusCode);
        Assert.Contains("Every warning has a reason.", await reviewer.ReadAsync(address), StringComparison.Ordinal);
        using (var publish = await reviewer.SendAsync(address, "publish", ("kind", "update"))) Assert.True(publish.IsSuccessStatusCode);
        Assert.Equal("published", await portal.ScalarAsync<string>("SELECT status FROM datasets.version WHERE id = $1", id));
    }

    [Fact]
    public async Task The_command_line_publishes_unusual_figures_with_a_reason_only()
    {
        var dataset = await portal.NewDatasetAsync();
        var file = Path.Combine(Directory.CreateTempSubdirectory("sovereign-import-").FullName, "figures.csv");
        await File.WriteAllTextAsync(file, string.Join('\n', RunningPortal.Header, Before, Jumps), Ct);
        string[] args = [file, "--dataset", dataset, "--as", "analyst-1@example.org", "--publish-as", "analyst-2@example.org"];
        var (exit, _, error) = await ImportAsync(args);
        Assert.Equal(1, exit);
        Assert.Contains("1 of 1 warning has no reason yet", error, StringComparison.Ordinal);
        (exit, var output, error) = await ImportAsync([.. args, "--explain", "A new campus"]);
        Assert.Equal((0, ""), (exit, error));
        Assert.StartsWith($"{dataset} 1.0.0 published", output, StringComparison.Ordinal);
        Assert.Equal(2, (await ImportAsync([.. args, "--explain"])).Exit);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private async Task<(int Exit, string Output, string Error)> ImportAsync(string[] args)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await ImportCommand.RunAsync(args, scope.ServiceProvider, TextReader.Null, output, error, Ct);
        return (exit, output.ToString(), error.ToString());
    }

    private async Task<(long Explained, long Unexplained)> ExplainAsync(string dataset, Guid id, object body)
    {
        using var answer = await portal.PostAsync(dataset, id, "explanations", body);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        var done = await RunningPortal.JsonAsync(answer);
        return (done.GetProperty("explained").GetInt64(), done.GetProperty("unexplained").GetInt64());
    }

    private async Task RefusedAsync(string dataset, Guid id, object body, HttpStatusCode status, string code)
    {
        using var answer = await portal.PostAsync(dataset, id, "explanations", body);
        Assert.Equal(code, await RunningPortal.ProblemAsync(answer, status));
    }

    private async Task<(long Warnings, long Unexplained)> WarningsAsync(string dataset, Guid id)
    {
        var status = await portal.GetJsonAsync($"/api/v1/datasets/{dataset}/versions/{id}", portal.Uploader);
        return (status.GetProperty("warnings").GetInt64(), status.GetProperty("unexplained").GetInt64());
    }

    private Task<JsonElement[]> FindingsAsync(string dataset, Guid id) => portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions/{id}/findings", portal.Uploader);

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
