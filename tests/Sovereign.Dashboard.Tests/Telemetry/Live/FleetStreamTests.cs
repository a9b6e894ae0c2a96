using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Telemetry.Live;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Live;

/// <summary>The stream behind the fleet's page: one snapshot for all, none when nobody looks, nothing kept for whoever is slow.</summary>
public sealed class FleetStreamTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    private readonly Fleet fleet = new(portal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private FleetBroadcast Broadcast => portal.Services.GetRequiredService<FleetBroadcast>();

    [Fact]
    public async Task It_tells_the_fleet_at_once_and_again_when_something_was_sent()
    {
        var (engine, key) = await fleet.EnrolAsync();
        await using var viewer = await Viewer.OpenAsync(portal, await portal.AddPersonAsync(Roles.Planner));
        // The first snapshot may be one that others were told, from before the engine was enrolled.
        var first = await viewer.NextAsync("fleet");
        while (!Has(first, engine)) first = await viewer.NextAsync("fleet");
        Assert.Equal("never", Line(first, engine).GetProperty("state").GetString());
        await fleet.SendAsync(key, Minutes.Of(8, 90));
        await fleet.RollUpAsync();
        JsonElement line;
        do line = Line(await viewer.NextAsync("fleet"), engine);
        while (line.GetProperty("state").GetString() != "live");
        Assert.Equal("90.0", line.GetProperty("texts")[1].GetString());
        Assert.Equal(JsonValueKind.Null, line.GetProperty("texts")[2].ValueKind);
    }

    [Fact]
    public async Task Viewers_share_a_question_and_without_them_none_is_asked()
    {
        await GoneAsync();
        var token = await portal.AddPersonAsync(Roles.Auditor);
        var viewers = new List<Viewer>();
        for (var i = 0; i < 10; i++) viewers.Add(await Viewer.OpenAsync(portal, token));
        foreach (var viewer in viewers) await viewer.NextAsync("fleet");
        Assert.Equal(10, Broadcast.Viewers);
        var before = Broadcast.Asked;
        await Task.Delay(2.5 * FleetBroadcast.Interval, Ct);
        Assert.InRange(Broadcast.Asked - before, 1, 4);
        foreach (var viewer in viewers) await viewer.DisposeAsync();
        await GoneAsync();
        await Task.Delay(1.2 * FleetBroadcast.Interval, Ct);
        before = Broadcast.Asked;
        await Task.Delay(1.5 * FleetBroadcast.Interval, Ct);
        Assert.Equal(before, Broadcast.Asked);
    }

    [Fact]
    public async Task Who_is_slow_skips_what_came_between_and_gets_the_newest()
    {
        await using var fast = Broadcast.WatchAsync(Ct).GetAsyncEnumerator(Ct);
        await using var slow = Broadcast.WatchAsync(Ct).GetAsyncEnumerator(Ct);
        await fast.MoveNextAsync();
        await slow.MoveNextAsync();
        var engine = "";
        for (var i = 1; i <= 3; i++)
        {
            (engine, _) = await fleet.EnrolAsync();
            await fast.MoveNextAsync().AsTask().WaitAsync(patience, Ct);
        }

        // The slow one was not waited for, and is told the newest alone.
        await slow.MoveNextAsync().AsTask().WaitAsync(patience, Ct);
        Assert.True(slow.Current.Span.SequenceEqual(fast.Current.Span));
        Assert.Contains(engine, System.Text.Encoding.UTF8.GetString(slow.Current.Span), StringComparison.Ordinal);
        // And the same bytes, not a copy of them for each.
        Assert.True(slow.Current.Equals(fast.Current));
    }

    [Fact]
    public async Task A_viewer_that_leaves_is_forgotten()
    {
        await GoneAsync();
        var viewer = await Viewer.OpenAsync(portal, await portal.AddPersonAsync(Roles.Operator));
        await viewer.NextAsync("fleet");
        Assert.Equal(1, Broadcast.Viewers);
        await viewer.DisposeAsync();
        await GoneAsync();
        Assert.Equal(0, Broadcast.Viewers);
    }

    [Fact]
    public async Task It_is_for_those_who_may_see_single_engines_and_kept_by_nobody()
    {
        using var nobody = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = portal.Http.BaseAddress };
        using var asked = await nobody.GetAsync("/telemetry/live", Ct);
        Assert.StartsWith("/sign-in", asked.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var analyst = await portal.BrowserOfAsync(Roles.Analyst);
        using var refused = await analyst.GetAsync("/telemetry/live");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await using var viewer = await Viewer.OpenAsync(portal, await portal.AddPersonAsync(Roles.Operator));
        Assert.True(viewer.Headers.CacheControl!.NoStore);
        Assert.Equal("text/event-stream", viewer.ContentType);
    }

    private static bool Has(JsonElement fleet, string engine) => fleet.GetProperty("engines").EnumerateArray().Any(line => line.GetProperty("code").GetString() == engine);

    private static JsonElement Line(JsonElement fleet, string engine) =>
        fleet.GetProperty("engines").EnumerateArray().Single(line => line.GetProperty("code").GetString() == engine);

    private async Task GoneAsync()
    {
        for (var tries = 0; Broadcast.Viewers > 0 && tries < 400; tries++) await Task.Delay(50, Ct);
    }

    private sealed class Viewer : IAsyncDisposable
    {
        private readonly HttpResponseMessage answer;
        private readonly StreamReader lines;

        private Viewer(HttpResponseMessage answer, StreamReader lines) => (this.answer, this.lines) = (answer, lines);

        public HttpResponseHeaders Headers => answer.Headers;

        public string? ContentType => answer.Content.Headers.ContentType?.MediaType;

        public static async Task<Viewer> OpenAsync(RunningPortal portal, string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/telemetry/live") { Headers = { Authorization = new("Bearer", token) } };
            var answer = await portal.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return new Viewer(answer, new StreamReader(await answer.Content.ReadAsStreamAsync(Ct)));
        }

        public async Task<JsonElement> NextAsync(string name)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            limit.CancelAfter(patience);
            var told = "";
            while (await lines.ReadLineAsync(limit.Token) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal)) told = line[7..];
                if (line.StartsWith("data: ", StringComparison.Ordinal) && told == name) return JsonSerializer.Deserialize<JsonElement>(line[6..]);
            }

            throw new InvalidOperationException("The stream ended.");
        }

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            answer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
