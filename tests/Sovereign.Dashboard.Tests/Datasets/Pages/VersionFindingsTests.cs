using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Pages;

/// <summary>All findings can be reached on the page of a version, narrowed by tier, rule and column, and seen in their rows.</summary>
public sealed partial class VersionFindingsTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Header = RunningPortal.Header;

    [Fact]
    public async Task Page_by_page_every_finding_is_met_once_in_the_order_of_the_file()
    {
        var dataset = await portal.NewDatasetAsync();
        // Doubles are found after all rows are read, and stand in the order of the file all the same.
        string[] rows = [.. Enumerable.Range(0, 60).SelectMany(i => (string[])[$"ragged {i}", $"datacenter-power,ATL,2024,{i}x,GW,it-load", "datacenter-power,IND,2024,1,GW,it-load"])];
        var id = await portal.DraftAsync(dataset, rows);
        using var browser = await SignedInBrowser.OpenAsync(portal, "analyst-1@example.org");
        Assert.Equal((239L, 239), await WalkAsync(browser, $"/work/versions/{id}"));
        Assert.Equal((60L, 60), await WalkAsync(browser, $"/work/versions/{id}?tier=S"));
        Assert.Equal((60L, 60), await WalkAsync(browser, $"/work/versions/{id}?tier=V&column=value&code=not-a-number"));
        Assert.Equal((119L, 119), await WalkAsync(browser, $"/work/versions/{id}?column=~"));
        Assert.Equal((59L, 59), await WalkAsync(browser, $"/work/versions/{id}?code=duplicate-key"));
        Assert.Equal((239L, 239), await WalkAsync(browser, $"/work/versions/{id}?view=rows"));
        Assert.Contains("No finding matches", await browser.ReadAsync($"/work/versions/{id}?tier=S&column=value"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cell_at_fault_is_marked_in_its_row_wherever_in_the_file_that_is()
    {
        var dataset = await portal.NewDatasetAsync();
        var text = new StringBuilder(Header).Append(",note\r\n");
        // Two bad rows far apart, between rows of two lines each; the file is longer than one stored piece.
        for (var i = 0; i < 12_000; i++)
        {
            var (country, value) = i switch { 77 => ("ATL", "7.7"), 11_999 => ("IND", "\"12,5\""), _ => ("IND", "1") };
            text.Append(CultureInfo.InvariantCulture, $"datacenter-power,{country},{new DateOnly(1990, 1, 1).AddDays(i):yyyy-MM-dd},{value},GW,it-load,\"row {i}\nwith a second line that is long enough to fill the pieces\"\r\n");
        }

        var id = await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(text.ToString()));
        using var browser = await SignedInBrowser.OpenAsync(portal, "analyst-1@example.org");
        var page = await browser.ReadAsync($"/work/versions/{id}?view=rows");
        string[] marked = [.. Row.Matches(page).Select(row => $"{RowNumber.Match(row.Value).Groups[1].Value} {Marked.Match(row.Value).Groups[1].Value}")];
        Assert.Equal(["156 ATL", "24000 12,5"], marked);
        Assert.Contains("row 77\nwith a second line", page, StringComparison.Ordinal);
        Assert.Contains("row 11999\nwith a second line", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_by_which_rules_the_file_was_checked_and_that_it_is_taken_whole()
    {
        var dataset = await portal.NewDatasetAsync();
        var id = await portal.DraftAsync(dataset, "datacenter-power,IND,2024,1,GW,it-load");
        using var browser = await SignedInBrowser.OpenAsync(portal, "analyst-1@example.org");
        var page = await browser.ReadAsync($"/work/versions/{id}");
        Assert.Contains("A file is taken whole or not at all", page, StringComparison.Ordinal);
        Assert.Contains($"by rule set {Sovereign.Dashboard.Datasets.Intake.FindingCodes.RuleSet}: 1 row accepted; findings by tier S 0, V 0, Q 0, M 0.", page, StringComparison.Ordinal);
    }

    /// <summary>Follows the link to the next page to the end.</summary>
    private static async Task<(long Told, int Met)> WalkAsync(SignedInBrowser browser, string address)
    {
        var met = new List<string>();
        var rows = new List<long>();
        long told = 0;
        for (string? next = address; next is not null;)
        {
            var page = await browser.ReadAsync(next);
            told = long.Parse(Total.Match(page).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
            met.AddRange(Finding.Matches(page).Select(match => match.Groups[1].Value));
            rows.AddRange(At.Matches(page).Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
            next = Next.Match(page) is { Success: true } link ? link.Groups[1].Value.Split('#')[0] : null;
        }

        Assert.Equal(met.Count, met.Distinct().Count());
        Assert.Equal(rows.Order(), rows);
        return (told, met.Count);
    }

    [GeneratedRegex(@"Findings? [\d,]+(?: to [\d,]+)? of ([\d,]+)")]
    private static partial Regex Total { get; }

    [GeneratedRegex(@"id=""finding-(\d+)""")]
    private static partial Regex Finding { get; }

    [GeneratedRegex(@">Row (\d+) \(as")]
    private static partial Regex At { get; }

    [GeneratedRegex(@"<a href=""([^""]+)"">Next</a>")]
    private static partial Regex Next { get; }

    [GeneratedRegex(@"<tr class=""at-fault"">.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row { get; }

    [GeneratedRegex(@"<th scope=""row"" class=""n"">(\d+)</th>")]
    private static partial Regex RowNumber { get; }

    [GeneratedRegex(@"<td class=""found""><a [^>]*>([^<]+)</a></td>")]
    private static partial Regex Marked { get; }
}
