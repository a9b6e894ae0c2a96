using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Telemetry;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Receiving;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry;

/// <summary>What is acknowledged is kept once, whatever senders do.</summary>
public sealed class StoringTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const long Second = 1000;

    private readonly Fleet fleet = new(portal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_request_again_is_success_and_counts_once()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (60 * Second);
        Sent[] body = [Sent.Generated(at, 100), Sent.Generated(at + (15 * Second), 160)];
        Assert.Equal((ReceiptState.Kept, 2, 0), Told(await fleet.SendAsync(key, body)));
        var again = await fleet.SendAsync(key, body);
        Assert.Equal((ReceiptState.Kept, 2, 0), Told(again));
        Assert.Equal(2, again.Refused[RejectReason.RepeatedBatch]);
        await fleet.RollUpAsync();
        Assert.Equal(60, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
    }

    [Fact]
    public async Task A_repeat_cut_into_other_requests_counts_once()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (60 * Second);
        await fleet.SendAsync(key, Sent.Generated(at, 100), Sent.Generated(at + (15 * Second), 160), Sent.Generated(at + (30 * Second), 200));
        var again = await fleet.SendAsync(key, Sent.Generated(at + (15 * Second), 160), Sent.Generated(at + (30 * Second), 200));
        Assert.Equal((ReceiptState.Kept, 2, 0), Told(again));
        Assert.Equal(2, again.Refused[RejectReason.RepeatedSample]);
        await fleet.RollUpAsync();
        Assert.Equal(100, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
    }

    [Fact]
    public async Task A_second_value_for_one_time_is_refused_and_the_first_stands()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (60 * Second);
        await fleet.SendAsync(key, Sent.Generated(at, 100), Sent.Generated(at + (15 * Second), 160));
        var other = await fleet.SendAsync(key, Sent.Generated(at + (15 * Second), 999), Sent.Generated(at + (30 * Second), 170));
        Assert.Equal((ReceiptState.Kept, 1, 1), Told(other));
        Assert.Equal(1, other.Refused[RejectReason.DuplicateTimestamp]);
        Assert.Contains("first stands", other.Example, StringComparison.Ordinal);
        await fleet.RollUpAsync();
        Assert.Equal(70, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
    }

    [Fact]
    public async Task Late_samples_are_taken_in_and_the_minutes_they_touch_are_made_anew()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (3600 * Second);
        await fleet.SendAsync(key, Sent.Generated(at, 100), Sent.Generated(at + (120 * Second), 400));
        await fleet.RollUpAsync();
        Assert.Equal(300, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
        // The counter began again between the two: 250 more, then from zero.
        var late = await fleet.SendAsync(key, Sent.Generated(at + (60 * Second), 350), Sent.Generated(at + (75 * Second), 20));
        Assert.Equal((ReceiptState.Kept, 2, 0), Told(late));
        await fleet.RollUpAsync();
        Assert.Equal(250 + 20 + 380, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
    }

    [Fact]
    public async Task What_lies_too_far_ahead_or_back_is_refused()
    {
        var (_, key) = await fleet.EnrolAsync();
        var receipt = await fleet.SendAsync(
            key, Sent.Generated(Fleet.Now + (3600 * Second), 1), Sent.Generated(Fleet.Now - (25 * 3600 * Second), 1), Sent.Generated(Fleet.Now + (200 * Second), 1));
        Assert.Equal((ReceiptState.Kept, 1, 2), Told(receipt));
        Assert.Equal((1, 1), (receipt.Refused[RejectReason.Future], receipt.Refused[RejectReason.TooOld]));
    }

    [Fact]
    public async Task The_stale_marker_keeps_its_bits_and_other_nans_are_passed_over()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (60 * Second);
        var receipt = await fleet.SendAsync(key, Sent.Generated(at, 100), Sent.Generated(at + (15 * Second), StaleMarker.Value), Sent.Generated(at + (30 * Second), double.NaN));
        Assert.Equal((ReceiptState.Kept, 2, 0), Told(receipt));
        Assert.Equal(1, receipt.Refused[RejectReason.NotANumber]);
        var stored = await portal.ScalarAsync<double>(
            "SELECT r.numbers[1] FROM telemetry.reading r JOIN telemetry.engine e ON e.id = r.engine_id WHERE e.code = $1 ORDER BY r.at DESC LIMIT 1", engine);
        Assert.True(StaleMarker.Is(stored));
    }

    [Fact]
    public async Task After_a_restart_a_repeat_is_still_a_repeat()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (60 * Second);
        Sent[] body = [Sent.Generated(at, 100), Sent.Generated(at + (15 * Second), 160)];
        await fleet.SendAsync(key, body);
        await portal.StopAsync();
        await portal.StartAsync();
        var again = await fleet.SendAsync(key, [.. body, Sent.Generated(at + (15 * Second), 161), Sent.Generated(at + (30 * Second), 170)]);
        Assert.Equal(2, again.Refused[RejectReason.RepeatedSample]);
        Assert.Equal(1, again.Refused[RejectReason.DuplicateTimestamp]);
        await fleet.RollUpAsync();
        Assert.Equal(70, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
    }

    [Fact]
    public async Task A_revoked_key_keeps_nothing_also_where_it_was_recognised_before()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var sender = await portal.Services.GetRequiredService<SenderKeys>().RecogniseAsync(key, Ct);
        Fleet.Value(await portal.Services.GetRequiredService<ChangeKeys>().RevokeAsync(EngineKey.NameIn(key)!, AuditEvent.CommandLine, Ct));
        var receipt = await fleet.SendAsync(sender!, Sent.Generated(Fleet.Now, 1));
        Assert.Equal(ReceiptState.KeyEnded, receipt.State);
        Assert.Null(await portal.Services.GetRequiredService<SenderKeys>().RecogniseAsync(key, Ct));
        Assert.Equal(0L, await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.reading r JOIN telemetry.engine e ON e.id = r.engine_id WHERE e.code = $1", engine));
    }

    [Fact]
    public async Task A_sites_key_sends_for_each_engine_by_its_match_and_lists_who_matches_none()
    {
        await fleet.EnrolSiteAsync();
        var (one, _) = await fleet.EnrolAsync(form => form with { Match = "instance=a:8000" });
        var (two, _) = await fleet.EnrolAsync(form => form with { Match = "instance=b:8000" });
        var at = Fleet.Now - (60 * Second);
        var receipt = await fleet.SendAsync(
            fleet.SiteKey,
            Sent.Generated(at, 0, "instance=a:8000"), Sent.Generated(at, 0, "instance=b:8000"), Sent.Generated(at, 0, "instance=c:8000"),
            Sent.Generated(at + (15 * Second), 5, "instance=a:8000"), Sent.Generated(at + (15 * Second), 7, "instance=b:8000"));
        Assert.Equal((ReceiptState.Kept, 4, 0), Told(receipt));
        Assert.Equal(1, receipt.Refused[RejectReason.UnknownTarget]);
        await fleet.RollUpAsync();
        Assert.Equal((5, 7), (await fleet.IncreaseAsync(one, "generated_tokens_total"), await fleet.IncreaseAsync(two, "generated_tokens_total")));
    }

    [Fact]
    public async Task Unmapped_metrics_are_counted_and_not_stored()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var receipt = await fleet.SendAsync(key, new Sent("vllm:brand_new_thing", Fleet.Now, 1), Sent.Generated(Fleet.Now, 1));
        Assert.Equal((ReceiptState.Kept, 1, 0), Told(receipt));
        Assert.Equal(1, receipt.Refused[RejectReason.UnmappedMetric]);
        Assert.Equal(1L, await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.series s JOIN telemetry.engine e ON e.id = s.engine_id WHERE e.code = $1", engine));
    }

    [Fact]
    public async Task A_scrape_cut_into_two_requests_knows_the_start_of_its_process()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (120 * Second);
        Sent Start(long time, long began) => new("process_start_time_seconds", time, began / 1000.0);
        await fleet.SendAsync(key, Sent.Generated(at, 100), Start(at, at - (3600 * Second)));
        // The process began anew, and its counter is higher already: the start alone shows it, and it comes in the second request.
        await fleet.SendAsync(key, Sent.Generated(at + (60 * Second), 150));
        await fleet.SendAsync(key, Start(at + (60 * Second), at + (10 * Second)));
        await fleet.RollUpAsync();
        Assert.Equal(150, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
    }

    [Fact]
    public async Task Requests_that_overtake_each_other_count_each_sample_once()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (600 * Second);
        var requests = Enumerable.Range(0, 30).Select(i => new[] { Sent.Generated(at + (i * 15 * Second), 10 * i) }).ToArray();
        new Random(3).Shuffle(requests);
        // All at once, each twice.
        await Task.WhenAll(requests.Concat(requests).Select(request => fleet.SendAsync(key, request)));
        await fleet.RollUpAsync();
        Assert.Equal(290, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
        Assert.Equal(30L, await portal.ScalarAsync<long>(
            "SELECT sum(cardinality(r.series)) FROM telemetry.reading r JOIN telemetry.engine e ON e.id = r.engine_id WHERE e.code = $1", engine));
    }

    [Fact]
    public async Task A_second_scraper_is_passed_over_until_the_first_falls_silent()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (1200 * Second);
        await fleet.SendAsync(key, Sent.Generated(at, 100, "instance=a"), Sent.Generated(at + (15 * Second), 150, "instance=a"));
        var second = await fleet.SendAsync(key, Sent.Generated(at + (20 * Second), 170, "instance=b"));
        Assert.Equal(1, second.Refused[RejectReason.SecondWriter]);
        var later = await fleet.SendAsync(key, Sent.Generated(at + (400 * Second), 900, "instance=b"), Sent.Generated(at + (415 * Second), 910, "instance=b"));
        Assert.Equal((ReceiptState.Kept, 2, 0), Told(later));
        await fleet.RollUpAsync();
        // Over the hole nothing is bridged.
        Assert.Equal(60, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
    }

    [Fact]
    public async Task A_page_without_times_that_comes_again_unchanged_is_another_reading()
    {
        var (engine, key) = await fleet.EnrolAsync();
        await fleet.SendAsync(key, Sent.Generated(0, 100));
        var again = await fleet.SendAsync(key, Sent.Generated(0, 100));
        Assert.Equal((ReceiptState.Kept, 1, 0), Told(again));
        Assert.Empty(again.Refused);
        Assert.Equal(2L, await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.reading r JOIN telemetry.engine e ON e.id = r.engine_id WHERE e.code = $1", engine));
    }

    [Fact]
    public async Task A_delta_that_overlaps_one_already_counted_is_refused()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (120 * Second);
        await fleet.SendAsync(key, Delta(at, at + (30 * Second), 10));
        var other = await fleet.SendAsync(key, Delta(at + (15 * Second), at + (45 * Second), 99), Delta(at + (45 * Second), at + (60 * Second), 5));
        Assert.Equal((ReceiptState.Kept, 1, 1), Told(other));
        Assert.Equal(1, other.Refused[RejectReason.DeltaOverlap]);
        await fleet.RollUpAsync();
        Assert.Equal(15, await fleet.IncreaseAsync(engine, "generated_tokens_total"));

        static Sent Delta(long from, long to, double value) => new("vllm:generation_tokens_total", to, value, null, from, Temporality.Delta);
    }

    [Theory]
    [InlineData(RejectReason.TooManySeries)]
    [InlineData(RejectReason.TooManyNewSeries)]
    public async Task Past_the_most_series_of_an_engine_known_ones_go_on(RejectReason reason)
    {
        var options = portal.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value;
        var (most, mostNew) = (options.MaxSeriesPerEngine, options.MaxNewSeriesPerHour);
        var (_, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (60 * Second);
        try
        {
            if (reason == RejectReason.TooManySeries) options.MaxSeriesPerEngine = 1;
            else options.MaxNewSeriesPerHour = 1;
            await fleet.SendAsync(key, Sent.Generated(at, 1));
            var receipt = await fleet.SendAsync(key, Sent.Generated(at + Second, 2), new("vllm:num_requests_running", at + Second, 3));
            Assert.Equal((ReceiptState.Kept, 1, 1), Told(receipt));
            Assert.Equal(1, receipt.Refused[reason]);
        }
        finally
        {
            (options.MaxSeriesPerEngine, options.MaxNewSeriesPerHour) = (most, mostNew);
        }
    }

    private static (ReceiptState, int, int) Told(Receipt receipt) => (receipt.State, receipt.Written, receipt.Rejected);
}
