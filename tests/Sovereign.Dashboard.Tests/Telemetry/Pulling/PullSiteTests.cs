using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Telemetry;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Pulling;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Pulling;

/// <summary>What a site's own store answers becomes minutes, whole or not at all; a store that lies, stalls or is hostile brings nothing.</summary>
public sealed class PullSiteTests(RunningPortal portal) : IClassFixture<RunningPortal>, IAsyncLifetime
{
    private const int Minutes = 5;

    private readonly Fleet fleet = new(portal);
    private FakeStore store = null!;

    // Whole minutes, far enough back for the store to know them.
    private readonly long to = (Fleet.Now / 60_000 * 60) - 120;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private long From => to - (Minutes * 60);

    public async ValueTask InitializeAsync()
    {
        store = await FakeStore.StartAsync(Ct);
        var hosts = portal.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value.Pulling.AllowedHosts;
        if (!hosts.Contains("127.0.0.1")) hosts.Add("127.0.0.1");
        await fleet.EnrolSiteAsync();
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task A_store_answers_and_its_minutes_are_those_of_the_readings_themselves()
    {
        var (engine, _) = await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        var restart = From + 150;
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"a","model_name":"m"}"""] = at => at <= restart ? 1000 + (at - From) + 2000 : (at - restart) * 2;
        store.Series["""{"__name__":"vllm:num_requests_running","engine":"a"}"""] = _ => 3;
        foreach (var (bound, share) in new[] { ("0.1", 1), ("1.0", 3), ("+Inf", 4) })
            store.Series[$$"""{"__name__":"vllm:time_to_first_token_seconds_bucket","engine":"a","le":"{{bound}}"}"""] = at => share * (at - From + 6000) / 60;
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"b"}"""] = at => at;
        await PullAsync(new(store.Url, "north", "secret"));

        // 150 s at one a second, then a restart: 30 s lost between the last value and it are not guessed, 2 a second since.
        Assert.Equal(120 + (2 * 30) + (2 * 120), await IncreaseAsync(engine, "generated_tokens_total"));
        Assert.Equal(3.0, await MinuteAsync<double>(engine, "requests_running", "avg(m.mean)"));
        Assert.Equal(60.0 * Minutes, await MinuteAsync<double>(engine, "requests_running", "sum(m.seconds)"));
        Assert.Equal("{1,2,1}", await MinuteAsync<string>(engine, "time_to_first_token_seconds", "string_agg(DISTINCT m.buckets::text, ' ')"));
        Assert.Equal(1L, await MinuteAsync<long>(engine, "generated_tokens_total", "sum(m.resets)"));
        // Nothing of the answer itself is kept.
        Assert.Equal(0L, await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.reading r JOIN telemetry.engine e ON e.id = r.engine_id WHERE e.code = $1", engine));
        Assert.Equal(0L, await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.series s JOIN telemetry.engine e ON e.id = s.engine_id WHERE e.code = $1", engine));
        var asked = store.Asked[0];
        Assert.Equal("Bearer secret", asked["Authorization"]);
        Assert.Equal("north", asked["X-Scope-OrgID"]);
        Assert.Equal("60", asked["step"]);
        Assert.DoesNotContain("rate", asked["query"][asked["query"].IndexOf("engine=", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.EndsWith(""",engine=~"a"}""", asked["query"], StringComparison.Ordinal);
        Assert.Equal("vllm", await portal.ScalarAsync<string>("SELECT software FROM telemetry.engine WHERE code = $1", engine));
    }

    [Fact]
    public async Task Asked_for_again_a_window_gives_the_same_rows()
    {
        var (engine, _) = await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"a"}"""] = at => at % 240;
        await PullAsync();
        var once = await RowsAsync(engine);
        await SetBackAsync();
        await RunAsync();
        Assert.Equal(once, await RowsAsync(engine));
        Assert.NotEmpty(once);
    }

    [Fact]
    public async Task Each_answer_is_lineage_by_the_hash_of_its_body()
    {
        var (engine, _) = await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        string? body = null;
        store.Instead = async (http, form) =>
        {
            using var kept = new MemoryStream();
            var wire = http.Response.Body;
            http.Response.Body = kept;
            await store.AnswerAsync(http, form);
            http.Response.Body = wire;
            body ??= Encoding.UTF8.GetString(kept.ToArray());
            await wire.WriteAsync(kept.ToArray(), Ct);
        };
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"a"}"""] = at => at;
        await PullAsync();
        var hash = await portal.ScalarAsync<byte[]>(
            "SELECT b.sha256 FROM telemetry.batch b JOIN telemetry.engine e ON e.id = ANY (b.engines) WHERE e.code = $1 AND b.key_id IS NULL ORDER BY b.id LIMIT 1", engine);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(body!)), hash);
    }

    [Theory]
    [InlineData(""","warnings":["some store gateways were unreachable"]""", "some store gateways were unreachable")]
    [InlineData(""","infos":["metric might not be a counter"]""", "metric might not be a counter")]
    [InlineData(""","isPartial":true""", "partial")]
    public async Task An_incomplete_answer_is_no_number_and_is_asked_for_again(string ending, string said)
    {
        var (engine, _) = await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"a"}"""] = at => at;
        store.Ending = ending;
        await PullAsync();
        Assert.Contains(said, (await StateAsync()).LastError, StringComparison.Ordinal);
        Assert.Empty(await RowsAsync(engine));
        store.Ending = ""","stats":{"seriesFetched":"1"},"isPartial":false""";
        await RunAsync();
        var state = await StateAsync();
        Assert.Null(state.LastError);
        Assert.NotNull(state.LastOkAt);
        Assert.True(await IncreaseAsync(engine, "generated_tokens_total") >= 60 * Minutes);
    }

    [Theory]
    [InlineData(400, """{"status":"error","errorType":"bad_data","error":"1:1: parse error"}""", "The store answered 400: bad_data 1:1: parse error")]
    [InlineData(422, """{"status":"error","errorType":"422","error":"too many points"}""", "The store answered 422: 422 too many points")]
    [InlineData(503, """{"status":"error","errorType":"timeout","error":"query timed out"}""", "The store answered 503: timeout query timed out")]
    [InlineData(500, "<html>the inner page of another machine</html>", "The store answered 500: (no answer of a store)")]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[]}}""", "no matrix")]
    [InlineData(200, """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"x"]]}]}}""", "not what /api/v1/query_range answers")]
    [InlineData(200, """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[61,"1"]]}]}}""", "not asked for")]
    [InlineData(200, "[1,2", "not what /api/v1/query_range answers")]
    public async Task What_a_store_fails_with_is_said_to_the_operator(int status, string body, string said)
    {
        await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        store.Instead = (http, _) => FakeStore.SayAsync(http, status, body);
        await PullAsync();
        var state = await StateAsync();
        Assert.Contains(said, state.LastError, StringComparison.Ordinal);
        Assert.Null(state.LastOkAt);
        Assert.True(state.Failures > 0);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        store.Instead = (http, _) =>
        {
            http.Response.Redirect("/prom/api/v1/query_range?again", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        await PullAsync();
        Assert.Contains("redirects", (await StateAsync()).LastError, StringComparison.Ordinal);
        Assert.Single(store.Asked);
    }

    [Fact]
    public async Task An_answer_too_large_for_several_engines_is_asked_for_in_halves()
    {
        var (one, _) = await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        var (two, _) = await fleet.EnrolAsync(form => form with { Match = "engine=b" });
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"a"}"""] = at => at;
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"b"}"""] = at => at;
        store.Instead = (http, form) => form["query"].ToString().EndsWith("=~\"a|b\"}", StringComparison.Ordinal)
            ? http.Response.WriteAsync(new string(' ', (16 << 20) + 1))
            : store.AnswerAsync(http, form);
        await PullAsync();
        Assert.Null((await StateAsync()).LastError);
        Assert.True(await IncreaseAsync(one, "generated_tokens_total") >= 60 * Minutes);
        Assert.Equal(await IncreaseAsync(one, "generated_tokens_total"), await IncreaseAsync(two, "generated_tokens_total"));
    }

    [Fact]
    public async Task Hostile_values_of_labels_change_no_question_and_no_row()
    {
        const string value = "a\"} or {x=~\".*\\E(";
        var (engine, _) = await fleet.EnrolAsync(form => form with { Match = "engine=" + value });
        var labels = "\"engine\":" + System.Text.Json.JsonSerializer.Serialize(value);
        store.Series["{\"__name__\":\"vllm:generation_tokens_total\"," + labels + "}"] = at => at;
        store.Series["{\"__name__\":\"vllm:generation_tokens_total\",\"x\":\"\\u0000\"," + labels + "}"] = at => at;
        store.Series["{\"__name__\":\"vllm:generation_tokens_total\",\"x\":\"\\ud800\"," + labels + "}"] = at => at;
        store.Series["{" + labels + "}"] = at => at;
        await PullAsync();
        Assert.EndsWith(@",engine=~""a\""\\} or \\{x=~\""\\.\\*\\\\E\\(""}", store.Asked[0]["query"], StringComparison.Ordinal);
        Assert.Null((await StateAsync()).LastError);
        var minutes = await MinuteAsync<long>(engine, "generated_tokens_total", "count(*)");
        Assert.Equal(60.0 * minutes, await IncreaseAsync(engine, "generated_tokens_total"));
    }

    [Fact]
    public async Task Of_two_scrapers_of_one_engine_one_is_counted()
    {
        var (engine, _) = await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"a","prometheus_replica":"0"}"""] = at => at == From + 120 ? null : at;
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"a","prometheus_replica":"1"}"""] = at => at;
        await PullAsync();
        Assert.Equal(60.0 * await MinuteAsync<long>(engine, "generated_tokens_total", "count(*)"), await IncreaseAsync(engine, "generated_tokens_total"));
    }

    [Fact]
    public async Task Labels_that_are_not_kept_are_added_up()
    {
        var (engine, _) = await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"a","user":"x"}"""] = at => at;
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"a","user":"y"}"""] = at => 2 * at;
        await PullAsync();
        Assert.Equal(180.0 * await MinuteAsync<long>(engine, "generated_tokens_total", "count(*)"), await IncreaseAsync(engine, "generated_tokens_total"));
    }

    [Fact]
    public async Task While_a_store_knows_no_value_a_gauge_is_not_covered()
    {
        var (engine, _) = await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        store.Series["""{"__name__":"vllm:num_requests_running","engine":"a"}"""] = at => at == From + 120 ? null : 4;
        store.Series["""{"__name__":"vllm:kv_cache_usage_perc","engine":"a"}"""] = at => at == From + 120 ? double.NaN : 0.5;
        await PullAsync();
        var minutes = await MinuteAsync<long>(engine, "kv_cache_usage_ratio", "count(*)") + 1;
        Assert.Equal(60.0 * (minutes - 2), await MinuteAsync<double>(engine, "requests_running", "sum(m.seconds)"));
        // A value that is no number is none: the neighbours are bridged, as for what is sent.
        Assert.Equal(60.0 * minutes, await MinuteAsync<double>(engine, "kv_cache_usage_ratio", "sum(m.seconds)"));
    }

    [Fact]
    public async Task An_engine_that_sends_itself_is_not_asked_for()
    {
        var (engine, key) = await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        var (other, _) = await fleet.EnrolAsync(form => form with { Match = "engine=b" });
        for (var at = From; at < to + 60; at += 30) await fleet.SendAsync(key, Sent.Generated(at * 1000, 10));
        await fleet.RollUpAsync();
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"a"}"""] = at => at;
        store.Series["""{"__name__":"vllm:generation_tokens_total","engine":"b"}"""] = at => at;
        await PullAsync();
        Assert.Equal(0, await IncreaseAsync(engine, "generated_tokens_total"));
        Assert.True(await IncreaseAsync(other, "generated_tokens_total") > 0);
    }

    [Fact]
    public async Task An_engine_that_another_process_enrolled_a_moment_ago_is_asked_for()
    {
        // Not the portal's own, which hears of what the portal enrols: of what a command enrols it hears by reading alone.
        var clock = new FakeTimeProvider();
        using var enrolments = new Enrolments(portal.Database, clock);
        await enrolments.CurrentAsync(Ct);
        await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        clock.Advance(TimeSpan.FromMilliseconds(100));
        await SetAsync(new(store.Url));
        await PullOnceAsync(ActivatorUtilities.CreateInstance<PullSite>(portal.Services, enrolments));
        Assert.NotEmpty(store.Asked);
    }

    [Fact]
    public async Task After_five_failures_a_store_is_left_alone_for_a_while()
    {
        await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        store.Instead = (http, _) => FakeStore.SayAsync(http, 503, "");
        await SetAsync(new(store.Url));
        for (var i = 0; i < 5; i++) await PullOnceAsync();
        var state = await StateAsync();
        Assert.Equal(5, state.Failures);
        Assert.NotNull(state.RetryAt);
        var asked = store.Asked.Count;
        await PullOnceAsync();
        Assert.Equal(asked, store.Asked.Count);
        // Set anew, it is tried at once.
        store.Instead = null;
        await SetAsync(new(store.Url));
        await PullOnceAsync();
        Assert.Equal(0, (await StateAsync()).Failures);
        Assert.NotNull((await StateAsync()).LastOkAt);
    }

    [Fact]
    public async Task A_store_that_is_away_is_said_to_be_without_its_address()
    {
        await fleet.EnrolAsync(form => form with { Match = "engine=a" });
        await SetAsync(new("http://127.0.0.1:1/"));
        await PullOnceAsync();
        Assert.Equal("The store cannot be reached: ConnectionError.", (await StateAsync()).LastError);
    }

    private async Task PullAsync(PullForm? form = null)
    {
        await SetAsync(form ?? new(store.Url));
        await SetBackAsync();
        await RunAsync();
    }

    private async Task SetAsync(PullForm form) =>
        Fleet.Value(await portal.Services.GetRequiredService<SetPullSource>().RunAsync(fleet.Site, form, AuditEvent.CommandLine, Ct));

    private Task<int> SetBackAsync() => portal.ScalarAsync<int>(
        "UPDATE telemetry.pull_source SET pulled_to = to_timestamp($2) WHERE site_id = (SELECT id FROM telemetry.site WHERE code = $1) RETURNING 1", fleet.Site, (double)From);

    private Task<double> IncreaseAsync(string engine, string signal) => MinuteAsync<double>(engine, signal, "coalesce(sum(m.increase), 0)");

    private async Task<int> PullOnceAsync(PullSite? pull = null) =>
        await (pull ?? portal.Services.GetRequiredService<PullSite>()).RunAsync(await portal.ScalarAsync<int>("SELECT id FROM telemetry.site WHERE code = $1", fleet.Site), Ct);

    // The portal's own job may be at it: then this waits for it.
    private async Task RunAsync()
    {
        var before = (await StateAsync()).Failures;
        for (var i = 0; i < 100; i++)
        {
            await PullOnceAsync();
            var state = await StateAsync();
            if (state.Failures > before || state.PulledTo >= DateTimeOffset.FromUnixTimeSeconds(to)) return;
            await Task.Delay(50, Ct);
        }

        Assert.Fail("The store was not asked.");
    }

    private async Task<PullDetails> StateAsync() =>
        (await portal.Services.GetRequiredService<EngineQueries>().SitesAsync(Ct)).Single(site => site.Code == fleet.Site).Pull!;

    private Task<T> MinuteAsync<T>(string engine, string signal, string what) => portal.ScalarAsync<T>(
        $"SELECT {what} FROM telemetry.rollup_minute m JOIN telemetry.engine e ON e.id = m.engine_id WHERE e.code = $1 AND m.signal = $2 AND m.bucket < to_timestamp($3)",
        engine, Sovereign.Dashboard.Telemetry.Mapping.Signals.Find(signal)!.Id, (double)to);

    private async Task<string> RowsAsync(string engine) => await portal.ScalarAsync<string>(
        """
        SELECT coalesce(string_agg(m::text, E'\n' ORDER BY m.signal, m.bucket), '') FROM telemetry.rollup_minute m JOIN telemetry.engine e ON e.id = m.engine_id
        WHERE e.code = $1 AND m.bucket < to_timestamp($2)
        """, engine, (double)to);
}
