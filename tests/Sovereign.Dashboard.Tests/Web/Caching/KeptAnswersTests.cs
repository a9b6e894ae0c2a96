using System.Globalization;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Tests.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web.Caching;

/// <summary>What the portal keeps of its answers, and for whom. An answer that was kept says its age.</summary>
public sealed class KeptAnswersTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Page = "/countries/IND";
    private const string Figures = "/api/v1/observations?indicator=datacenter-power&country=IND";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("gzip, deflate, br;q=0")]
    [InlineData("identity;q=1, *;q=0")]
    public async Task A_page_is_the_same_bytes_every_time_and_kept_as_it_was_sent(string accepted)
    {
        var address = $"{Page}?reference=USA&for={Uri.EscapeDataString(accepted)}";
        var first = await AskAsync(address, ("Accept-Encoding", accepted));
        var second = await AskAsync(address, ("Accept-Encoding", accepted));
        Assert.Null(first.Age);
        Assert.NotNull(second.Age);
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Tag, second.Tag);
        Assert.Equal(accepted switch { "br" => "br", "" => null, _ when accepted.StartsWith("gzip", StringComparison.Ordinal) => "gzip", _ => null }, first.Coding);
        Assert.Equal((first.Coding, first.Type, first.Vary), (second.Coding, second.Type, second.Vary));
        Assert.Equal("Accept-Encoding,Cookie", first.Vary);
        // Made anew for somebody whose session has ended, which is never kept.
        var anew = await AskAsync(address, ("Cookie", "sov-session=ended"));
        Assert.Null(anew.Age);
        Assert.Equal(anew.Text, second.Text);
    }

    [Theory]
    [InlineData(Page)]
    [InlineData(Figures)]
    public async Task Whoever_has_the_answer_is_told_so_and_sent_nothing(string address)
    {
        foreach (var accepted in new[] { "", "gzip", "br" })
        {
            foreach (var kept in new[] { false, true })
            {
                var read = await AskAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}three={accepted}", ("Accept-Encoding", accepted));
                Assert.Equal(kept, read.Age is not null);
                var again = await AskAsync(read.Address, ("Accept-Encoding", accepted), ("If-None-Match", $"\"other\", {read.Tag}"));
                Assert.Equal(HttpStatusCode.NotModified, again.Status);
                Assert.Empty(again.Body);
                Assert.Equal((read.Tag, read.Edition), (again.Tag, again.Edition));
                Assert.Equal(HttpStatusCode.OK, (await AskAsync(read.Address, ("Accept-Encoding", accepted), ("If-None-Match", "\"other\""))).Status);
                // Clocks of nodes differ; what is current is told by editions alone.
                Assert.Equal(HttpStatusCode.OK, (await AskAsync(read.Address, ("Accept-Encoding", accepted), ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"))).Status);
            }
        }
    }

    [Fact]
    public async Task Every_coding_and_every_choice_of_colours_and_language_has_a_tag_of_its_own_and_reads_the_same()
    {
        var address = $"{Page}?choices=1";
        var read = new List<Read>();
        foreach (var cookies in new[] { "", "sov-theme=dark", "sov-lang=fr", "sov-theme=dark; sov-lang=fr" })
        {
            foreach (var accepted in new[] { "", "gzip", "br" })
            {
                await AskAsync(address, ("Accept-Encoding", accepted), ("Cookie", cookies));
                var kept = await AskAsync(address, ("Accept-Encoding", accepted), ("Cookie", cookies));
                Assert.NotNull(kept.Age);
                Assert.Contains(cookies.Contains("fr", StringComparison.Ordinal) ? "<html lang=\"fr\"" : "<html lang=\"en\"", kept.Text, StringComparison.Ordinal);
                Assert.Equal(cookies.Contains("dark", StringComparison.Ordinal), kept.Text.Contains("data-theme=\"dark\"", StringComparison.Ordinal));
                read.Add(kept);
            }
        }

        Assert.Equal(12, read.Select(answer => answer.Tag).Distinct().Count());
        Assert.Equal(4, read.Select(answer => answer.Text).Distinct().Count());
        // A cookie that is no choice is none.
        Assert.Equal(read[0].Tag, (await AskAsync(address, ("Cookie", "sov-theme=pink; other=1"))).Tag);
    }

    [Fact]
    public async Task A_head_is_answered_as_the_get_is_without_its_body()
    {
        var address = $"{Page}?head=1";
        var made = await AskAsync(HttpMethod.Head, address, ("Accept-Encoding", "gzip"));
        var get = await AskAsync(address, ("Accept-Encoding", "gzip"));
        var kept = await AskAsync(HttpMethod.Head, address, ("Accept-Encoding", "gzip"));
        Assert.Equal((HttpStatusCode.OK, get.Tag, get.Coding, get.Type), (made.Status, made.Tag, made.Coding, made.Type));
        Assert.Equal((HttpStatusCode.OK, get.Tag, get.Coding, get.Type), (kept.Status, kept.Tag, kept.Coding, kept.Type));
        Assert.Empty(made.Body);
        Assert.Empty(kept.Body);
        Assert.Contains("</html>", get.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publication_is_in_the_next_answer_of_every_node()
    {
        var dataset = await portal.NewDatasetAsync();
        await using var other = Portal.Build(
            ["--applicationName", "Sovereign.Dashboard", "--urls", "http://127.0.0.1:0", "--Portal:Role", "web"], portal.ConnectionString, builder => builder.Logging.ClearProviders());
        await other.StartAsync(Ct);
        using var http = new HttpClient { BaseAddress = new Uri(other.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        // Readers who never stop, so that there is a kept answer, and a question to the database under way, at every moment.
        var readers = new[] { portal.Http, http }.SelectMany(node => new[] { Page, Figures }.Select(address => ReadOnAsync(node, address, ended.Token))).ToList();
        for (var i = 0; i < 4; i++)
        {
            var value = string.Create(CultureInfo.InvariantCulture, $"3.{71 + i}");
            await portal.LoadAsync(dataset, $"datacenter-power,IND,2024,{value},GW,it-load");
            foreach (var node in new[] { http, portal.Http })
            {
                Assert.Contains($"data-value=\"{value}\"", await node.GetStringAsync(Page, Ct), StringComparison.Ordinal);
                Assert.Contains($"\"value\":{value}", await node.GetStringAsync(Figures, Ct), StringComparison.Ordinal);
            }
        }

        await ended.CancelAsync();
        Assert.All(await Task.WhenAll(readers), kept => Assert.True(kept > 0, "no answer was ever kept while readers asked"));
    }

    [Fact]
    public async Task People_who_are_signed_in_and_everyone_else_never_get_each_others_pages()
    {
        const string Address = $"{Page}?who=1";
        await AskAsync(Address);
        Assert.NotNull((await AskAsync(Address)).Age);
        var token = await portal.AddPersonAsync(Roles.Analyst);
        var email = await portal.ScalarAsync<string>("SELECT email FROM access.person ORDER BY id DESC LIMIT 1");
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = portal.Http.BaseAddress };
        using (await browser.SignInAsync(email, "a password long enough"))
        {
            for (var i = 0; i < 2; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, Address) { Headers = { { "Accept-Encoding", "gzip, br" } } };
                using var page = await browser.SendAsync(request, Ct);
                Assert.Contains("/sign-out", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
                Assert.Equal((null, null, true), (page.Headers.Age, page.Headers.ETag, page.Headers.CacheControl?.NoStore));
                // A token stands in the page: it is not compressed.
                Assert.Empty(page.Content.Headers.ContentEncoding);
            }
        }

        Assert.Null((await AskAsync(Address, ("Authorization", $"Bearer {token}"))).Age);
        Assert.Null((await AskAsync(Figures, ("Authorization", $"Bearer {token}"))).Age);
        var after = await AskAsync(Address);
        Assert.NotNull(after.Age);
        Assert.DoesNotContain("sign-out", after.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/settings")]
    public async Task A_page_with_a_form_is_made_for_each_reader_and_not_compressed(string address)
    {
        await AskAsync(address);
        var read = await AskAsync(address, ("Accept-Encoding", "gzip, br"));
        Assert.Equal((null, null, null), (read.Age, read.Tag, read.Coding));
        Assert.NotEmpty(read.SetCookie);
    }

    [Theory]
    [InlineData("/countries/XXX", HttpStatusCode.NotFound)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("/status/404", HttpStatusCode.NotFound)]
    [InlineData("/countries?asOf=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("/countries?asOf=2999-01-01", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/kpis/none", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/observations?limit=none", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_answered_is_not_kept(string address, HttpStatusCode status)
    {
        for (var i = 0; i < 2; i++)
        {
            var read = await AskAsync(address);
            Assert.Equal((status, null, null), (read.Status, read.Age, read.Tag));
        }
    }

    [Fact]
    public async Task Long_addresses_are_answered_and_fill_nothing()
    {
        foreach (var address in new[] { $"/countries?x={new string('a', 10_000)}", $"/api/v1/countries?x={new string('a', 10_000)}", $"/methods?{string.Join('&', Enumerable.Range(0, 900).Select(i => $"k{i}=1"))}" })
        {
            for (var i = 0; i < 2; i++)
            {
                var read = await AskAsync(address);
                Assert.Equal((HttpStatusCode.OK, null), (read.Status, read.Age));
            }
        }

        for (var i = 0; i < 2; i++) Assert.Null((await AskAsync("/api/v1/countries", ("Accept", $"application/json;x={new string('a', 5_000)}"))).Age);
    }

    [Fact]
    public async Task What_programs_read_is_kept_in_each_format_with_its_edition()
    {
        var address = $"{Figures}&programs=1";
        var tags = new HashSet<string?>();
        foreach (var format in new[] { "application/json", "text/csv", "application/vnd.sdmx.data+csv; version=2.0.0" })
        {
            var first = await AskAsync(address, ("Accept", format), ("Accept-Encoding", "br"));
            var second = await AskAsync(address, ("Accept", format), ("Accept-Encoding", "br"));
            Assert.Equal((true, "br"), (second.Age is not null, second.Coding));
            Assert.Equal((first.Text, first.Edition, first.Type, first.Tag), (second.Text, second.Edition, second.Type, second.Tag));
            Assert.NotNull(second.Edition);
            Assert.StartsWith(format.Split(';')[0], second.Type, StringComparison.Ordinal);
            tags.Add(second.Tag);
        }

        Assert.Equal(3, tags.Count);
    }

    [Fact]
    public async Task Nothing_that_is_kept_sets_a_cookie()
    {
        foreach (var address in new[] { "/", "/countries", "/indicators", "/compare", "/data", "/releases", "/methods", "/help/findings", "/api/v1/indicators", "/catalog.jsonld" })
        {
            var first = await AskAsync(address);
            var second = await AskAsync(address);
            Assert.True(second.Age is not null, $"{address} was not kept");
            Assert.Empty(first.SetCookie.Concat(second.SetCookie));
            Assert.Equal(first.Text, second.Text);
        }
    }

    private static async Task<int> ReadOnAsync(HttpClient http, string address, CancellationToken ended)
    {
        var kept = 0;
        while (!ended.IsCancellationRequested)
        {
            using var answer = await http.GetAsync(address, Ct);
            if (answer.Headers.Age is not null) kept++;
        }

        return kept;
    }

    private Task<Read> AskAsync(string address, params (string Name, string Value)[] headers) => AskAsync(HttpMethod.Get, address, headers);

    private async Task<Read> AskAsync(HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = portal.Http.BaseAddress };
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers.Where(header => header.Value.Length > 0)) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request, Ct);
        var body = await answer.Content.ReadAsByteArrayAsync(Ct);
        return new Read(
            address, answer.StatusCode, body, answer.Headers.Age, answer.Headers.ETag?.Tag, answer.Content.Headers.ContentEncoding.SingleOrDefault(), answer.Content.Headers.ContentType?.ToString(),
            string.Join(',', answer.Headers.Vary.Order(StringComparer.Ordinal)), answer.Headers.TryGetValues("X-Edition", out var edition) ? edition.Single() : null,
            answer.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : []);
    }

    private sealed record Read(
        string Address, HttpStatusCode Status, byte[] Body, TimeSpan? Age, string? Tag, string? Coding, string? Type, string Vary, string? Edition, IReadOnlyList<string> SetCookie)
    {
        public string Text
        {
            get
            {
                using var bytes = new MemoryStream(Body);
                using Stream plain = Coding switch
                {
                    "br" => new BrotliStream(bytes, CompressionMode.Decompress),
                    "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
                    _ => bytes,
                };
                using var reader = new StreamReader(plain);
                return reader.ReadToEnd();
            }
        }
    }
}
