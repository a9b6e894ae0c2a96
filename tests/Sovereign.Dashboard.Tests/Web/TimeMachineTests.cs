using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Exports.Shown;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web;

/// <summary>
/// Walks every route that answers from published data, as the portal itself lists them. Whatever a route said while an edition was the newest, it says of that
/// edition for good, however much was corrected, removed, withdrawn or renamed since. A new route is walked without being named here, unless its address
/// has parameters: then the test asks for them.
/// </summary>
public sealed class TimeMachineTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Set = "set-1";

    /// <summary>One that stays, and one that is withdrawn.</summary>
    private static readonly string[] versions = ["1.0.0", "2.0.0"];

    /// <summary>Routes with parameters, and those that need a query: where to ask.</summary>
    private static readonly Dictionary<string, string[]> addresses = new()
    {
        ["/api/v1/compare"] = ["/api/v1/compare?indicator=datacenter-power", "/api/v1/compare?indicator=datacenter-power:it-load&country=IND~USA&unit=pc"],
        ["/api/v1/observations"] = ["/api/v1/observations", "/api/v1/observations?indicator=datacenter-power&country=IND&limit=2"],
        ["/api/v1/observations/history"] = ["/api/v1/observations/history?indicator=datacenter-power&country=IND"],
        ["/api/v1/datasets/{code}/versions"] = [$"/api/v1/datasets/{Set}/versions"],
        ["/api/v1/editions/{number}/changes"] = ["/api/v1/editions/3/changes", "/api/v1/editions/5/changes"],
        ["/api/v1/kpis/{code}"] = ["/api/v1/kpis/power-gap-ratio", "/api/v1/kpis/power-gap-ratio?definition=it-load"],
        ["/api/v1/kpis/{code}/trace"] = ["/api/v1/kpis/power-gap-ratio/trace"],
        ["/api/v1/gap/decomposition"] = ["/api/v1/gap/decomposition", "/api/v1/gap/decomposition?country=CHN&identity=power-by-electricity"],
        [$"/compare.{{format:{ShownFormat.Constraint}}}"] = ["/compare.csv?c=IND~USA&i=datacenter-power", "/compare.json?c=IND~USA&i=datacenter-power:it-load&unit=pc"],
        [$"/indicators/{{code}}.{{format:{ShownFormat.Constraint}}}"] =
            ["/indicators/datacenter-power.csv", "/indicators/datacenter-power.svg?definition=it-load", "/indicators/datacenter-power.json?tab=map&unit=pc"],
        [$"/countries/{{code}}/gap.{{format:{ShownFormat.Constraint}}}"] = ["/countries/IND/gap.csv?identity=power-by-economy", "/countries/IND/gap.json?identity=delivered&reference=USA"],
        ["/countries/{Code}"] = ["/countries/IND", "/countries/USA"],
        ["/countries/{Code}/gap"] = ["/countries/IND/gap", "/countries/CHN/gap?identity=power-by-electricity&definition=it-load"],
        ["/data/{Code}"] = [$"/data/{Set}"],
        ["/data/{Code}/{Semantic}"] = [.. versions.Select(version => $"/data/{Set}/{version}")],
        ["/indicators/{Code}"] = ["/indicators/datacenter-power", "/indicators/datacenter-power?definition=it-load", "/indicators/datacenter-power?tab=map&unit=pc", "/indicators/datacenter-power?tab=table", "/indicators/datacenter-power?tab=meta"],
        ["/indicators/{Code}/history"] = ["/indicators/datacenter-power/history?country=IND"],
        ["/methods/{Code}"] = ["/methods/power-gap-ratio"],
        ["/releases/{Number}"] = ["/releases/3", "/releases/5"],
    };

    /// <summary>What belongs to the release of the portal and not to an edition, formulas and the claims that are examined: it is there before the first.</summary>
    private static readonly string[] ofTheRelease = ["/api/v1/kpis/", "/methods/claims"];

    private static readonly string[] formats = ["application/json", "text/csv", "application/vnd.sdmx.data+csv; version=2.0.0"];

    private static readonly HtmlParser html = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_edition_said_it_says_for_good()
    {
        var said = new List<(int Edition, string AsOf, Dictionary<string, Answer> Answers)>();
        await foreach (var edition in PublishAsync()) said.Add((edition.Number, edition.AsOf, await AllAsync(edition.Number, "")));

        var wrong = new List<string>();
        foreach (var (edition, asOf, answers) in said)
        {
            var now = await AllAsync(edition, $"asOf={asOf}");
            foreach (var (address, then) in answers)
            {
                if (now[address] != then) wrong.Add($"{address} as of edition {edition}: {Difference(then.Body, now[address].Body)}{(then.Tag == now[address].Tag ? "" : ", another ETag")}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} answers changed:\n{string.Join('\n', wrong)}");
        // Not by saying nothing: figures changed from edition to edition.
        foreach (var address in new[] { "/api/v1/observations application/json", "/api/v1/gap text/csv", "/api/v1/progress application/json", "/api/v1/kpis/power-gap-ratio application/json", "/countries/IND page", "/ page" })
            Assert.True(said.Select(edition => edition.Answers[address].Body).Distinct().Count() > 3, $"{address} hardly ever changed");
    }

    [Fact]
    public async Task No_route_answers_from_the_future_and_before_the_first_edition_there_is_nothing()
    {
        var wrong = new List<string>();
        foreach (var (pattern, address) in Addresses())
        {
            var joint = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            using (var future = await portal.SendAsync(HttpMethod.Get, $"{address}{joint}asOf=2999-01-01"))
            {
                var text = WebUtility.HtmlDecode(await future.Content.ReadAsStringAsync(Ct));
                if (future.StatusCode != HttpStatusCode.BadRequest || !text.Contains("has not happened yet", StringComparison.Ordinal))
                    wrong.Add($"{address} answers {(int)future.StatusCode} of a day to come");
            }

            using (var never = await portal.SendAsync(HttpMethod.Get, $"{address}{joint}asOf=yesterday"))
            {
                if (never.StatusCode != HttpStatusCode.BadRequest) wrong.Add($"{address} takes a day that is none");
            }

            using var early = await portal.SendAsync(HttpMethod.Get, $"{address}{joint}asOf=1990-01-01");
            if (IsFile(pattern))
            {
                if (early.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NotFound)) wrong.Add($"{address} answers {(int)early.StatusCode} before the first edition");
                continue;
            }

            if (!IsApi(pattern))
            {
                // What was not there yet has no page; every other page says that nothing was published.
                if (early.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NotFound)) wrong.Add($"{address} answers {(int)early.StatusCode} before the first edition");
                if (!ofTheRelease.Contains(pattern) && Values(await early.Content.ReadAsStringAsync(Ct)).Any()) wrong.Add($"{address} has values before the first edition");
                continue;
            }

            if (early.StatusCode == HttpStatusCode.NotFound)
            {
                var code = (await RunningPortal.JsonAsync(early)).GetProperty("code").GetString()!;
                if (!code.StartsWith("unknown-", StringComparison.Ordinal) && !code.StartsWith("no-such-", StringComparison.Ordinal)) wrong.Add($"{address} is refused with {code} before the first edition");
            }
            else if (early.StatusCode != HttpStatusCode.OK || Edition(early) != 0)
            {
                wrong.Add($"{address} answers {(int)early.StatusCode} of edition {Edition(early)} before the first edition");
            }
            else if (!ofTheRelease.Contains(pattern) && (await RunningPortal.JsonAsync(early)).GetProperty("items").GetArrayLength() > 0)
            {
                wrong.Add($"{address} has items before the first edition");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <param name="Tag">The ETag; none on pages, which greet whoever is signed in.</param>
    private sealed record Answer(string Body, string? Tag);

    /// <summary>Files, which have one format each: a version's, the schema and the templates, and the catalogue.</summary>
    private static bool IsFile(string pattern) =>
        pattern.StartsWith("/data/{code}", StringComparison.Ordinal) || pattern == "/catalog.jsonld" || pattern.Contains(ShownFormat.Constraint, StringComparison.Ordinal);

    private static bool IsApi(string pattern) => pattern.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>Every address that answers from published data.</summary>
    private IEnumerable<(string Pattern, string Address)> Addresses()
    {
        var routes = EveryRouteStatesAPermission.Routes((IEndpointRouteBuilder)portal.App)
            .Where(route => route.Permissions.Contains(Permissions.ReadPublished) && route.Methods.Split(',').Contains("GET")).Select(route => route.Pattern).Distinct().ToList();
        Assert.True(routes.Count(IsApi) > 10 && routes.Count > 22, "the routes were not found");
        foreach (var pattern in routes)
        {
            // A permalink names its edition itself and only leads to it.
            if (pattern.StartsWith("/p/", StringComparison.Ordinal)) continue;
            // Live figures are of no edition: a closed day becomes published figures, which are walked like all others. How they are made is of the release.
            if (pattern is "/telemetry" or "/methods/telemetry" || pattern.StartsWith("/api/v1/telemetry/", StringComparison.Ordinal)) continue;
            // A template is for the next upload, by the codes and rules of today.
            if (pattern.StartsWith("/data/{code}/template.", StringComparison.Ordinal)) continue;
            var known = addresses.GetValueOrDefault(pattern) ?? (IsFile(pattern) && pattern.Contains('{', StringComparison.Ordinal)
                ? [.. versions.Select(version => pattern.Replace("{code}", Set, StringComparison.Ordinal).Replace("{version}", version, StringComparison.Ordinal)).Distinct()]
                : null);
            Assert.True(known is not null || !pattern.Contains('{', StringComparison.Ordinal), $"{pattern} has parameters: say in this test where to ask, so that its days are checked");
            foreach (var address in known ?? [pattern]) yield return (pattern, address);
        }
    }

    /// <summary>What every address says, in every format.</summary>
    private async Task<Dictionary<string, Answer>> AllAsync(int edition, string query)
    {
        var answers = new Dictionary<string, Answer>();
        foreach (var (pattern, bare) in Addresses())
        {
            var address = query.Length == 0 ? bare : $"{bare}{(bare.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
            if (IsFile(pattern))
            {
                using var file = await portal.SendAsync(HttpMethod.Get, address);
                var bytes = await file.Content.ReadAsByteArrayAsync(Ct);
                if (file.StatusCode == HttpStatusCode.OK)
                {
                    Assert.True(file.Headers.ETag is { IsWeak: false }, $"{address} has no strong ETag");
                    Assert.Equal(HttpStatusCode.NotModified, await AgainAsync(address, "*/*", file.Headers.ETag!.Tag));
                }

                answers[$"{bare} file"] = new Answer(
                    file.StatusCode == HttpStatusCode.OK ? Convert.ToHexString(SHA256.HashData(bytes)) : ((int)file.StatusCode).ToString(CultureInfo.InvariantCulture), file.Headers.ETag?.Tag);
                continue;
            }

            if (!IsApi(pattern))
            {
                using var page = await portal.SendAsync(HttpMethod.Get, address);
                var text = await page.Content.ReadAsStringAsync(Ct);
                answers[$"{bare} page"] = new Answer($"{(int)page.StatusCode}\n{string.Join('\n', Values(text))}", null);
                continue;
            }

            foreach (var format in formats)
            {
                using var answer = await portal.SendAsync(HttpMethod.Get, address, accept: format);
                var body = await answer.Content.ReadAsStringAsync(Ct);
                // What does not exist yet in an edition is refused in the same words in it for good, but for the identity of the request.
                if (answer.StatusCode == HttpStatusCode.NotFound)
                {
                    answers[$"{bare} {format}"] = new Answer(JsonSerializer.Deserialize<JsonElement>(body).GetProperty("detail").GetString()!, null);
                    continue;
                }

                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {(int)answer.StatusCode} {body}");
                // What one edition changed belongs to that edition, whichever is asked from.
                Assert.True(Edition(answer) == edition || pattern == "/api/v1/editions/{number}/changes", $"{address} names edition {Edition(answer)}, not {edition}");
                Assert.True(answer.Headers.ETag is { IsWeak: false }, $"{address} has no strong ETag");
                var tag = answer.Headers.ETag!.Tag;
                Assert.Equal(HttpStatusCode.NotModified, await AgainAsync(address, format, tag));
                answers[$"{bare} {format}"] = new Answer(body, tag);
            }
        }

        return answers;
    }

    private async Task<HttpStatusCode> AgainAsync(string address, string format, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", format);
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(tag));
        using var answer = await portal.Http.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    private static int Edition(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("X-Edition", out var values) ? int.Parse(values.Single(), CultureInfo.InvariantCulture) : -1;

    /// <summary>Numbers that a page prints, with what they are of.</summary>
    private static IEnumerable<string> Values(string page) => html.ParseDocument(page).QuerySelectorAll("main [data-value], main td.n")
        .Select(element => $"{string.Join(' ', element.Attributes.Where(a => a.Name.StartsWith("data-", StringComparison.Ordinal)).Select(a => $"{a.Name}={a.Value}"))} {element.TextContent.Trim()}");

    private static string Difference(string then, string now)
    {
        var at = then.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"…{Part(then)} is now …{Part(now)}";

        string Part(string text) => text[Math.Max(0, at - 40)..Math.Min(text.Length, at + 60)].ReplaceLineEndings("⏎");
    }

    /// <summary>Makes edition after edition, in every way there is.</summary>
    private async IAsyncEnumerable<(int Number, string AsOf)> PublishAsync()
    {
        Assert.Equal(Set, await portal.NewDatasetAsync());
        yield return await NewestAsync();
        await portal.LoadAsync(Set, Row("IND", 2023, "3.10"), Row("IND", 2024, "3.60"), Row("USA", 2023, "49.1"), Row("USA", 2024, "53.7"));
        yield return await NewestAsync();
        await portal.PublishAsync(Set, await portal.DraftAsync(Set, Row("IND", 2024, "3.850")), new { kind = "correction", comment = "An erratum" });
        yield return await NewestAsync();
        var wrong = await portal.PublishAsync(Set, await portal.DraftAsync(Set, Row("IND", 2024, "38.50"), Row("CHN", 2024, "7")), new { removeMissing = true });
        yield return await NewestAsync();
        using (var withdrawn = await portal.SendAsync(
            HttpMethod.Post, $"/api/v1/datasets/{Set}/versions/{wrong.GetProperty("id").GetGuid()}/withdraw", portal.Publisher, Json(new { comment = "A decimal slipped." })))
            Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        yield return await NewestAsync();
        foreach (var (address, body) in new (string, object)[]
        {
            ($"/api/v1/datasets/{Set}", new { title = "Another title", publisher = "Another office", licence = "CC0-1.0", source = Set }),
            ($"/api/v1/sources/{Set}", new { title = "A renamed survey", publisher = "Another office", year = 2026, licence = "CC0-1.0", redistribution = "open" }),
        })
        {
            using var renamed = await portal.SendAsync(HttpMethod.Put, address, portal.Publisher, Json(body));
            Assert.True(renamed.StatusCode == HttpStatusCode.NoContent, await renamed.Content.ReadAsStringAsync(Ct));
            yield return await NewestAsync();
        }

        await portal.LoadAsync(await portal.NewDatasetAsync(), "electricity-generation,IND,2024,0.2,TW.h,", "electricity-generation,USA,2024,0.5,TW.h,");
        yield return await NewestAsync();
        await portal.PublishAsync(Set, await portal.DraftAsync(Set, Row("IND", 2023, "3"), Row("IND", 2024, "4"), Row("USA", 2023, "45"), Row("USA", 2024, "50")), new { removeMissing = true });
        yield return await NewestAsync();
    }

    private async Task<(int Number, string AsOf)> NewestAsync()
    {
        var newest = (await portal.ItemsAsync("/api/v1/editions?limit=1"))[0];
        return (newest.GetProperty("number").GetInt32(), newest.GetProperty("publishedAt").GetString()!);
    }

    private static string Row(string country, int year, string value) => $"datacenter-power,{country},{year},{value},GW,it-load";

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
}
