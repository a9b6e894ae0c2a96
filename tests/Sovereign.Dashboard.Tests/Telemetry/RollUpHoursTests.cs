using Microsoft.Extensions.DependencyInjection;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Mapping;
using Sovereign.Dashboard.Telemetry.Rollups;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry;

/// <summary>Hours and days are the sums of their minutes, as the reference makes them, and late samples change them.</summary>
public sealed class RollUpHoursTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const long Second = 1000;

    private readonly Fleet fleet = new(portal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_hour_equals_the_reference_over_the_readings()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var hour = BucketLength.StartOf(Fleet.Now - (3 * 3600 * Second), BucketLength.Hour);
        var random = new Random(7);
        var (counter, gauge) = (new List<Reading>(), new List<Reading>());
        double total = 0;
        for (long at = hour - (60 * Second); at < hour + (3600 * Second); at += 15 * Second)
        {
            total = random.Next(100) == 0 ? 0 : total + random.Next(1000);
            counter.Add(new(at, total));
            gauge.Add(new(at, random.Next(40)));
        }

        var sent = counter.Zip(gauge, (one, other) => new[] { Sent.Generated(one.At, one.Value), new Sent("vllm:num_requests_running", other.At, other.Value) }).ToArray();
        random.Shuffle(sent);
        foreach (var request in sent.Chunk(50)) await fleet.SendAsync(key, [.. request.SelectMany(samples => samples)]);
        await fleet.RollUpAsync();
        while (await portal.Services.GetRequiredService<RollUpHours>().RunAsync(Ct) > 0)
        {
        }

        var expected = SeriesBucket.Combine(SeriesWalk.Buckets([.. counter], SeriesKind.Counter, hour, hour + BucketLength.Hour, RollupOptions.Default), BucketLength.Hour).Single();
        var running = SeriesBucket.Combine(SeriesWalk.Buckets([.. gauge], SeriesKind.Gauge, hour, hour + BucketLength.Hour, RollupOptions.Default), BucketLength.Hour).Single();
        Assert.Equal(
            (expected.Increase, expected.Samples, expected.SecondsCovered, expected.Resets),
            (await HourAsync<double>(engine, Signals.GeneratedTokens, hour, "increase"), await HourAsync<int>(engine, Signals.GeneratedTokens, hour, "samples"),
                await HourAsync<double>(engine, Signals.GeneratedTokens, hour, "seconds"), await HourAsync<int>(engine, Signals.GeneratedTokens, hour, "resets")));
        Assert.Equal(running.Integral, await HourAsync<double>(engine, Signals.RequestsRunning, hour, "integral"), 6);
        Assert.Equal(running.Integral / running.SecondsCovered, await HourAsync<double>(engine, Signals.RequestsRunning, hour, "mean"), 9);
        Assert.Equal((running.Lowest, running.Highest, running.Latest), (await HourAsync<double>(engine, Signals.RequestsRunning, hour, "lowest"),
            await HourAsync<double>(engine, Signals.RequestsRunning, hour, "highest"), await HourAsync<double>(engine, Signals.RequestsRunning, hour, "latest")));
    }

    [Fact]
    public async Task Buckets_of_a_histogram_add_up_one_by_one_and_late_samples_change_the_hour()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var hour = BucketLength.StartOf(Fleet.Now - (3 * 3600 * Second), BucketLength.Hour);
        foreach (var (minute, low, all) in new[] { (0, 10, 20), (1, 12, 25), (2, 12, 27) }) await fleet.SendAsync(key, Histogram(hour + (minute * 60 * Second), low, all));
        await HoursAsync();
        Assert.Equal((double[])[2.0, 5.0], await HourAsync<double[]>(engine, Signals.TimeToFirstToken, hour, "buckets"));

        await fleet.SendAsync(key, Histogram(hour + (3 * 60 * Second), 20, 40));
        await HoursAsync();
        Assert.Equal((double[])[10.0, 10.0], await HourAsync<double[]>(engine, Signals.TimeToFirstToken, hour, "buckets"));
    }

    private async Task HoursAsync()
    {
        await fleet.RollUpAsync();
        while (await portal.Services.GetRequiredService<RollUpHours>().RunAsync(Ct) > 0)
        {
        }
    }

    private static Sent[] Histogram(long at, double low, double all) =>
    [
        new("vllm:time_to_first_token_seconds_bucket", at, low, "le=0.1"), new("vllm:time_to_first_token_seconds_bucket", at, all, "le=+Inf"),
        new("vllm:time_to_first_token_seconds_count", at, all), new("vllm:time_to_first_token_seconds_sum", at, all),
    ];

    private Task<T> HourAsync<T>(string engine, Signal signal, long hour, string column) => portal.ScalarAsync<T>(
        $"SELECT r.{column} FROM telemetry.rollup_hour r JOIN telemetry.engine e ON e.id = r.engine_id WHERE e.code = $1 AND r.signal = $2 AND r.bucket = $3",
        engine, signal.Id, DateTimeOffset.FromUnixTimeMilliseconds(hour));
}
