using Microsoft.Extensions.Options;
using Npgsql;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Receiving;
using Sovereign.Dashboard.Telemetry.Receiving.Wire;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>Scrapes one engine, the way in being that of everything that is sent. One at a time.</summary>
public sealed class ScrapeEngine(FetchPage fetch, SampleIntake intake, NpgsqlDataSource database, IOptions<ReceivingOptions> bounds, TimeProvider clock)
{
    /// <summary>The alarm's code.</summary>
    public const string Failed = "scrape-failed";

    // Past it names are learnt anew: an engine that invents labels must not fill the memory.
    private const int MostSeries = 20_000;

    private readonly Dictionary<int, (ScrapedSeries Series, string? Failure)> known = [];

    /// <summary>Scrapes an engine that has an address.</summary>
    /// <returns>Why it failed; null where its page was stored.</returns>
    public async Task<string?> RunAsync(EnrolledEngine engine, CancellationToken ct)
    {
        ScrapedSeries series;
        string? before;
        lock (known)
        {
            if (!known.TryGetValue(engine.Id, out var last) || last.Series.Count > MostSeries) known[engine.Id] = last = (new ScrapedSeries(), last.Failure ?? "not tried yet");
            (series, before) = last;
        }

        string? failure = null;
        (byte[] Body, string? ContentType) page = ([], null);
        try
        {
            page = await fetch.RunAsync(engine.ScrapeUrl!, ct);
        }
        catch (ScrapeFailureException fault)
        {
            failure = fault.Message;
        }

        using var collector = await intake.OpenAsync(SenderKey.Portal(engine.SiteId, engine.Id), ct);
        series.Begin(collector);
        if (failure is null)
        {
            try
            {
                var format = ReceivedFormats.OfText(page.ContentType) == ReceivedFormat.OpenMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.PrometheusText;
                Exposition.Read(page.Body, format, series, bounds.Value.MaxSamples);
            }
            catch (UnreadableBodyException fault)
            {
                failure = fault.Message;
            }
        }

        series.End(failure is null);
        var receipt = await intake.KeepAsync(collector, page.Body);
        if (receipt.State != ReceiptState.Kept) failure ??= "The portal could not store the page.";
        lock (known) known[engine.Id] = (series, failure);
        if (failure != before) await TellAsync(engine.Id, failure, ct);
        return failure;
    }

    private async Task TellAsync(int engine, string? failure, CancellationToken ct)
    {
        await using var command = database.CreateCommand(failure is null
            ? "UPDATE telemetry.alarm SET cleared_at = $2 WHERE engine_id = $1 AND code = $3 AND cleared_at IS NULL"
            : """
              INSERT INTO telemetry.alarm (engine_id, code, subject, detail, raised_at) VALUES ($1, $3, 'page', $4, $2)
              ON CONFLICT (engine_id, code, subject) WHERE cleared_at IS NULL AND explained_at IS NULL DO UPDATE SET detail = excluded.detail
              """);
        command.Parameters.Add(new() { Value = engine });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        command.Parameters.Add(new() { Value = Failed });
        if (failure is not null) command.Parameters.Add(new() { Value = failure });
        await command.ExecuteNonQueryAsync(ct);
    }
}
