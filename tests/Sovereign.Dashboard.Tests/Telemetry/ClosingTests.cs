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

    /// <summary>0.5 J a token: Hindi has two tokens for three characters, English one for four.</summary>
    [Fact]
    public async Task Joules_of_text_are_published_by_language()
    {
        for (var i = 1; i <= 5; i++)
        {
            var engine = await EngineAsync($"polyglot {i}", "USA");
            await DayOfAsync(engine, 1000, 500);
            foreach (var (tag, tokens, characters) in new[] { ("hi-IN", 400, 600), ("hi", 200, 300), ("en", 400, 1600) })
            {
                await MinutesAsync(engine, Signals.GeneratedTokensByLanguage, tokens, tag);
                await MinutesAsync(engine, Signals.GeneratedCharacters, characters, tag);
            }
        }

        await CloseAsync();
        var items = await portal.ItemsAsync($"/api/v1/observations?indicator=joules-per-thousand-characters&country=USA&from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}");
        Assert.Equal(
            [("gpu", 200.0), ("gpu-text-en", 125.0), ("gpu-text-hi", 333.33)],
            items.Select(item => (item.GetProperty("definition").GetString()!, item.GetProperty("value").GetDouble())).Order());
        // Who may see engines can make the language's figure from theirs.
        var engines = await portal.ItemsAsync($"/api/v1/telemetry/days/{day:yyyy-MM-dd}", await portal.AddPersonAsync(Roles.Auditor));
        var hindi = engines.Select(one => one.GetProperty("figures").GetProperty("joules-per-1000-characters").GetProperty("languages").GetProperty("hi")).ToArray();
        Assert.Equal(333.33, hindi.Sum(one => one.GetProperty("numerator").GetDouble()) / hindi.Sum(one => one.GetProperty("denominator").GetDouble()), 0.005);
        var indicator = (await portal.ItemsAsync("/api/v1/indicators")).Single(item => item.GetProperty("code").GetString() == "joules-per-thousand-characters");
        Assert.Contains("language hi", indicator.GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>All five reported half a day: one had announced the other half, one was enrolled at noon of the day and one retired then.</summary>
    [Fact]
    public async Task What_was_planned_is_not_held_against_an_engine()
    {
        var engines = new List<string>();
        for (var i = 1; i <= 5; i++)
        {
            engines.Add(await EngineAsync($"half {i}", "IND", form => form with { IntervalSeconds = 60 }));
            await portal.ExecuteAsync($"UPDATE telemetry.engine SET enrolled_at = '{day.AddDays(-9):yyyy-MM-dd}' WHERE code = '{engines[^1]}'");
        }

        foreach (var engine in engines) await DayOfAsync(engine, 1000, 500, engine == engines[1] ? 12 : 0, engine == engines[1] ? 24 : 12);
        await portal.ExecuteAsync($"""
            INSERT INTO telemetry.outage (engine_id, begins_at, ends_at, reason, announced_at, announced_by)
            SELECT id, '{day:yyyy-MM-dd} 12:00:00+00', '{day.AddDays(1):yyyy-MM-dd} 06:00:00+00', 'New roof', '{day:yyyy-MM-dd} 11:00:00+00', 'p-1' FROM telemetry.engine WHERE code = '{engines[0]}';
            UPDATE telemetry.engine SET enrolled_at = '{day:yyyy-MM-dd} 12:00:00+00' WHERE code = '{engines[1]}';
            UPDATE telemetry.engine SET retired_at = '{day:yyyy-MM-dd} 12:00:00+00' WHERE code = '{engines[2]}';
            INSERT INTO telemetry.outage (engine_id, begins_at, ends_at, reason, announced_at, announced_by, cancelled_at)
            SELECT id, '{day:yyyy-MM-dd} 12:00:00+00', '{day.AddDays(1):yyyy-MM-dd} 00:00:00+00', 'Not needed', '{day:yyyy-MM-dd} 11:00:00+00', 'p-1', '{day:yyyy-MM-dd} 11:30:00+00'
            FROM telemetry.engine WHERE code = '{engines[3]}';
            """);
        await CloseAsync();
        var days = await portal.ItemsAsync($"/api/v1/telemetry/days/{day:yyyy-MM-dd}", await portal.AddPersonAsync(Roles.Auditor));
        var expected = engines.ConvertAll(engine => days.Single(one => one.GetProperty("engine").GetString() == engine).GetProperty("figures").GetProperty("availability"));
        Assert.Equal([43_200, 43_200, 43_200, 86_400, 86_400], expected.ConvertAll(figure => figure.GetProperty("denominator").GetDouble()));
        Assert.All(expected, figure => Assert.Equal(43_200, figure.GetProperty("numerator").GetDouble()));
        // Who is silent half a day without having said so is flagged.
        Assert.Equal([true, true, true, false, false], engines.ConvertAll(engine => days.Single(one => one.GetProperty("engine").GetString() == engine).GetProperty("included").GetBoolean()));
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

    /// <summary>A day of even minutes, or some hours of it.</summary>
    private async Task DayOfAsync(string engine, double tokens, double joules, int fromHour = 0, int toHour = 24)
    {
        await MinutesAsync(engine, Signals.GeneratedTokens, tokens, "", fromHour, toHour);
        await MinutesAsync(engine, Signals.GpuEnergy, joules, "", fromHour, toHour);
    }

    private async Task MinutesAsync(string engine, Signal signal, double increase, string part, int fromHour = 0, int toHour = 24)
    {
        await portal.Services.GetRequiredService<Partitions>().EnsureAsync("rollup_minute", day, Ct);
        await portal.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO telemetry.rollup_minute (engine_id, signal, part, layout, bucket, series, samples, increase, integral, latest_at, seconds, least_seconds, resets, gaps)
            SELECT e.id, {signal.Id}, '{part}', 0, m, 1, 4, {increase}, 0, m, 60, 60, 0, 0
            FROM telemetry.engine e, generate_series('{day:yyyy-MM-dd}'::timestamp AT TIME ZONE 'UTC' + interval '{fromHour} hours',
                '{day:yyyy-MM-dd}'::timestamp AT TIME ZONE 'UTC' + interval '{toHour} hours -1 minute', interval '1 minute') m WHERE e.code = '{engine}'
            """));
    }
}
