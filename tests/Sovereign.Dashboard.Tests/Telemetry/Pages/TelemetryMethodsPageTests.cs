using AngleSharp.Html.Parser;
using Sovereign.Analytics.Fleet;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Pages;

/// <summary>Everybody can read what figures of engines mean, withstand and cannot see.</summary>
public sealed class TelemetryMethodsPageTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Every_figure_attack_flag_and_reason_is_on_the_page_once()
    {
        var page = new HtmlParser().ParseDocument(await portal.Http.GetStringAsync("/methods/telemetry", TestContext.Current.CancellationToken));
        foreach (var kpi in FleetKpis.All)
        {
            var section = page.GetElementById(kpi.Code)!.TextContent;
            Assert.Contains(kpi.Formula, section, StringComparison.Ordinal);
            Assert.Contains(kpi.Limits, section, StringComparison.Ordinal);
        }

        foreach (var attack in AttackClasses.All)
        {
            var term = page.GetElementById(attack.Code)!;
            Assert.Equal(attack.Title, term.TextContent);
            Assert.Equal(attack.Answer, term.NextElementSibling!.TextContent);
            Assert.Equal(attack.IsCovered ? "withstood" : "not-covered", term.Closest("section")!.Id);
        }

        foreach (var code in FlagCodes.All.Keys) Assert.NotNull(page.GetElementById("flag-" + code));
        foreach (var code in FleetReason.All.Keys) Assert.NotNull(page.GetElementById("missing-" + code));
        Assert.Contains("at least 5 operators", page.GetElementById("disclosure")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("seven tenths", page.GetElementById("disclosure")!.TextContent, StringComparison.Ordinal);
        var ids = page.All.Select(element => element.Id).Where(id => !string.IsNullOrEmpty(id)).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Theory]
    [InlineData("/methods")]
    [InlineData("/telemetry")]
    public async Task It_is_linked(string from)
    {
        var page = new HtmlParser().ParseDocument(await portal.Http.GetStringAsync(from, TestContext.Current.CancellationToken));
        Assert.NotNull(page.QuerySelector("main a[href='/methods/telemetry']"));
    }
}
