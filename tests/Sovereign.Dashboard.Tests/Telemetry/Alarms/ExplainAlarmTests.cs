using System.Net;
using System.Text;
using System.Text.Json;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Alarms;

/// <summary>An alarm is explained once, by whoever may, in words that say something; the log knows.</summary>
public sealed class ExplainAlarmTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private readonly Fleet fleet = new(portal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_explained_on_the_page_and_then_no_longer_open()
    {
        var (engine, alarm) = await RaiseAsync();
        using var person = await portal.BrowserOfAsync(Roles.Operator);
        Assert.Contains("made up for a test", await person.ReadAsync("/work/engines"), StringComparison.Ordinal);
        using (var told = await person.SendAsync($"/work/engines/{engine}?alarm={alarm}", "explain", ("alarm", $"{alarm}"), ("explanation", "The exporter was renamed on Monday.")))
            Assert.Contains("The alarm is explained", await told.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var page = await person.ReadAsync($"/telemetry/{engine}");
        Assert.Contains("The exporter was renamed on Monday.", page, StringComparison.Ordinal);
        Assert.Contains(">explained</span>", page, StringComparison.Ordinal);
        Assert.Equal(
            $"alarm.explained {engine}",
            await portal.ScalarAsync<string>("SELECT name || ' ' || split_part(substr(subject, 8), '/', 1) FROM audit.event WHERE subject = $1", $"engine:{engine}/alarm:{alarm}"));
        // The words stand with the alarm, their hash in the log.
        Assert.DoesNotContain("Monday", await portal.ScalarAsync<string>("SELECT details::text FROM audit.event WHERE subject = $1", $"engine:{engine}/alarm:{alarm}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_the_API_it_is_explained_once_and_in_enough_words()
    {
        var (_, alarm) = await RaiseAsync();
        var token = await portal.AddPersonAsync(Roles.Operator);
        using (var shortly = await ExplainAsync(alarm, token, "ok")) Assert.Equal("bad-explanation", await RunningPortal.ProblemAsync(shortly, HttpStatusCode.BadRequest));
        using (var done = await ExplainAsync(alarm, token, "The counter was reset by hand.")) Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        using (var again = await ExplainAsync(alarm, token, "Another story altogether.")) Assert.Equal("already-explained", await RunningPortal.ProblemAsync(again, HttpStatusCode.Conflict));
        using (var none = await ExplainAsync(987_654_321, token, "Of an alarm that is not there.")) Assert.Equal("no-such-alarm", await RunningPortal.ProblemAsync(none, HttpStatusCode.NotFound));
        var listed = (await portal.ItemsAsync("/api/v1/telemetry/alarms", token)).Single(item => item.GetProperty("id").GetInt64() == alarm);
        Assert.Equal("The counter was reset by hand.", listed.GetProperty("explanation").GetString());
        Assert.DoesNotContain(await portal.ItemsAsync("/api/v1/telemetry/alarms?open=true", token), item => item.GetProperty("id").GetInt64() == alarm);
    }

    [Theory]
    [InlineData(Roles.Auditor)]
    [InlineData(Roles.Planner)]
    public async Task Who_only_reads_explains_nothing(string role)
    {
        var (engine, alarm) = await RaiseAsync();
        using var refused = await ExplainAsync(alarm, await portal.AddPersonAsync(role), "I would rather have it gone.");
        Assert.Equal("not-permitted", await RunningPortal.ProblemAsync(refused, HttpStatusCode.Forbidden));
        using var browser = await portal.BrowserOfAsync(role);
        Assert.DoesNotContain("#explain", await browser.ReadAsync($"/telemetry/{engine}"), StringComparison.Ordinal);
    }

    private async Task<(string Engine, long Alarm)> RaiseAsync()
    {
        var (engine, _) = await fleet.EnrolAsync();
        return (engine, await portal.ScalarAsync<long>(
            """
            INSERT INTO telemetry.alarm (engine_id, code, subject, detail, raised_at)
            SELECT id, 'metric-vanished', 'requests_total', 'made up for a test', now() FROM telemetry.engine WHERE code = $1 RETURNING id
            """, engine));
    }

    private Task<HttpResponseMessage> ExplainAsync(long alarm, string token, string explanation) => portal.SendAsync(
        HttpMethod.Post, $"/api/v1/telemetry/alarms/{alarm}/explanation", token, new StringContent(JsonSerializer.Serialize(new { explanation }), Encoding.UTF8, "application/json"));
}
