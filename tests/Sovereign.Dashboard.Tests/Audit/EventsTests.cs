using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Audit;

/// <summary>Every change leaves its entry, and says who, what and on what.</summary>
public sealed class EventsTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Good = "datacenter-power,IND,2024,1.5,GW,it-load";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_leaves_an_entry_at_each_step_to_publication()
    {
        var dataset = await portal.NewDatasetAsync();
        var version = await portal.DraftAsync(dataset, Good);
        await portal.PublishAsync(dataset, version);
        var uploader = await PseudonymAsync("uploaded_by", version);
        var publisher = await PseudonymAsync("published_by", version);
        Assert.Equal(
            [$"version.uploaded by {uploader}", "version.checked by portal", $"version.published by {publisher}"], await HistoryAsync(dataset, version));
        var details = await portal.ScalarAsync<string>(
            "SELECT details::text FROM audit.event WHERE name = 'version.checked' AND subject = $1", $"dataset:{dataset}/version:{version}");
        Assert.StartsWith("""{"rows":1,"errors":0,"warnings":0,""", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_errors_that_is_sent_again_and_rejected_leaves_its_entries()
    {
        var dataset = await portal.NewDatasetAsync();
        var version = await portal.DraftAsync(dataset, "datacenter-power,ZZZ,2024,1.5,GW,it-load");
        Assert.Equal(version, await portal.DraftAsync(dataset, "datacenter-power,ZZZ,2024,1.5,GW,it-load"));
        using var rejected = await portal.SendAsync(
            HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions/{version}/reject", portal.Publisher, new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.NoContent, rejected.StatusCode);
        Assert.Equal(
            ["version.uploaded", "version.checked", "version.read-again", "version.checked", "version.rejected"],
            (await HistoryAsync(dataset, version)).Select(entry => entry.Split(' ')[0]));
    }

    [Fact]
    public async Task A_refused_change_leaves_nothing()
    {
        var dataset = await portal.NewDatasetAsync();
        var version = await portal.DraftAsync(dataset, Good.Replace("IND", "USA", StringComparison.Ordinal));
        using var own = await portal.TryPublishAsync(dataset, version, token: portal.Uploader);
        Assert.Equal("own-upload", await RunningPortal.ProblemAsync(own, HttpStatusCode.Conflict));
        Assert.Equal(["version.uploaded", "version.checked"], (await HistoryAsync(dataset, version)).Select(entry => entry.Split(' ')[0]));
    }

    [Fact]
    public async Task Publications_definitions_tokens_and_plain_entries_at_once_wait_for_each_other_and_never_in_a_ring()
    {
        var datasets = new List<(string Code, Guid Version)>();
        for (var i = 0; i < 4; i++)
        {
            var code = await portal.NewDatasetAsync();
            datasets.Add((code, await portal.DraftAsync(code, Good)));
        }

        await Task.WhenAll(
        [
            .. datasets.Select(dataset => (Task)portal.PublishAsync(dataset.Code, dataset.Version)),
            .. Enumerable.Range(0, 4).Select(_ => (Task)portal.NewDatasetAsync()),
            .. Enumerable.Range(0, 4).Select(i => (Task)portal.DraftAsync(datasets[i].Code, Good.Replace("1.5", $"2.{i}", StringComparison.Ordinal))),
            .. Enumerable.Range(0, 4).Select(_ => (Task)portal.AddPersonAsync(Roles.Planner)),
        ]);
        Assert.Null((await portal.Services.GetRequiredService<VerifyChain>().RunAsync(null, Ct)).Fault);
    }

    [Fact]
    public void Every_event_has_words()
    {
        Assert.All(EventNames.All, name => Assert.NotEqual(name, EventWords.Of(name)));
        Assert.Equal("of-a-later.release", EventWords.Of("of-a-later.release"));
        Assert.Equal(
            ["edition 7", "base edition 1,200", "roles a, b", "flag true"],
            EventWords.Pieces("""{"edition": 7, "baseEdition": 1200, "gone": null, "roles": ["a", "b"], "flag": true}"""));
        Assert.Equal([], EventWords.Pieces("[1]"));
        Assert.Equal([], EventWords.Pieces("broken"));
    }

    private Task<string> PseudonymAsync(string column, Guid version) => portal.ScalarAsync<string>(
        $"SELECT p.pseudonym FROM datasets.version v JOIN access.person p ON p.id = v.{column} WHERE v.id = $1", version);

    private async Task<string[]> HistoryAsync(string dataset, Guid version) => JsonSerializer.Deserialize<string[]>(await portal.ScalarAsync<string>(
        "SELECT json_agg(name || ' by ' || person ORDER BY id)::text FROM audit.event WHERE subject = $1", $"dataset:{dataset}/version:{version}"))!;
}
