using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Sovereign.Browser.Tests.Fixtures;
using Xunit;

namespace Sovereign.Browser.Tests;

/// <summary>Every page against the rules of WCAG 2.2 A and AA that a machine can check.</summary>
public sealed class AccessibilityTests(Portal portal)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    /// <summary>What other colours can break; the rest of a page is the same in all.</summary>
    private static readonly AxeRunOptions ColourRules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
        ResultTypes = [ResultType.Violations],
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_serious_stands_in_a_reader_s_way_in_light_dark_or_forced_colours(bool phone)
    {
        var page = await portal.NewPageAsync(phone);
        var found = new List<string>();
        foreach (var path in PortalPages.Published.Concat(PortalPages.Plain))
        {
            await page.GotoAsync(path);
            await ExamineAsync(page, path, found);
        }

        await PortalPages.VisitWorkAsync(page, name => ExamineAsync(page, name, found));
        Assert.True(found.Count == 0, string.Join('\n', found));
        await page.Context.CloseAsync();
    }

    private static async Task ExamineAsync(IPage page, string name, List<string> found)
    {
        // What is folded away is read as well.
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(folded => folded.open = true)");
        foreach (var (scheme, forced, rules) in new[]
            { (ColorScheme.Light, ForcedColors.None, Rules), (ColorScheme.Dark, ForcedColors.None, ColourRules), (ColorScheme.Dark, ForcedColors.Active, ColourRules) })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ForcedColors = forced });
            var colours = forced == ForcedColors.Active ? "forced colours" : scheme.ToString();
            found.AddRange(
                from violation in (await page.RunAxe(rules)).Violations
                where violation.Impact is "serious" or "critical"
                select $"{name}, {colours}: {violation.Id} ({violation.Help}), {violation.Nodes.Length} times, first {violation.Nodes[0].Html}");
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.None });
    }
}
