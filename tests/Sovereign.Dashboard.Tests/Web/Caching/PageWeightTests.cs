using System.IO.Compression;
using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data.Embedded;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web.Caching;

/// <summary>
/// Every page that anybody may read, as the portal itself lists them, as a phone on a slow line gets it: little, without a script, the same bytes each time. A new page
/// is weighed without being named here, unless its address has a parameter that is not known yet.
/// </summary>
public sealed class PageWeightTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    /// <summary>Bytes of a page with its style sheet, compressed.</summary>
    private const int Most = 60_000;

    private static readonly Dictionary<string, string> parameters = new()
    {
        ["/countries/{Code}"] = "/countries/USA",
        ["/indicators/{Code}"] = "/indicators/internet-users",
        ["/data/{Code}"] = "/data/cloud-imports",
        ["/data/{Code}/{Semantic}"] = "/data/cloud-imports/1.0.0",
        ["/methods/{Code}"] = "/methods/power-gap-ratio",
        ["/releases/{Number}"] = "/releases/1",
        ["/status/{Code:int}"] = "/status/404",
    };

    /// <summary>Pages that change with what the address chooses, at their fullest.</summary>
    private static readonly string[] chosen =
    [
        "/indicators/internet-users?tab=map", "/indicators/internet-users?tab=table", "/indicators/datacenter-power?tab=table", "/indicators/internet-users/history?country=IND",
        "/countries/IND", "/countries/CHN?peers=population", "/compare?c=IND~USA~CHN~GBR~DEU~FRA~BRA~ZAF",
    ];

    private static readonly HtmlParser html = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_is_light_without_a_script_and_the_same_bytes_each_time()
    {
        var wrong = new List<string>();
        var routes = EveryRouteStatesAPermission.Routes((IEndpointRouteBuilder)portal.App)
            .Where(route => route.Methods == "GET,POST" && (route.IsOpen || route.Permissions.SequenceEqual([Permissions.ReadPublished]))).Select(route => route.Pattern).ToList();
        Assert.True(routes.Count > 20, "the routes were not found");
        var sheet = Packed(await File.ReadAllBytesAsync(Path.Combine(Checkout.Root!, "wwwroot", "css", "site.css"), Ct));
        foreach (var address in routes.Select(Address).Concat(chosen))
        {
            var (text, bytes) = await ReadAsync(address, "");
            var page = html.ParseDocument(text);
            if (bytes + sheet > Most) wrong.Add($"{address} weighs {bytes} bytes and its style sheet {sheet}");
            if (page.QuerySelectorAll("script").FirstOrDefault(script => script.GetAttribute("type") != "application/ld+json") is { } program) wrong.Add($"{address} has {program.OuterHtml}");
            if (text.Contains("<!--Blazor", StringComparison.Ordinal)) wrong.Add($"{address} holds state of Blazor");
            if (page.QuerySelectorAll("link[rel=stylesheet]").Length != 1) wrong.Add($"{address} does not have the one style sheet");
            // An ended session has its page made anew. A page with a form holds a token, another one each time.
            if (page.QuerySelector("[name=__RequestVerificationToken]") is null && text != (await ReadAsync(address, "sov-session=ended")).Text) wrong.Add($"{address} is not the same bytes when made again");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task The_style_sheet_crosses_the_line_as_small_as_it_was_packed()
    {
        var page = html.ParseDocument(await portal.Http.GetStringAsync("/methods", Ct));
        using var request = new HttpRequestMessage(HttpMethod.Get, page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")) { Headers = { { "Accept-Encoding", "gzip" } } };
        using var answer = await portal.Http.SendAsync(request, Ct);
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        var sheet = Packed(await File.ReadAllBytesAsync(Path.Combine(Checkout.Root!, "wwwroot", "css", "site.css"), Ct));
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(Ct)).Length, 1, sheet + sheet / 10);
    }

    [Fact]
    public async Task No_address_opens_a_circuit()
    {
        using var answer = await portal.Http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, Ct);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    private static string Address(string pattern)
    {
        if (parameters.TryGetValue(pattern, out var known)) return known;
        // What stands under a page that is known is asked of the same country, indicator or dataset.
        var above = parameters.Where(entry => pattern.StartsWith(entry.Key + "/", StringComparison.Ordinal)).OrderByDescending(entry => entry.Key.Length).FirstOrDefault();
        var address = above.Key is null ? pattern : above.Value + pattern[above.Key.Length..];
        Assert.False(address.Contains('{', StringComparison.Ordinal), $"{pattern} has a parameter: say in this test where to ask");
        return address;
    }

    private async Task<(string Text, int Bytes)> ReadAsync(string address, string cookies)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = portal.Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept-Encoding", "br" } } };
        if (cookies.Length > 0) request.Headers.Add("Cookie", cookies);
        using var answer = await http.SendAsync(request, Ct);
        var body = await answer.Content.ReadAsByteArrayAsync(Ct);
        if (answer.Content.Headers.ContentEncoding.Count == 0)
        {
            using var whole = new StreamReader(new MemoryStream(body));
            return (await whole.ReadToEndAsync(Ct), Packed(body));
        }

        using var reader = new StreamReader(new BrotliStream(new MemoryStream(body), CompressionMode.Decompress));
        return (await reader.ReadToEndAsync(Ct), body.Length);
    }

    private static int Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return (int)packed.Length;
    }
}
