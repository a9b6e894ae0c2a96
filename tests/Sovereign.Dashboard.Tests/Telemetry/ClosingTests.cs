using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Telemetry.Closing;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Mapping;
using Sovereign.Dashboard.Telemetry.Storing;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry;

/// <summary>A day of telemetry becomes published figures, or says why not.</summary>
public sealed class ClosingTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static int s_days;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Each test closes a day of its own, far enough back to be over and near enough to be kept.
    private readonly DateOnly day = DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime).AddDays(-3 - Interlocked.Increment(ref s_days));

    [Fact]
    public async Task A_day_is_published_as_sum_over_sum_and_closing_it_again_changes_nothing()
    {
        for (var i = 1; i <= 5; i++) await DayOfAsync(await EngineAsync($"operator {i}"), tokens: 1000 * i, joules: 500 * i);
        var closed = await CloseAsync();
        Assert.NotNull(closed.VersionId);
        Assert.Equal(5, closed.Engines);
        var items = await portal.ItemsAsync($"/api/v1/observations?indicator=joules-per-token&country=IND&from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}");
        var total = Assert.Single(items, item => item.GetProperty("definition").GetString() == "gpu");
        Assert.Equal(0.5, total.GetProperty("value").GetDouble());
        Assert.Equal("J/{token}", total.GetProperty("unit").GetString());
        Assert.Contains("5 engines of 5 operators", total.GetProperty("note").GetString(), StringComparison.Ordinal);

        var listed = Assert.Single(await portal.ItemsAsync("/api/v1/telemetry/days"), item => item.GetProperty("day").GetString() == $"{day:yyyy-MM-dd}");
        Assert.Equal((closed.Sha256, Convert.ToHexStringLower(closed.Digest)), (listed.GetProperty("sha256").GetString(), listed.GetProperty("digest").GetString()));
        using var hidden = await portal.SendAsync(HttpMethod.Get, $"/api/v1/telemetry/days/{day:yyyy-MM-dd}");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, hidden.StatusCode);
        var engines = await portal.ItemsAsync($"/api/v1/telemetry/days/{day:yyyy-MM-dd}", await portal.AddPersonAsync(Roles.Auditor));
        Assert.Equal(5, engines.Length);
        Assert.All(engines, engine => Assert.True(engine.GetProperty("included").GetBoolean()));

        var before = await portal.FingerprintAsync();
        var again = await CloseAsync();
        Assert.Equal((closed.VersionId, closed.Sha256), (again.VersionId, again.Sha256));
        Assert.Equal(before, await portal.FingerprintAsync());
    }

    [Fact]
    public async Task Four_operators_publish_nothing_and_their_figure_is_confidential()
    {
        for (var i = 1; i <= 4; i++) await DayOfAsync(await EngineAsync($"few {i}", "COG"), 1000, 500);
        var closed = await CloseAsync();
        Assert.Equal(4, closed.Engines);
        Assert.Equal(0L, await portal.ScalarAsync<long>("SELECT count(value) FROM telemetry.nation_figure WHERE country = 'COG' AND day = $1", day));
        Assert.NotEqual(0L, await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.nation_figure WHERE country = 'COG' AND day = $1", day));
        Assert.Empty(await portal.ItemsAsync("/api/v1/observations?country=COG&indicator=joules-per-token"));
    }

    [Fact]
    public async Task Joules_without_a_boundary_are_not_published()
    {
        for (var i = 1; i <= 5; i++) await DayOfAsync(await EngineAsync($"unbounded {i}", "COD", form => form with { Boundary = null }), 1000, 500);
        await CloseAsync();
        Assert.Empty(await portal.ItemsAsync("/api/v1/observations?country=COD&indicator=joules-per-token"));
        Assert.Single(await portal.ItemsAsync($"/api/v1/observations?country=COD&indicator=inference-tokens-per-second&from={day:yyyy-MM-dd}"));
    }

    [Fact]
    public async Task What_physics_speaks_against_is_excluded_until_explained_and_then_corrected()
    {
        for (var i = 1; i <= 5; i++) await DayOfAsync(await EngineAsync($"honest {i}", "CHN"), 1000, 500);
        // 7 billion parameters at 989 TFLOP/s: some 70,000 tokens a second at most, 4 million a minute.
        var liar = await EngineAsync("liar", "CHN");
        await DayOfAsync(liar, 90_000_000, 500);
        await CloseAsync();
        Assert.Equal(0.5, await JoulesAsync("CHN"));
        var operatorToken = await portal.AddPersonAsync(Roles.Operator);
        Assert.Contains("impossible-rate", await portal.ScalarAsync<string>(
            "SELECT string_agg(a.code, ' ') FROM telemetry.alarm a JOIN telemetry.engine e ON e.id = a.engine_id WHERE e.code = $1", liar), StringComparison.Ordinal);
        Assert.NotEmpty(operatorToken);

        await portal.ExecuteAsync($"UPDATE telemetry.alarm SET explained_at = now(), explained_by = 'p-1', explanation = 'A test of the metric itself.' WHERE subject = '{day:yyyy-MM-dd}'");
        await portal.ExecuteAsync($"UPDATE telemetry.closed_day SET due = true WHERE day = '{day:yyyy-MM-dd}'");
        await portal.Services.GetRequiredService<CloseDay>().RunAsync(day, Ct);
        // With it one operator carries nearly all: the figure that stood is wrong now, and the right one is confidential.
        Assert.Empty(await portal.ItemsAsync($"/api/v1/observations?indicator=joules-per-token&country=CHN&from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}"));
    }

    [Fact]
    public async Task A_day_that_is_not_over_is_refused()
    {
        var outcome = await portal.Services.GetRequiredService<CloseDay>().RunAsync(DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime).AddDays(-1), Ct);
        Assert.Equal("day-open", outcome.Match(_ => "", refused => refused.Code));
    }

    private async Task<double> JoulesAsync(string country) =>
        (await portal.ItemsAsync($"/api/v1/observations?indicator=joules-per-token&country={country}&from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}"))
        .Single(item => item.GetProperty("definition").GetString() == "gpu").GetProperty("value").GetDouble();

    private async Task<ClosedDay> CloseAsync() => Fleet.Value(await portal.Services.GetRequiredService<CloseDay>().RunAsync(day, Ct));

    private async Task<string> EngineAsync(string by, string country = "IND", Func<EngineForm, EngineForm>? describe = null)
    {
        var fleet = await new Fleet(portal).EnrolSiteAsync(country, by);
        var (code, _) = await fleet.EnrolAsync(form =>
        {
            var full = form with { Boundary = "gpu", ActiveParameters = 7e9, PeakFlops = 989e12, MaxPowerWatts = 700, Precision = "bf16" };
            return describe?.Invoke(full) ?? full;
        });
        return code;
    }

    /// <summary>A whole day of even minutes.</summary>
    private async Task DayOfAsync(string engine, double tokens, double joules)
    {
        await portal.Services.GetRequiredService<Partitions>().EnsureAsync("rollup_minute", day, Ct);
        foreach (var (signal, increase) in new[] { (Signals.GeneratedTokens, tokens), (Signals.GpuEnergy, joules) })
        {
            await portal.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
                INSERT INTO telemetry.rollup_minute (engine_id, signal, part, layout, bucket, series, samples, increase, integral, latest_at, seconds, least_seconds, resets, gaps)
                SELECT e.id, {signal.Id}, '', 0, m, 1, 4, {increase}, 0, m, 60, 60, 0, 0
                FROM telemetry.engine e, generate_series('{day:yyyy-MM-dd} 00:00:00+00'::timestamptz, '{day:yyyy-MM-dd} 23:59:00+00'::timestamptz, interval '1 minute') m WHERE e.code = '{engine}'
                """));
        }
    }
}
