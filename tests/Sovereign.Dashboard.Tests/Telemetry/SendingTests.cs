using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using Snappier;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Telemetry;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Live;
using Sovereign.Dashboard.Tests.Fixtures;
using Sovereign.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry;

/// <summary>What senders get over HTTP, and what of it is kept.</summary>
public sealed class SendingTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const long Second = 1000;

    private readonly Fleet fleet = new(portal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/v1/metrics", "application/x-protobuf")]
    [InlineData("/api/v1/write", "application/x-protobuf")]
    [InlineData("/api/v1/exposition", "text/plain")]
    public async Task Who_is_not_enrolled_gets_401_and_changes_nothing(string address, string type)
    {
        var (_, revoked) = await fleet.EnrolAsync();
        Fleet.Value(await portal.Services.GetRequiredService<ChangeKeys>().RevokeAsync(EngineKey.NameIn(revoked)!, AuditEvent.CommandLine, Ct));
        var before = await StoredAsync();
        foreach (var key in (string?[])[null, "", "nonsense", revoked, EngineKey.Prefix + new string('a', 40), portal.Uploader])
        {
            using var answer = await SendAsync(address, key, Encoding.UTF8.GetBytes("vllm:generation_tokens_total 1\n"), type);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Equal(before, await StoredAsync());
    }

    [Fact]
    public async Task A_page_pushed_with_curl_becomes_minutes()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (60 * Second);
        foreach (var (offset, generated, prompt) in new[] { (0, 1000, 50), (15, 1450, 80), (30, 30, 5) })
        {
            var page = $"""
                # HELP vllm:generation_tokens_total Generated tokens.
                # TYPE vllm:generation_tokens_total counter
                vllm:generation_tokens_total{"{"}engine="0",model_name="m"{"}"} {generated} {at + (offset * Second)}
                # TYPE vllm:prompt_tokens_total counter
                vllm:prompt_tokens_total{"{"}engine="0",model_name="m"{"}"} {prompt} {at + (offset * Second)}

                """.ReplaceLineEndings("\n");
            using var answer = await SendAsync("/api/v1/exposition", key, Encoding.UTF8.GetBytes(page), "text/plain; version=0.0.4");
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        await fleet.RollUpAsync();
        Assert.Equal(450 + 30, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
        Assert.Equal(30 + 5, await fleet.IncreaseAsync(engine, "prompt_tokens_total"));
        Assert.Equal("vllm", await portal.ScalarAsync<string>("SELECT software FROM telemetry.engine WHERE code = $1", engine));
    }

    [Fact]
    public async Task A_page_cut_short_is_refused_whole()
    {
        var (engine, key) = await fleet.EnrolAsync();
        using var answer = await SendAsync("/api/v1/exposition", key, Encoding.UTF8.GetBytes("vllm:generation_tokens_total 1\nvllm:prompt_tokens_total{engine=\"0"), "text/plain");
        Assert.Equal("unreadable-page", await CodeAsync(answer, HttpStatusCode.BadRequest));
        Assert.Equal(0L, await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.series s JOIN telemetry.engine e ON e.id = s.engine_id WHERE e.code = $1", engine));
    }

    [Fact]
    public async Task Remote_write_is_answered_as_its_senders_need_it()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (60 * Second);
        var good = Write1(("vllm:generation_tokens_total", at, 10), ("vllm:generation_tokens_total", at + Second, 20));
        Assert.Equal(HttpStatusCode.NoContent, await WriteAsync(key, good));
        Assert.Equal(HttpStatusCode.NoContent, await WriteAsync(key, good));
        Assert.Equal(HttpStatusCode.BadRequest, await WriteAsync(key, Write1(("vllm:generation_tokens_total", at, 11), ("vllm:generation_tokens_total", at + (2 * Second), 30))));
        Assert.Equal(HttpStatusCode.BadRequest, await WriteAsync(key, Write1(("vllm:generation_tokens_total", Fleet.Now + (3600 * Second), 1))));
        Assert.Equal(HttpStatusCode.NoContent, await WriteAsync(key, []));
        Assert.Equal(HttpStatusCode.BadRequest, await WriteAsync(key, null, raw: [0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2]) is var bomb && bomb == HttpStatusCode.RequestEntityTooLarge ? HttpStatusCode.BadRequest : bomb);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await WriteAsync(key, good, type: "application/x-protobuf;proto=io.prometheus.write.v9.Request"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await WriteAsync(key, good, type: "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await WriteAsync(key, good, coding: "br"));
        await fleet.RollUpAsync();
        Assert.Equal(20, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
    }

    [Theory]
    [InlineData(MetricReaderTemporalityPreference.Cumulative)]
    [InlineData(MetricReaderTemporalityPreference.Delta)]
    public async Task The_OpenTelemetry_SDK_is_understood(MetricReaderTemporalityPreference temporality)
    {
        var (engine, key) = await fleet.EnrolAsync(form => form with { Software = "otel-genai" });
        using var meter = new Meter($"tests.{engine}");
        var usage = meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}");
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddOtlpExporter((exporter, reader) =>
        {
            exporter.Endpoint = new Uri(portal.Http.BaseAddress!, "v1/metrics");
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
            exporter.Headers = $"x-otlp-api-key={key}";
            reader.TemporalityPreference = temporality;
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = int.MaxValue;
        }).Build();
        for (var round = 1; round <= 3; round++)
        {
            usage.Record(100 * round, new("gen_ai.token.type", "output"), new("gen_ai.operation.name", "chat"));
            usage.Record(7, new("gen_ai.token.type", "input"), new("gen_ai.operation.name", "chat"));
            Assert.True(provider.ForceFlush());
            await Task.Delay(20, Ct);
        }

        await fleet.RollUpAsync();
        Assert.Equal(600, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
        Assert.Equal(21, await fleet.IncreaseAsync(engine, "prompt_tokens_total"));
    }

    [Fact]
    public async Task A_renamed_metric_raises_an_alarm_with_the_next_page_and_never_becomes_zero()
    {
        var (engine, key) = await fleet.EnrolAsync();
        var at = Fleet.Now - (120 * Second);
        string Page(string name, int value, long time) => $"{name} {value} {time}\nvllm:prompt_tokens_total {value} {time}\n";
        foreach (var (offset, name) in new[] { (0, "vllm:generation_tokens_total"), (15, "vllm:generation_tokens_total"), (30, "vllm_generation_tokens_total") })
        {
            using var answer = await SendAsync("/api/v1/exposition", key, Encoding.UTF8.GetBytes(Page(name, 100 + offset, at + (offset * Second))), "text/plain");
            Assert.True(answer.IsSuccessStatusCode);
        }

        await fleet.RollUpAsync();
        Assert.Equal("generated_tokens_total", await portal.ScalarAsync<string>(
            "SELECT a.subject FROM telemetry.alarm a JOIN telemetry.engine e ON e.id = a.engine_id WHERE e.code = $1 AND a.code = 'metric-vanished' AND a.cleared_at IS NULL", engine));
        Assert.Equal(15, await fleet.IncreaseAsync(engine, "generated_tokens_total"));
        var now = Assert.Single(await portal.Services.GetRequiredService<FleetQueries>().NowAsync(engine, Ct));
        Assert.Equal((FleetColumns.Stale, FleetColumns.Stale), (TextOf(now, "Generated"), TextOf(now, "Energy")));
        Assert.NotEqual(FleetColumns.Stale, TextOf(now, "Prompts"));

        using var back = await SendAsync("/api/v1/exposition", key, Encoding.UTF8.GetBytes(Page("vllm:generation_tokens_total", 190, at + (45 * Second))), "text/plain");
        await fleet.RollUpAsync();
        Assert.Equal(1L, await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.alarm a JOIN telemetry.engine e ON e.id = a.engine_id WHERE e.code = $1 AND a.cleared_at IS NOT NULL", engine));
    }

    private static string? TextOf(FleetEngine engine, string column) => FleetColumns.All.Single(one => one.Title == column).Text(engine);

    private Task<long> StoredAsync() => portal.ScalarAsync<long>("SELECT (SELECT count(*) FROM telemetry.batch) + (SELECT count(*) FROM telemetry.reading) + (SELECT count(*) FROM telemetry.series)");

    private static async Task<string> CodeAsync(HttpResponseMessage answer, HttpStatusCode status) => await RunningPortal.ProblemAsync(answer, status);

    private async Task<HttpResponseMessage> SendAsync(string address, string? key, byte[] body, string type, string? coding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (coding is not null) request.Content.Headers.ContentEncoding.Add(coding);
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        return await portal.Http.SendAsync(request, Ct);
    }

    private async Task<HttpStatusCode> WriteAsync(string key, byte[]? message, string type = "application/x-protobuf", string coding = "snappy", byte[]? raw = null)
    {
        using var answer = await SendAsync("/api/v1/write", key, raw ?? Snappy.CompressToArray(message!), type, coding);
        return answer.StatusCode;
    }

    private static byte[] Write1(params (string Metric, long At, double Value)[] samples) => ProtoWriter.Message(request =>
    {
        foreach (var (metric, at, value) in samples)
        {
            request.Nested(1, series => series
                .Nested(1, label => label.Text(1, "__name__").Text(2, metric))
                .Nested(2, sample => sample.Double(1, value).Number(2, at)));
        }
    });
}
