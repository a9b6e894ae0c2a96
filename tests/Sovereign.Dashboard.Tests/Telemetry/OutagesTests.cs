using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Commands;
using Sovereign.Dashboard.Telemetry.Outages;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry;

/// <summary>Operators announce outages; what lies behind cannot be planned.</summary>
public sealed class OutagesTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_outage_is_announced_listed_and_cancelled()
    {
        var (code, token) = await EnrolAsync();
        var from = DateTimeOffset.UtcNow.AddHours(2);
        var outage = await PlanAsync(code, token, new(from, from.AddHours(3), "New power supply"));
        Assert.Equal("New power supply", Assert.Single(await portal.ItemsAsync(Path(code), token)).GetProperty("reason").GetString());

        using var cancelled = await portal.SendAsync(HttpMethod.Delete, $"{Path(code)}/{outage.Id}", token);
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        Assert.NotEqual(JsonValueKind.Null, Assert.Single(await portal.ItemsAsync(Path(code), token)).GetProperty("cancelledAt").ValueKind);
        using var again = await portal.SendAsync(HttpMethod.Delete, $"{Path(code)}/{outage.Id}", token);
        Assert.Equal("outage-over", await RunningPortal.ProblemAsync(again, HttpStatusCode.Conflict));
        // Cancelled before it began, it plans nothing.
        Assert.Equal(0L, await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.outage WHERE least(ends_at, cancelled_at) > begins_at AND id = $1", outage.Id));
        Assert.Equal(1L, await portal.ScalarAsync<long>("SELECT count(*) FROM audit.event WHERE name = 'outage.announced' AND subject = $1", $"engine:{code}/outage:{outage.Id}"));
    }

    [Fact]
    public async Task What_is_over_is_not_planned()
    {
        var (code, token) = await EnrolAsync();
        var before = DateTimeOffset.UtcNow;
        var outage = await PlanAsync(code, token, new(before.AddHours(-5), before.AddHours(1), "It failed this morning"));
        Assert.True(outage.From >= before.AddSeconds(-1));
    }

    [Theory]
    [InlineData(-3, -1, "Over already", "bad-outage")]
    [InlineData(3, 1, "Ends before it begins", "bad-outage")]
    [InlineData(1, 3000, "Far too long", "outage-too-long")]
    [InlineData(9000, 9001, "Next year and later", "outage-too-long")]
    [InlineData(1, 2, "", "bad-reason")]
    [InlineData(1, 2, "two\nlines", "bad-reason")]
    public async Task What_cannot_be_planned_is_refused_and_changes_nothing(int from, int to, string reason, string code)
    {
        var (engine, token) = await EnrolAsync();
        var now = DateTimeOffset.UtcNow;
        using var answer = await portal.SendAsync(HttpMethod.Post, Path(engine), token, JsonContent.Create(new OutageForm(now.AddHours(from), now.AddHours(to), reason)));
        Assert.Equal(code, await RunningPortal.ProblemAsync(answer, HttpStatusCode.BadRequest));
        Assert.Empty(await portal.ItemsAsync(Path(engine), token));
    }

    [Fact]
    public async Task Who_may_not_hold_engines_plans_none()
    {
        var (code, token) = await EnrolAsync();
        var planner = await portal.AddPersonAsync(Roles.Planner);
        var form = new OutageForm(null, DateTimeOffset.UtcNow.AddHours(1), "Not mine to say");
        using var refused = await portal.SendAsync(HttpMethod.Post, Path(code), planner, JsonContent.Create(form));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Empty(await portal.ItemsAsync(Path(code), planner));
        using var nobody = await portal.SendAsync(HttpMethod.Post, Path(code), null, JsonContent.Create(form));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        using var unknown = await portal.SendAsync(HttpMethod.Post, Path("no-such-engine"), token, JsonContent.Create(form));
        Assert.Equal("no-such-engine", await RunningPortal.ProblemAsync(unknown, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task On_the_page_it_is_announced_and_cancelled()
    {
        var (code, _) = await EnrolAsync();
        using var person = await portal.BrowserOfAsync(Roles.Operator);
        var address = $"/work/engines/{code}";
        using (var wrong = await person.SendAsync(address, "outage", ("from", ""), ("to", "2001-01-01T00:00"), ("reason", "Long ago")))
            Assert.Contains("not over yet", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using (var told = await person.SendAsync(address, "outage", ("from", ""), ("to", $"{DateTime.UtcNow.AddHours(5):yyyy-MM-ddTHH:mm}"), ("reason", "A <b>new</b> disk")))
            Assert.Contains("The outage is announced", await told.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var page = await person.ReadAsync($"/telemetry/{code}");
        Assert.Contains("A <b>new</b> disk", page, StringComparison.Ordinal);
        var id = await portal.ScalarAsync<int>("SELECT o.id FROM telemetry.outage o JOIN telemetry.engine e ON e.id = o.engine_id WHERE e.code = $1", code);
        using (var cancelled = await person.SendAsync(address, "cancel-outage", ("outage", $"{id}")))
            Assert.Contains("The outage is cancelled", await cancelled.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains(">cancelled<", await person.ReadAsync($"/telemetry/{code}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_announces_one()
    {
        var (code, token) = await EnrolAsync();
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] command = ["outage", code, "--to", DateTimeOffset.UtcNow.AddHours(2).ToString("O"), "--reason", "Cooling is cleaned"];
        Assert.Equal(0, await EnginesCommand.RunAsync(command, portal.Services, TextReader.Null, output, error, Ct));
        Assert.Equal("Cooling is cleaned", Assert.Single(await portal.ItemsAsync(Path(code), token)).GetProperty("reason").GetString());
        Assert.Equal(2, await EnginesCommand.RunAsync(["outage", code, "--to", "tomorrow"], portal.Services, TextReader.Null, output, error, Ct));
    }

    private static string Path(string engine) => $"/api/v1/engines/{engine}/outages";

    private async Task<(string Code, string Token)> EnrolAsync()
    {
        var fleet = await new Fleet(portal).EnrolSiteAsync("IND", "An operator");
        return ((await fleet.EnrolAsync(form => form)).Code, await portal.AddPersonAsync(Roles.Operator));
    }

    private async Task<OutageDetails> PlanAsync(string engine, string token, OutageForm form)
    {
        using var answer = await portal.SendAsync(HttpMethod.Post, Path(engine), token, JsonContent.Create(form));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<OutageDetails>(Ct))!;
    }
}
