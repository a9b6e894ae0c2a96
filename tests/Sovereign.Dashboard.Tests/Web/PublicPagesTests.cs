using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sovereign.Analytics.Decomposition;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web;

/// <summary>
/// Follows every link of the public site. No printed value may stand without source, definition, period and interval, or a reason of the closed
/// list why there is none; and every value is one that the API answers, digit by digit.
/// </summary>
public sealed partial class PublicPagesTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    private static readonly string[] MarkKinds = ["kpi", "gap", "gap-per-capita", "compared", "compared-ratio", "factor", "factor-reference", "factor-ratio", "factor-contribution", "progress", "claim"];

    // Text that repeats somebody's words, with the figures in them: a file's note, a source's title, a definition, a published claim, a constant of the method; and, where it leads there, a published benchmark.
    private static readonly string[] Quoted = ["note", "title", "definition", "claim", "method"];

    private static readonly HashSet<string> Reasons = [.. Enum.GetValues<NoInterval>().Select(NoIntervals.Code)];

    private readonly Dictionary<string, JsonElement[]> answers = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_link_leads_somewhere_and_no_value_stands_alone_or_differs_from_the_API()
    {
        var wrong = new List<string>();
        var marks = new Dictionary<string, int>();
        var pages = 0;
        await foreach (var (address, page) in CrawlAsync(wrong))
        {
            pages++;
            // One line a page and kind of fault: a component that forgets something forgets it everywhere.
            wrong.AddRange(Bare(page).Select(text => $"{address} prints {text}").Take(3));
            foreach (var element in page.QuerySelectorAll("main [data-value]"))
            {
                if (Incomplete(element) is { } fault) wrong.Add($"{address}: {fault} on {element.OuterHtml}");
                else if (await DisagreementAsync(element) is { } other) wrong.Add($"{address}: {other} for {element.OuterHtml}");
                var kind = KindOf(element) ?? "none";
                marks[kind] = marks.GetValueOrDefault(kind) + 1;
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} faults on {pages} pages:\n{string.Join('\n', wrong.Take(40))}");
        // Seen, not merely passed over: all countries, indicators and datasets, and marks of every kind.
        Assert.True(pages > 280, $"only {pages} pages were found");
        Assert.All(MarkKinds, kind => Assert.True(marks.GetValueOrDefault(kind) > 0, $"no mark of kind {kind}"));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{pages} pages, values by kind: {string.Join(", ", marks.Select(entry => $"{entry.Key} {entry.Value}"))}");
    }

    [Theory]
    [InlineData("<p>India has 3.6 GW.</p>", "3.6 GW")]
    [InlineData("<p>About 22.7 million people code.</p>", "22.7 million people")]
    [InlineData("<table><tr><td class=n>53.7</td></tr></table>", "53.7")]
    [InlineData("<p class=value>14.9</p>", "14.9")]
    [InlineData("<table><tr><td class=n data-quoted=benchmark>5,780</td></tr></table>", "5,780")]
    public void A_value_without_its_mark_is_seen(string html, string printed) =>
        Assert.Contains(Bare(Parse($"<main>{html}</main>")), text => text.Contains(printed, StringComparison.Ordinal));

    [Theory]
    [InlineData("<p>Edition 18 of 2026 names 37 countries.</p>")]
    [InlineData("<td class=n data-count=figures>1,005</td>")]
    [InlineData("<blockquote data-quoted=claim>about 21 GW</blockquote>")]
    [InlineData("<td class=n data-quoted=benchmark><a href='https://a.test/'>5,780</a></td>")]
    [InlineData("<p><data data-kpi=a data-value=3.6>3.6 GW</data></p>")]
    public void A_count_a_quotation_and_a_marked_value_pass(string html) => Assert.Empty(Bare(Parse($"<main><table><tr>{html}</tr></table></main>")));

    [Theory]
    [InlineData("data-period", "")]
    [InlineData("data-source", "")]
    [InlineData("data-definition", null)]
    [InlineData("data-no-interval", "unknown")]
    [InlineData("data-no-interval", null)]
    public void A_mark_that_lacks_something_is_seen(string attribute, string? value)
    {
        var page = Parse("<main><data data-kpi=gdp data-country=IND data-value=3.6 data-period=2024 data-definition='' data-source=wb data-no-interval=not-stated>3.6</data></main>");
        var element = page.QuerySelector("data")!;
        Assert.Null(Incomplete(element));
        if (value is null) element.RemoveAttribute(attribute);
        else element.SetAttribute(attribute, value);
        Assert.NotNull(Incomplete(element));
    }

    private async IAsyncEnumerable<(string Address, IDocument Page)> CrawlAsync(List<string> wrong)
    {
        // The identities of a gap are chosen in a form, which no link leads to.
        var found = new HashSet<string>(IdentityCatalogue.All.Select(identity => $"/countries/IND/gap?identity={identity.Code}").Prepend("/"));
        var waiting = new Queue<string>(found);
        while (waiting.TryDequeue(out var address))
        {
            using var answer = await portal.Http.GetAsync(address, Ct);
            var isPage = answer.Content.Headers.ContentType?.MediaType == "text/html";
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                wrong.Add($"{address} answers {(int)answer.StatusCode}");
                continue;
            }

            if (!isPage) continue;
            var page = Parse(await answer.Content.ReadAsStringAsync(Ct));
            foreach (var link in page.QuerySelectorAll("a[href]:not([rel~=nofollow])").Select(link => link.GetAttribute("href")!.Split('#')[0]).Where(IsOurs))
            {
                if (found.Add(link)) waiting.Enqueue(link);
            }

            yield return (address, page);
        }
    }

    // What leads to every choice of countries and indicators says that it is not to be followed. Every page offers itself as of its edition and its figures as files; following those would read the site once more for every page.
    private static bool IsOurs(string link) =>
        link.StartsWith('/') && !link.Contains("asOf=", StringComparison.Ordinal) && !link.StartsWith("/api/", StringComparison.Ordinal)
        && !link.StartsWith("/openapi/", StringComparison.Ordinal) && !link.Contains("returnUrl=", StringComparison.Ordinal)
        // A page per figure and one per page of a list: those of one country stand for all.
        && (!link.Contains("/history?", StringComparison.Ordinal) || link.Contains("country=IND", StringComparison.Ordinal));

    private static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    /// <summary>Numbers that are printed as measured values outside any mark.</summary>
    private static IEnumerable<string> Bare(IDocument page)
    {
        foreach (var cell in page.QuerySelectorAll("main td.n, main .value, main .told").Where(cell => Digits.IsMatch(cell.TextContent)))
        {
            if (cell.QuerySelector("[data-value]") is null && !cell.HasAttribute("data-count") && !cell.HasAttribute("data-change") && !cell.ClassList.Contains("interval") && !IsExcused(cell))
                yield return $"'{cell.TextContent.Trim()}' in {cell.ParentElement?.TextContent.Trim()}";
        }

        foreach (var text in page.QuerySelectorAll("main, main *").SelectMany(element => element.ChildNodes.OfType<IText>()))
        {
            if (Measured.Match(text.Data) is { Success: true } match && !IsExcused(text.ParentElement!))
                yield return $"'{match.Value}' in '{text.Data.Trim()}'";
        }
    }

    private static bool IsExcused(IElement element) =>
        element.Closest("[data-value], [aria-hidden=true], time, code, option, .formula") is not null
        || element.Closest("[data-quoted]") is { } quoted && (Quoted.Contains(quoted.GetAttribute("data-quoted"))
            || (quoted.GetAttribute("data-quoted") == "benchmark" && quoted.QuerySelector("a[href^='https://']")?.TextContent == quoted.TextContent));

    private static string? KindOf(IElement element) => MarkKinds.FirstOrDefault(kind => element.HasAttribute("data-" + kind));

    private static string? Incomplete(IElement element)
    {
        if (KindOf(element) is null) return "no kind";
        if (MarkKinds.Count(kind => element.HasAttribute("data-" + kind)) != 1) return "two kinds";
        string[] filled = ["data-country", "data-value", "data-period", "data-source"];
        if (filled.FirstOrDefault(name => string.IsNullOrWhiteSpace(element.GetAttribute(name))) is { } empty) return $"no {empty}";
        // Empty where the indicator has one meaning; that it says so where it has several is compared with the API.
        if (!element.HasAttribute("data-definition")) return "no data-definition";
        var ends = element.HasAttribute("data-lower") && element.HasAttribute("data-upper");
        return element.GetAttribute("data-no-interval") switch
        {
            null => ends ? null : "neither interval nor reason",
            { } reason => !Reasons.Contains(reason) ? $"the unknown reason '{reason}'" : ends ? "an interval and a reason why there is none" : null,
        };
    }

    /// <summary>What the API says instead; null where it says the same.</summary>
    private async Task<string?> DisagreementAsync(IElement mark)
    {
        var (country, period) = (mark.GetAttribute("data-country")!, mark.GetAttribute("data-period")!);
        var asOf = (mark.GetAttribute("data-as-of") is { } instant ? $"&asOf={instant}" : "") + (mark.GetAttribute("data-within") is { } within ? $"&period={within}" : "");
        switch (KindOf(mark))
        {
            case "kpi" when KpiCatalogue.Find(mark.GetAttribute("data-kpi")!) is { } kpi:
                var results = await AnswersAsync($"/api/v1/kpis/{kpi.Code}?country={country}{(kpi.Compares ? $"&reference={mark.GetAttribute("data-reference")}" : "")}{asOf}");
                return results.Any(item => Same(item, "value", mark, "data-value") && Same(item, "lower", mark, "data-lower") && Same(item, "upper", mark, "data-upper")
                    && Same(item, "definition", mark, "data-definition") && Text(item, "sources") == mark.GetAttribute("data-source"))
                    ? null : Told(results);
            case "kpi":
                var rows = await AnswersAsync($"/api/v1/observations?indicator={mark.GetAttribute("data-kpi")}&country={country}{asOf}");
                return rows.Any(item => Same(item, "value", mark, "data-value") && Same(item, "lower", mark, "data-lower") && Same(item, "upper", mark, "data-upper")
                    && Same(item, "definition", mark, "data-definition") && Same(item, "period", mark, "data-period") && Same(item, "source", mark, "data-source"))
                    ? null : Told(rows);
            case "gap" or "gap-per-capita":
                var name = KindOf(mark) == "gap" ? "ratio" : "perCapitaRatio";
                var code = mark.GetAttribute("data-gap") ?? mark.GetAttribute("data-gap-per-capita");
                var gaps = await AnswersAsync($"/api/v1/gap?country={country}&reference={mark.GetAttribute("data-reference")}");
                return gaps.Any(item => Text(item, "indicator") == code && Same(item, name, mark, "data-value") && Same(item, "definition", mark, "data-definition"))
                    ? null : Told([.. gaps.Where(item => Text(item, "indicator") == code)]);
            case "compared" or "compared-ratio":
                var (quantity, from, to) = KindOf(mark) == "compared" ? ("value", "lower", "upper") : ("ratio", "ratioLower", "ratioUpper");
                var counted = mark.GetAttribute("data-definition") is { Length: > 0 } given ? $":{given}" : "";
                var cells = await AnswersAsync(
                    $"/api/v1/compare?indicator={mark.GetAttribute("data-compared") ?? mark.GetAttribute("data-compared-ratio")}{counted}&country={country}&unit={mark.GetAttribute("data-scale")}&reference={mark.GetAttribute("data-reference")}");
                return cells.Any(item => Same(item, quantity, mark, "data-value") && Same(item, from, mark, "data-lower") && Same(item, to, mark, "data-upper")
                    && Text(item, "sources") == mark.GetAttribute("data-source"))
                    ? null : Told(cells);
            case "factor" or "factor-reference" or "factor-ratio" or "factor-contribution":
                var (answer, lower, upper) = KindOf(mark) switch
                {
                    "factor" => ("value", "valueLower", "valueUpper"),
                    "factor-reference" => ("referenceValue", "referenceLower", "referenceUpper"),
                    "factor-ratio" => ("ratio", "ratioLower", "ratioUpper"),
                    _ => ("contribution", "contributionLower", "contributionUpper"),
                };
                var named = mark.GetAttribute("data-" + KindOf(mark))!.Split('.');
                var parts = (await AnswersAsync($"/api/v1/gap/decomposition?country={country}&reference={mark.GetAttribute("data-reference")}"))
                    .Where(item => Text(item, "identity") == named[0] && Text(item, "factor") == named[1]).ToArray();
                return parts.Any(item => Same(item, "definition", mark, "data-definition") && Same(item, answer, mark, "data-value")
                    && Same(item, lower, mark, "data-lower") && Same(item, upper, mark, "data-upper"))
                    ? null : Told(parts);
            case "progress":
                var progress = await AnswersAsync($"/api/v1/progress?country={country}&reference={mark.GetAttribute("data-reference")}");
                var methods = progress.Where(item => Same(item, "indicator", mark, "data-progress") && Same(item, "definition", mark, "data-definition") && Same(item, "source", mark, "data-source"))
                    .SelectMany(item => item.GetProperty("methods").EnumerateArray()).ToArray();
                return methods.Any(item => IsOf(item, mark)) ? null : Told([.. methods]);
            case "claim":
                // Divides two figures: both are on the page with marks of their own; the quotient must be theirs.
                var sides = mark.Closest("tr")!.QuerySelectorAll("[data-kpi]").Select(side => double.Parse(side.GetAttribute("data-value")!, CultureInfo.InvariantCulture)).ToList();
                var printed = double.Parse(mark.GetAttribute("data-value")!, CultureInfo.InvariantCulture);
                return sides.Count == 2 && Math.Abs(sides[0] / sides[1] / printed - 1) < 1e-12 ? null : string.Join(" ÷ ", sides);
            default:
                return $"nothing is known of {period}";
        }
    }

    /// <summary>Whether a method of progress has the marked number: its own, or what it compares.</summary>
    private static bool IsOf(JsonElement method, IElement mark)
    {
        return Has("value", "lower", "upper", $"{Text(method, "from")}~{Text(method, "to")}")
            || Has("before", "beforeLower", "beforeUpper", Text(method, "from"))
            || Has("after", "afterLower", "afterUpper", Text(method, "to"));

        bool Has(string value, string lower, string upper, string? period) => Same(method, value, mark, "data-value")
            && Same(method, lower, mark, "data-lower") && Same(method, upper, mark, "data-upper") && period == mark.GetAttribute("data-period");
    }

    private async Task<JsonElement[]> AnswersAsync(string address)
    {
        if (answers.TryGetValue(address, out var known)) return known;
        await using var body = await portal.Http.GetStreamAsync(address, Ct);
        using var document = await JsonDocument.ParseAsync(body, cancellationToken: Ct);
        return answers[address] = [.. document.RootElement.GetProperty("items").EnumerateArray().Select(item => item.Clone())];
    }

    private static bool Same(JsonElement item, string name, IElement mark, string attribute) => Text(item, name) == mark.GetAttribute(attribute);

    /// <summary>As the JSON prints it; a list joined as the marks join it.</summary>
    private static string? Text(JsonElement item, string name) => !item.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join('~', value.EnumerateArray().Select(part => part.GetString())),
        _ => value.GetRawText(),
    };

    private static string Told(JsonElement[] items) =>
        items.Length == 0 ? "the API answers nothing" : $"the API answers {string.Join("; ", items.Take(4).Select(item => $"{Text(item, "definition")} {Text(item, "period")} {Text(item, "value")} {Text(item, "ratio")}"))}";

    /// <summary>A number, but not the one in "H100-equivalents".</summary>
    private static Regex Digits { get; } = new(@"(?<![A-Za-z\d])\d", RegexOptions.CultureInvariant | RegexOptions.Compiled);

    /// <summary>A number in front of a unit, as people write both.</summary>
    private static Regex Measured { get; } = new(
        @"(?<![\w.,\-])[\u2212-]?\d[\d,]*(\.\d+)?[\s\u00A0]*((trillion|billion|million|thousand)[\s\u00A0]+)?(" + string.Join('|', Units) + @")(?!\w)",
        RegexOptions.CultureInvariant | RegexOptions.Compiled);

    private static IEnumerable<string> Units =>
        UnitTable.All.Select(unit => unit.Symbol).Where(symbol => symbol.Length > 0).Distinct().OrderByDescending(symbol => symbol.Length).Select(Regex.Escape);
}
