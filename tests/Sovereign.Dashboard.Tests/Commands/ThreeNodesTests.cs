using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Tests.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Commands;

/// <summary>The portal on several machines, seen from one: processes that share nothing but the database.</summary>
public sealed partial class ThreeNodesTests(ThreeNodes nodes) : IClassFixture<ThreeNodes>
{
    private const string Header = "indicator,country,period,value,unit,definition,control,bound,coverage,status,method,lower,upper,source,note";

    private static int s_values;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Started_at_once_on_an_empty_database_they_prepare_it_once()
    {
        Assert.Equal(DemoPeople.Emails.Count, await nodes.ScalarAsync<long>("SELECT count(*) FROM access.person WHERE email LIKE '%@demo.example'"));
        Assert.Equal(1, await nodes.ScalarAsync<long>("SELECT count(*) FROM access.data_protection_key"));
        Assert.Equal(1, await nodes.ScalarAsync<long>("SELECT max(times) FROM (SELECT count(*) AS times FROM public.schema_version GROUP BY scriptname) AS scripts"));
        Assert.Equal(1, await nodes.ScalarAsync<long>(
            "SELECT max(times) FROM (SELECT count(*) AS times FROM datasets.version WHERE system_upload GROUP BY dataset_id) AS seeded"));
        Assert.Equal(0, await nodes.ScalarAsync<long>("SELECT count(*) FROM datasets.version WHERE system_upload AND edition IS NULL"));
    }

    [Fact]
    public async Task What_is_uploaded_on_one_and_published_on_another_is_answered_by_both_at_once()
    {
        const string Figures = "/api/v1/observations?indicator=cloud-import-spend&country=CHN";
        const string Page = "/indicators/cloud-import-spend";
        var analyst = await ThreeNodes.SignInAsync("analyst", nodes.A, nodes.A);
        var reviewer = await ThreeNodes.SignInAsync("reviewer", nodes.B, nodes.B);
        using var before = await nodes.A.GetAsync(Figures);
        var pageBefore = await TextAsync(nodes.A, Page);
        var value = NewValue();
        Assert.DoesNotContain($"data-value=\"{value}\"", pageBefore, StringComparison.Ordinal);

        var version = await ThreeNodes.UploadAsync(nodes.A, analyst, "cloud-imports", Row(value));
        var draft = await ThreeNodes.WhenReadAsync(nodes.B, reviewer, version);
        Assert.Equal(("draft", 1, 0), (draft.GetProperty("status").GetString(), draft.GetProperty("rows").GetInt32(), draft.GetProperty("errors").GetInt32()));
        using var published = await nodes.B.SendAsync(HttpMethod.Post, $"{version}/publish", new StringContent("{}", Encoding.UTF8, "application/json"), cookies: reviewer);
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        var edition = (await RunningPortal.JsonAsync(published)).GetProperty("edition").GetInt32();

        using var after = await nodes.A.GetAsync(Figures, ifNoneMatch: before.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal(edition.ToString(CultureInfo.InvariantCulture), after.Headers.GetValues("X-Edition").Single());
        Assert.Contains($"\"value\":{value},", await after.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains($"data-value=\"{value}\"", await TextAsync(nodes.A, Page), StringComparison.Ordinal);
        using var other = await nodes.B.GetAsync(Figures, ifNoneMatch: after.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, other.StatusCode);
        using var old = await nodes.B.GetAsync(Figures, ifNoneMatch: before.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, old.StatusCode);
    }

    [Fact]
    public async Task Every_public_page_and_list_reads_the_same_on_both()
    {
        // Each node is asked first for some, so that none answers from what the other one warmed up.
        string[] addresses =
        [
            "/", "/countries", "/countries/IND", "/indicators", "/data", "/data/cloud-imports", "/methods/claims", "/methods/progress", "/api/v1/datasets", "/api/v1/indicators",
            "/api/v1/sources", "/api/v1/kpis", "/api/v1/gap", "/api/v1/progress", "/api/v1/observations",
        ];
        foreach (var (address, i) in addresses.Select((address, i) => (address, i)))
        {
            var (first, second) = i % 2 == 0 ? (nodes.A, nodes.B) : (nodes.B, nodes.A);
            Assert.Equal(Shown(await TextAsync(first, address)), Shown(await TextAsync(second, address)));
        }
    }

    [Fact]
    public async Task A_form_that_one_shows_and_a_session_that_one_opens_hold_on_the_other()
    {
        var session = await ThreeNodes.SignInAsync("analyst", shows: nodes.A, takes: nodes.B);
        using var work = await nodes.A.GetAsync("/work", cookies: session);
        Assert.Equal(HttpStatusCode.OK, work.StatusCode);

        var form = SignInForm.AntiforgeryToken(await work.Content.ReadAsStringAsync(Ct));
        var cookies = string.Join("; ", [session, .. work.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])]);
        using var signedOut = await nodes.B.SendAsync(
            HttpMethod.Post, "/sign-out", new FormUrlEncodedContent([new("__RequestVerificationToken", form)]), cookies: cookies);
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
    }

    [Fact]
    public async Task Only_the_worker_runs_jobs()
    {
        var analyst = await ThreeNodes.SignInAsync("analyst", nodes.A, nodes.B);
        foreach (var node in new[] { nodes.A, nodes.B })
            await ThreeNodes.WhenReadAsync(node, analyst, await ThreeNodes.UploadAsync(node, analyst, "cloud-imports", Row(NewValue())));

        var worker = nodes.Worker.ProcessId.ToString(CultureInfo.InvariantCulture);
        string[] web = [nodes.A.ProcessId.ToString(CultureInfo.InvariantCulture), nodes.B.ProcessId.ToString(CultureInfo.InvariantCulture)];
        // A worker that another test killed is listed until its heartbeat is old; no web node ever is.
        var servers = (await nodes.ScalarAsync<string>("SELECT string_agg(DISTINCT split_part(id, ':', 2), ' ') FROM hangfire.server")).Split(' ');
        Assert.Contains(worker, servers);
        Assert.Empty(servers.Intersect(web));
        Assert.Equal(0, await nodes.ScalarAsync<long>(
            "SELECT count(*) FROM hangfire.state WHERE name = 'Processing' AND split_part(data ->> 'ServerId', ':', 2) = ANY ($1)", (object)web));
        Assert.True(await nodes.ScalarAsync<long>(
            "SELECT count(*) FROM hangfire.state WHERE name = 'Processing' AND split_part(data ->> 'ServerId', ':', 2) = $1", worker) >= 2);
    }

    [Theory]
    [InlineData("/healthz/live", HttpStatusCode.OK)]
    [InlineData("/healthz/ready", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.NotFound)]
    [InlineData("/work", HttpStatusCode.NotFound)]
    [InlineData("/sign-in", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/observations", HttpStatusCode.NotFound)]
    [InlineData("/openapi/v1.json", HttpStatusCode.NotFound)]
    [InlineData("/css/site.css", HttpStatusCode.NotFound)]
    public async Task The_worker_answers_whether_it_is_well_and_nothing_else(string address, HttpStatusCode status)
    {
        using var answer = await nodes.Worker.GetAsync(address);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task When_one_web_node_is_killed_the_other_goes_on_with_the_session()
    {
        var session = await ThreeNodes.SignInAsync("reviewer", nodes.A, nodes.A);
        Assert.Equal((0, ""), await nodes.A.HealthAsync());
        await nodes.A.KillAsync();
        try
        {
            var (exit, said) = await nodes.A.HealthAsync();
            Assert.Equal(1, exit);
            Assert.Contains("/healthz/ready does not answer", said, StringComparison.Ordinal);
            using var work = await nodes.B.GetAsync("/work", cookies: session);
            Assert.Equal(HttpStatusCode.OK, work.StatusCode);
            using var ready = await nodes.B.GetAsync("/healthz/ready");
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }
        finally
        {
            await nodes.A.StartAsync(Ct);
        }

        using var again = await nodes.A.GetAsync("/work", cookies: session);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_reading_whose_worker_is_killed_is_finished_by_the_next_worker()
    {
        var analyst = await ThreeNodes.SignInAsync("analyst", nodes.A, nodes.A);
        string version;
        await using (var hold = await nodes.Database.OpenConnectionAsync(Ct))
        {
            // Stops the reader at its first finding, so that it is in the midst of the reading when it dies.
            await using var transaction = await hold.BeginTransactionAsync(Ct);
            await using (var stop = new NpgsqlCommand("LOCK TABLE datasets.finding IN ACCESS EXCLUSIVE MODE", hold)) await stop.ExecuteNonQueryAsync(Ct);
            version = await ThreeNodes.UploadAsync(nodes.A, analyst, "cloud-imports", Row(NewValue()));
            await ThreeNodes.WhenAsync(nodes.A, analyst, version, status => status == "reading");
            Assert.Equal("worker", await ReaderAsync(version));
            await nodes.Worker.KillAsync();
            await transaction.RollbackAsync(Ct);
        }

        await nodes.Worker.StartAsync(Ct);
        var read = await ThreeNodes.WhenReadAsync(nodes.B, analyst, version);
        Assert.Equal(("draft", 1, 0), (read.GetProperty("status").GetString(), read.GetProperty("rows").GetInt32(), read.GetProperty("errors").GetInt32()));
    }

    /// <summary>The node that holds the lock of a version's reading, by the name the database knows it under.</summary>
    private Task<string> ReaderAsync(string version) => nodes.ScalarAsync<string>(
        """
        SELECT a.application_name
        FROM datasets.version v
        JOIN pg_locks l ON l.locktype = 'advisory' AND l.granted AND l.classid = $2::integer::oid AND l.objid = v.number::oid
        JOIN pg_stat_activity a ON a.pid = l.pid AND a.datname = current_database()
        WHERE v.id = $1
        """, Guid.Parse(version[(version.LastIndexOf('/') + 1)..]), ReadVersionJob.LockSpace);

    private static string Row(string value) =>
        $"{Header}\ncloud-import-spend,CHN,2023,{value},10*9.{{USD}},from-united-states,territory,lower,partial,E,derived,,,wb-dptr25,";

    // The same bytes again would answer the version of another test.
    private static string NewValue() => string.Create(CultureInfo.InvariantCulture, $"0.2{Interlocked.Increment(ref s_values)}1");

    // Blazor closes a page with its state, enciphered, hence never twice the same; what is printed names the address that was asked.
    private static string Shown(string page) => Addresses.Replace(BlazorState.Replace(page, ""), "");

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+")]
    private static partial Regex Addresses { get; }

    [GeneratedRegex("<!--Blazor-Server-Component-State:[^>]*-->")]
    private static partial Regex BlazorState { get; }

    private static async Task<string> TextAsync(PortalNode node, string address)
    {
        using var answer = await node.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
