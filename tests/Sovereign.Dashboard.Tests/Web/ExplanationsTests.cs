using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web;

/// <summary>Every answer to people has a page, also the answers to what should not have been sent.</summary>
public sealed class ExplanationsTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/no-such-page", 404)]
    [InlineData("GET", "/countries/%FF", 404)]
    [InlineData("GET", "/countries/%C3%28", 404)]
    [InlineData("GET", "/?asOf=%00", 400)]
    [InlineData("GET", "/?asOf=%FF", 400)]
    [InlineData("GET", "/status/418", 418)]
    [InlineData("GET", "/status/503", 503)]
    [InlineData("GET", "/status/200", 404)]
    [InlineData("PUT", "/", 405)]
    [InlineData("DELETE", "/countries", 405)]
    [InlineData("PATCH", "/no-such-page", 405, 404)]
    [InlineData("POST", "/", 400)]
    [InlineData("POST", "/sign-in", 400)]
    [InlineData("POST", "/settings/display", 400)]
    [InlineData("PUT", "/settings/display", 405)]
    public async Task It_says_what_happened_and_offers_a_way_on(string method, string address, params int[] statuses)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        await AssertExplainedAsync(await portal.Http.SendAsync(request, Ct), statuses);
    }

    [Fact]
    public async Task A_body_of_another_type_than_a_form_is_explained()
    {
        var body = new StringContent("{}", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        await AssertExplainedAsync(await portal.Http.PostAsync("/sign-in", body, Ct), 400, 415);
    }

    [Fact]
    public async Task A_long_query_is_read_like_a_short_one()
    {
        var answer = await portal.Http.GetAsync("/countries?q=" + new string('a', 10_000), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/countries?q=%00", HttpStatusCode.OK)]
    [InlineData("/countries?q=%FF", HttpStatusCode.OK)]
    [InlineData("/indicators/datacenter-power?definition=%00", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_text_finds_nothing_and_breaks_nothing(string address, HttpStatusCode expected)
    {
        var answer = await portal.Http.GetAsync(address, Ct);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task HEAD_is_answered_as_GET_without_the_body()
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, "/countries");
        var answer = await portal.Http.SendAsync(head, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    private static async Task AssertExplainedAsync(HttpResponseMessage answer, params int[] statuses)
    {
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains((int)answer.StatusCode, statuses);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<h1>", html, StringComparison.Ordinal);
        Assert.Contains("<nav", html, StringComparison.Ordinal);
        Assert.Contains("<a ", html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }
}
