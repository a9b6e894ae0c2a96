using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Sovereign.Dashboard.Telemetry;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Pulling;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Pulling;

/// <summary>A scraped engine stands as one that a Prometheus scrapes; a hostile one takes the portal nowhere and fills nothing.</summary>
public sealed class ScrapeEngineTests(RunningPortal portal) : IClassFixture<RunningPortal>, IAsyncLifetime
{
    // The lock under which one node scrapes: held here, so that the portal's own job does not scrape between a test's steps.
    private const long LockKey = 0x54454C53;

    private static NpgsqlConnection? s_holder;

    private readonly Fleet fleet = new(portal);
    private WebApplication app = null!;
    private RequestDelegate answer = null!;
    private int asked;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ScrapingOptions Options => portal.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value.Scraping;

    private Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public async ValueTask InitializeAsync()
    {
        if (s_holder is null)
        {
            s_holder = await portal.Database.OpenConnectionAsync(Ct);
            await using var take = new NpgsqlCommand($"SELECT pg_advisory_lock({LockKey})", s_holder);
            await take.ExecuteNonQueryAsync(Ct);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(http =>
        {
            asked++;
            http.Response.ContentType = "text/plain; version=0.0.4";
            return answer(http);
        });
        await app.StartAsync(Ct);
        Options.AllowedHosts.Add($"127.0.0.1:{Address.Port}");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_scraped_page_is_stored_with_up_and_what_vanishes_from_it_ends()
    {
        var engine = await EnrolAsync(new Uri(Address, "/metrics"));
        answer = http => http.Response.WriteAsync("vllm:generation_tokens_total 100\nvllm:num_requests_running 3\n");
        Assert.Null(await ScrapeAsync(engine));
        answer = http => http.Response.WriteAsync("vllm:generation_tokens_total 160\n");
        Assert.Null(await ScrapeAsync(engine));
        Assert.Equal("100,160", await ReadAsync(engine, "vllm:generation_tokens_total"));
        Assert.Equal("3,stale", await ReadAsync(engine, "vllm:num_requests_running"));
        Assert.Equal("1,1", await ReadAsync(engine, "up"));
        Assert.Equal(2L, await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.batch b JOIN telemetry.engine e ON e.id = ANY (b.engines) WHERE e.code = $1 AND b.key_id IS NULL", engine));
    }

    [Fact]
    public async Task A_failure_ends_every_series_says_down_and_raises_an_alarm_until_it_is_over()
    {
        var engine = await EnrolAsync(new Uri(Address, "/metrics"));
        answer = http => http.Response.WriteAsync("vllm:generation_tokens_total 100\n");
        await ScrapeAsync(engine);
        answer = http => http.Response.WriteAsync("vllm:generation_tokens_total 1");
        Assert.Null(await ScrapeAsync(engine));
        answer = http => http.Response.WriteAsync("vllm:generation_tokens_total {\n");
        Assert.NotNull(await ScrapeAsync(engine));
        answer = http =>
        {
            http.Response.StatusCode = 500;
            return http.Response.WriteAsync("secrets of another machine");
        };
        Assert.Equal("The engine answered 500.", await ScrapeAsync(engine));
        Assert.Equal("100,1,stale", await ReadAsync(engine, "vllm:generation_tokens_total"));
        Assert.Equal("1,1,0,0", await ReadAsync(engine, "up"));
        Assert.Equal("The engine answered 500.", await AlarmAsync(engine, "cleared_at IS NULL"));
        answer = http => http.Response.WriteAsync("vllm:generation_tokens_total 2\n");
        await ScrapeAsync(engine);
        Assert.Equal("The engine answered 500.", await AlarmAsync(engine, "cleared_at IS NOT NULL"));
    }

    [Fact]
    public async Task An_idle_engine_whose_page_does_not_change_goes_on()
    {
        var engine = await EnrolAsync(new Uri(Address, "/metrics"));
        answer = http => http.Response.WriteAsync("vllm:generation_tokens_total 100\n");
        await ScrapeAsync(engine);
        await ScrapeAsync(engine);
        Assert.Equal("100,100", await ReadAsync(engine, "vllm:generation_tokens_total"));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var engine = await EnrolAsync(new Uri(Address, "/metrics"));
        answer = http =>
        {
            http.Response.Redirect("http://169.254.169.254/latest/meta-data/");
            return Task.CompletedTask;
        };
        Assert.Equal("The engine answered 302.", await ScrapeAsync(engine));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_name_that_stands_for_an_address_of_ours_is_not_connected_to()
    {
        Options.AllowedHosts.Add("localhost");
        var engine = await EnrolAsync(new UriBuilder(Address) { Host = "localhost" }.Uri);
        answer = http => http.Response.WriteAsync("vllm:generation_tokens_total 100\n");
        Assert.Equal("localhost has no address that the portal may connect to.", await ScrapeAsync(engine));
        Assert.Equal(0, asked);
        try
        {
            Options.AllowPrivate = true;
            Assert.Null(await ScrapeAsync(engine));
        }
        finally
        {
            Options.AllowPrivate = false;
        }
    }

    [Theory]
    [InlineData("http://[::1]/metrics")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://10.0.0.1/metrics")]
    [InlineData("http://2130706433/metrics")]
    [InlineData("http://0x7f.1/metrics")]
    public async Task A_host_that_is_not_listed_is_not_asked(string url)
    {
        var engine = await EnrolAsync(new Uri(url));
        Assert.Contains("is not among the hosts", await ScrapeAsync(engine), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2606:4700:4700::1111", true)]
    public void Addresses_that_are_not_of_the_public_internet_are_known(string address, bool isPublic) =>
        Assert.Equal(isPublic, AddressRules.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_page_too_long_too_slow_or_that_inflates_without_end_is_let_go()
    {
        var engine = await EnrolAsync(new Uri(Address, "/metrics"));
        answer = http => http.Response.WriteAsync(new string('#', (8 << 20) + 1));
        Assert.Contains("longer than", await ScrapeAsync(engine), StringComparison.Ordinal);
        answer = async http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            using var bomb = new MemoryStream();
            await using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(new byte[64 << 20], Ct);
            await http.Response.Body.WriteAsync(bomb.ToArray(), Ct);
        };
        Assert.Contains("longer than", await ScrapeAsync(engine), StringComparison.Ordinal);
        answer = async http =>
        {
            await http.Response.Body.WriteAsync(Encoding.ASCII.GetBytes("vllm:generation_tokens_total"), Ct);
            await http.Response.Body.FlushAsync(Ct);
            await Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted);
        };
        var patience = Options.Timeout;
        try
        {
            Options.Timeout = TimeSpan.FromMilliseconds(300);
            Assert.Contains("did not answer within", await ScrapeAsync(engine), StringComparison.Ordinal);
        }
        finally
        {
            Options.Timeout = patience;
        }
    }

    [Fact]
    public async Task What_is_no_address_of_a_page_is_refused_at_enrolment()
    {
        await fleet.EnrolSiteAsync();
        foreach (var url in (string[])["file:///etc/passwd", "gopher://x/", "metrics", "http://user:word@host/metrics"])
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => fleet.EnrolAsync(form => form with { ScrapeUrl = url }));
            Assert.Contains("scrapeUrl", refused.Message, StringComparison.Ordinal);
        }
    }

    private async Task<string> EnrolAsync(Uri page) => (await fleet.EnrolAsync(form => form with { ScrapeUrl = page.OriginalString })).Code;

    private async Task<string?> ScrapeAsync(string code)
    {
        var engine = (await portal.Services.GetRequiredService<Enrolments>().NewestAsync(Ct)).Engines.Values.Single(one => one.Code == code);
        var failure = await portal.Services.GetRequiredService<ScrapeEngine>().RunAsync(engine, Ct);
        // Readings of one millisecond would be one reading.
        await Task.Delay(5, Ct);
        return failure;
    }

    private Task<string> ReadAsync(string engine, string metric) => portal.ScalarAsync<string>(
        """
        SELECT coalesce(string_agg(CASE WHEN n.number = 'NaN' THEN 'stale' ELSE n.number::text END, ',' ORDER BY r.at), '')
        FROM telemetry.reading r JOIN telemetry.engine e ON e.id = r.engine_id, unnest(r.series, r.numbers) n (series, number)
        JOIN telemetry.series s ON s.id = n.series
        WHERE e.code = $1 AND s.metric = $2
        """, engine, metric);

    private Task<string> AlarmAsync(string engine, string which) =>
        portal.ScalarAsync<string>($"SELECT a.detail FROM telemetry.alarm a JOIN telemetry.engine e ON e.id = a.engine_id WHERE e.code = $1 AND a.code = 'scrape-failed' AND a.{which}", engine);
}
