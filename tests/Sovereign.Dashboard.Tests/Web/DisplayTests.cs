using System.Net;
using System.Text.RegularExpressions;
using Sovereign.Dashboard.Tests.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web;

/// <summary>Colours and language, chosen by anybody and written into the page by the server.</summary>
public sealed partial class DisplayTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_chosen_leaves_colours_to_the_device_and_keeps_no_cookie()
    {
        var answer = await portal.Http.GetAsync("/countries", Ct);
        Assert.Equal("<html lang=\"en\" dir=\"ltr\">", await HtmlTagAsync(answer));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_choice_is_in_the_next_page_and_lasts_a_year_out_of_the_reach_of_scripts()
    {
        using var browser = Browser();
        var answer = await ChooseAsync(browser, ("theme", "dark"), ("lang", "fr"));
        Assert.Equal("/settings?saved=display", answer.Headers.Location?.ToString());
        var kept = answer.Headers.GetValues("Set-Cookie").Where(cookie => cookie.StartsWith("sov-", StringComparison.Ordinal)).ToList();
        Assert.Equal(["sov-theme=dark", "sov-lang=fr"], kept.Select(cookie => cookie.Split(';')[0]));
        Assert.All(kept, cookie => Assert.Matches("max-age=31536000;.*samesite=lax; httponly", cookie.ToLowerInvariant()));
        Assert.Equal("<html lang=\"fr\" dir=\"ltr\" data-theme=\"dark\">", await HtmlTagAsync(await browser.GetAsync("/countries", Ct)));
    }

    [Fact]
    public async Task Choosing_the_default_keeps_no_cookie()
    {
        using var browser = Browser();
        await ChooseAsync(browser, ("theme", "light"), ("lang", "hi"));
        await ChooseAsync(browser, ("theme", "system"), ("lang", "en"));
        Assert.Equal("<html lang=\"en\" dir=\"ltr\">", await HtmlTagAsync(await browser.GetAsync("/countries", Ct)));
    }

    [Fact]
    public async Task What_is_no_choice_changes_nothing_and_leads_nowhere_else()
    {
        using var browser = Browser();
        await ChooseAsync(browser, ("theme", "dark"));
        var answer = await ChooseAsync(browser, ("theme", "pink"), ("lang", "xx"), ("back", "https://elsewhere.example/"));
        Assert.Equal("/settings?saved=display", answer.Headers.Location?.ToString());
        Assert.Equal("<html lang=\"en\" dir=\"ltr\" data-theme=\"dark\">", await HtmlTagAsync(await browser.GetAsync("/countries", Ct)));
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/countries") { Headers = { { "Cookie", "sov-theme=\"><script>; sov-lang=../en" } } };
        Assert.Equal("<html lang=\"en\" dir=\"ltr\">", await HtmlTagAsync(await portal.Http.SendAsync(forged, Ct)));
    }

    [Fact]
    public async Task Another_site_chooses_for_nobody()
    {
        var answer = await portal.Http.PostAsync("/settings/display", new FormUrlEncodedContent([new("theme", "dark")]), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [], cookie => cookie.StartsWith("sov-theme", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_cache_can_give_one_reader_the_page_of_another()
    {
        var plain = await portal.Http.GetAsync("/countries", Ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/countries") { Headers = { { "Cookie", "sov-theme=dark" }, { "If-None-Match", plain.Headers.ETag!.ToString() } } };
        var dark = await portal.Http.SendAsync(request, Ct);
        // What another reader has is not what this one asks for; and a cache that keeps it keeps it for the same cookies only.
        Assert.Equal(HttpStatusCode.OK, dark.StatusCode);
        Assert.NotEqual(plain.Headers.ETag, dark.Headers.ETag);
        Assert.Equal("<html lang=\"en\" dir=\"ltr\" data-theme=\"dark\">", await HtmlTagAsync(dark));
        foreach (var answer in new[] { plain, dark })
        {
            Assert.False(answer.Headers.ETag!.IsWeak);
            Assert.Null(answer.Content.Headers.LastModified);
            Assert.True(answer.Headers.CacheControl?.NoCache);
            Assert.Contains("Cookie", answer.Headers.Vary);
        }
    }

    [Fact]
    public async Task The_address_asks_for_a_language_and_the_menu_keeps_it()
    {
        var html = await portal.Http.GetStringAsync("/countries?lang=fr", Ct);
        Assert.Contains("<a href=\"/indicators?lang=fr\">Indicateurs</a>", html, StringComparison.Ordinal);
        Assert.Contains("<main id=\"main\" class=\"wrap \" lang=\"en\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("lang=fr\"", await portal.Http.GetStringAsync("/countries", Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/settings?lang=fr", "Affichage et langue")]
    [InlineData("/sign-in?lang=fr", "Se connecter")]
    [InlineData("/no-such-page?lang=hi", "इस पते पर कोई पृष्ठ नहीं है")]
    public async Task A_translated_page_says_its_language_within_the_English_of_the_content(string address, string heading)
    {
        using var answer = await portal.Http.GetAsync(address, Ct);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
        var language = address[^2..];
        Assert.Matches($"<main [^>]*lang=\"en\"[^>]*>\\s*<div lang=\"{language}\">\\s*<h1>{heading}", html);
    }

    private static HttpClient Browser(Uri address) => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    private HttpClient Browser() => Browser(portal.Http.BaseAddress!);

    private static async Task<HttpResponseMessage> ChooseAsync(HttpClient browser, params (string Name, string Value)[] chosen)
    {
        var token = SignInForm.AntiforgeryToken(await browser.GetStringAsync("/settings", Ct));
        return await browser.PostAsync("/settings/display", new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), .. chosen.Select(field => KeyValuePair.Create(field.Name, field.Value))]), Ct);
    }

    private static async Task<string> HtmlTagAsync(HttpResponseMessage answer) => HtmlTag.Match(await answer.Content.ReadAsStringAsync(Ct)).Value;

    [GeneratedRegex("<html[^>]*>")]
    private static partial Regex HtmlTag { get; }
}
