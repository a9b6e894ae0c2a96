using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Telemetry.Receiving;
using Sovereign.Dashboard.Telemetry.Receiving.Wire;
using Sovereign.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Receiving;

public class AnswerTests
{
    private static readonly Receipt s_kept = new(ReceiptState.Kept, 3, new Dictionary<RejectReason, int> { [RejectReason.UnmappedMetric] = 2, [RejectReason.RepeatedSample] = 1 }, null);

    private static readonly Receipt s_part = new(
        ReceiptState.Kept, 3, new Dictionary<RejectReason, int> { [RejectReason.Future] = 2, [RejectReason.NativeHistogram] = 4, [RejectReason.UnmappedMetric] = 5 }, "up is an hour ahead.");

    private static readonly Receipt s_busy = new(ReceiptState.Busy, 0, new Dictionary<RejectReason, int>(), null);

    private static readonly Receipt s_ended = s_busy with { State = ReceiptState.KeyEnded };

    // The table of receivers: what each kind of failure is to remote write, OTLP and text push. A first fault of ours is final to OTLP as 500, so it is 503 there.
    [Theory]
    [InlineData(ReceivingFailureKind.NoKey, 401, 401, 401, 16)]
    [InlineData(ReceivingFailureKind.Unsupported, 415, 415, 415, 3)]
    [InlineData(ReceivingFailureKind.Corrupt, 400, 400, 400, 3)]
    [InlineData(ReceivingFailureKind.TooLarge, 413, 413, 413, 8)]
    [InlineData(ReceivingFailureKind.Busy, 503, 503, 503, 14)]
    [InlineData(ReceivingFailureKind.Fault, 500, 503, 500, 14)]
    [InlineData(ReceivingFailureKind.Poisoned, 400, 400, 400, 3)]
    [InlineData(ReceivingFailureKind.WrongMethod, 405, 405, 405, 12)]
    public void Each_protocol_answers_each_failure_in_its_own_form(ReceivingFailureKind kind, int remoteWrite, int otlp, int text, int code)
    {
        var failure = new ReceivingFailure(kind, "Because.", 17);

        var written = RemoteWriteAnswers.Of(failure);
        Assert.Equal((remoteWrite, "text/plain; charset=utf-8", "Because.\n"), (written.Status, written.ContentType, Text(written)));

        var json = OtlpAnswers.Of(failure, isJson: true);
        Assert.Equal((otlp, "application/json", $$"""{"code":{{code}},"message":"Because."}"""), (json.Status, json.ContentType, Text(json)));
        var protobuf = OtlpAnswers.Of(failure, isJson: false);
        Assert.Equal((otlp, "application/x-protobuf"), (protobuf.Status, protobuf.ContentType));
        Assert.Equal(ProtoWriter.Message(status => status.Number(1, (ulong)code).Text(2, "Because.")), protobuf.Body.ToArray());

        var problem = TextPushAnswers.Of(failure);
        Assert.Equal((text, "application/problem+json"), (problem.Status, problem.ContentType));
        var said = JsonSerializer.Deserialize<JsonElement>(problem.Body.Span);
        Assert.Equal((text, "Because."), (said.GetProperty("status").GetInt32(), said.GetProperty("detail").GetString()));
        Assert.NotEmpty(said.GetProperty("code").GetString()!);

        // To come again is said where coming again helps, and never with another status.
        foreach (var answer in new[] { written, json, protobuf, problem })
            Assert.Equal(answer.Status == 503 ? "17" : null, Header(answer, "Retry-After"));
        Assert.Equal(kind == ReceivingFailureKind.NoKey ? "Bearer" : null, Header(written, "WWW-Authenticate"));
        Assert.Equal(kind == ReceivingFailureKind.WrongMethod ? "POST" : null, Header(protobuf, "Allow"));
    }

    [Fact]
    public void All_kept_or_passed_over_is_success()
    {
        var counts = new WireCounts(6, 0);
        Assert.Equal((204, 0, 0), (RemoteWriteAnswers.Of(s_kept, counts, false, 10).Status, RemoteWriteAnswers.Of(s_kept, counts, false, 10).Body.Length, RemoteWriteAnswers.Of(s_kept, counts, false, 10).Headers.Count));
        Assert.Equal((200, 0), (OtlpAnswers.Of(s_kept, false, 10).Status, OtlpAnswers.Of(s_kept, false, 10).Body.Length));
        Assert.Equal("application/x-protobuf", OtlpAnswers.Of(s_kept, false, 10).ContentType);
        Assert.Equal("{}", Text(OtlpAnswers.Of(s_kept, true, 10)));
        Assert.Equal(204, TextPushAnswers.Of(s_kept, 10).Status);
    }

    [Fact]
    public void Remote_write_2_is_told_what_was_written_also_when_a_part_was_refused()
    {
        var all = RemoteWriteAnswers.Of(s_kept, new WireCounts(6, 0), true, 10);
        Assert.Equal((204, "6", "0", "0"), (all.Status, Header(all, "X-Prometheus-Remote-Write-Samples-Written"), Header(all, "X-Prometheus-Remote-Write-Histograms-Written"), Header(all, "X-Prometheus-Remote-Write-Exemplars-Written")));

        var part = RemoteWriteAnswers.Of(s_part, new WireCounts(10, 4), true, 10);
        Assert.Equal((400, "8", "0", "0"), (part.Status, Header(part, "X-Prometheus-Remote-Write-Samples-Written"), Header(part, "X-Prometheus-Remote-Write-Histograms-Written"), Header(part, "X-Prometheus-Remote-Write-Exemplars-Written")));
        Assert.Equal("6 refused for good (future 2, native-histogram 4), the others kept. up is an hour ahead.\n", Text(part));
    }

    [Fact]
    public void A_part_refused_is_400_to_remote_write_partial_success_to_OTLP_and_counts_to_a_page()
    {
        Assert.Equal(400, RemoteWriteAnswers.Of(s_part, new WireCounts(10, 4), false, 10).Status);

        const string Message = "6 refused for good (future 2, native-histogram 4), the others kept. up is an hour ahead.";
        var json = OtlpAnswers.Of(s_part, true, 10);
        Assert.Equal((200, $$$"""{"partialSuccess":{"rejectedDataPoints":"6","errorMessage":"{{{Message}}}"}}"""), (json.Status, Text(json)));
        Assert.Equal(ProtoWriter.Message(response => response.Nested(1, partial => partial.Number(1, 6UL).Text(2, Message))), OtlpAnswers.Of(s_part, false, 10).Body.ToArray());

        var text = TextPushAnswers.Of(s_part, 10);
        Assert.Equal((200, "application/json"), (text.Status, text.ContentType));
        Assert.Equal("""{"written":3,"rejected":6,"reasons":{"future":2,"native-histogram":4,"unmapped-metric":5},"example":"up is an hour ahead."}""", Text(text));
    }

    [Fact]
    public void A_full_portal_says_come_again_and_an_ended_key_says_401()
    {
        ReceivingAnswer[] busy = [RemoteWriteAnswers.Of(s_busy, default, true, 23), OtlpAnswers.Of(s_busy, true, 23), OtlpAnswers.Of(s_busy, false, 23), TextPushAnswers.Of(s_busy, 23)];
        Assert.All(busy, answer => Assert.Equal((503, "23"), (answer.Status, Header(answer, "Retry-After"))));

        ReceivingAnswer[] ended = [RemoteWriteAnswers.Of(s_ended, default, true, 23), OtlpAnswers.Of(s_ended, true, 23), OtlpAnswers.Of(s_ended, false, 23), TextPushAnswers.Of(s_ended, 23)];
        Assert.All(ended, answer => Assert.Equal((401, null), (answer.Status, Header(answer, "Retry-After"))));
    }

    [Theory]
    [InlineData("application/x-protobuf", ReceivedFormat.RemoteWrite1)]
    [InlineData("application/x-protobuf;proto=prometheus.WriteRequest", ReceivedFormat.RemoteWrite1)]
    [InlineData("Application/X-Protobuf; Proto=\"io.prometheus.write.v2.Request\"", ReceivedFormat.RemoteWrite2)]
    [InlineData("application/x-protobuf;proto=io.prometheus.write.v3.Request", null)]
    [InlineData("text/plain", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Remote_write_is_told_apart_by_its_message(string? contentType, ReceivedFormat? format) => Check(ReceivedFormats.OfRemoteWrite, contentType, format);

    [Theory]
    [InlineData("application/x-protobuf", ReceivedFormat.OtlpProtobuf)]
    [InlineData("application/json; charset=utf-8", ReceivedFormat.OtlpJson)]
    [InlineData("application/grpc", null)]
    public void OTLP_is_told_apart_by_its_type(string? contentType, ReceivedFormat? format) => Check(ReceivedFormats.OfOtlp, contentType, format);

    [Theory]
    [InlineData("text/plain; version=0.0.4; charset=utf-8", ReceivedFormat.PrometheusText)]
    [InlineData("text/plain", ReceivedFormat.PrometheusText)]
    [InlineData("application/openmetrics-text; version=1.0.0", ReceivedFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text; version=2.0.0", null)]
    [InlineData("text/html", null)]
    [InlineData(null, null)]
    public void Pages_are_told_apart_by_type_and_version(string? contentType, ReceivedFormat? format) => Check(ReceivedFormats.OfText, contentType, format);

    [Theory]
    [InlineData("Authorization", "Bearer tk_1", "tk_1")]
    [InlineData("Authorization", "bearer tk_1", "tk_1")]
    [InlineData("Authorization", "Basic YW55Ym9keTp0a18xOjI=", "tk_1:2")]
    [InlineData("Authorization", "Basic OnRrXzE=", "tk_1")]
    [InlineData("Authorization", "Basic bm9jb2xvbg==", null)]
    [InlineData("Authorization", "Basic %%%", null)]
    [InlineData("Authorization", "Digest tk_1", null)]
    [InlineData("Authorization", "Bearer", null)]
    [InlineData("x-otlp-api-key", "tk_1", "tk_1")]
    [InlineData("X-API-Key", "tk_1", "tk_1")]
    [InlineData("x-api-key", "", null)]
    [InlineData("Cookie", "tk_1", null)]
    public void A_key_is_found_where_senders_can_put_it(string header, string value, string? key)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[header] = value;

        Assert.Equal(key, PresentedKey.Of(request));
    }

    [Fact]
    public void A_key_too_long_to_be_one_is_none()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = "Bearer " + new string('k', 257);
        Assert.Null(PresentedKey.Of(request));
        request.Headers.Authorization = "Basic " + Convert.ToBase64String(new byte[10_000]);
        Assert.Null(PresentedKey.Of(request));
    }

    [Fact]
    public void A_body_that_made_the_portal_fail_is_known_again_and_the_oldest_are_forgotten()
    {
        var poisoned = new PoisonedBodies();
        Assert.False(poisoned.Contains("body 0"u8));
        for (var i = 0; i < 257; i++) poisoned.Add(Encoding.UTF8.GetBytes($"body {i}"));

        Assert.False(poisoned.Contains("body 0"u8));
        Assert.True(poisoned.Contains("body 1"u8));
        Assert.True(poisoned.Contains("body 256"u8));
        Assert.False(poisoned.Contains("body"u8));
    }

    [Fact]
    public void A_key_has_as_many_requests_at_once_as_it_may_and_another_key_its_own()
    {
        var requests = new RequestsInFlight(Options.Create(new ReceivingOptions { MaxRequestsPerKey = 2 }));
        Assert.True(requests.TryBegin(1));
        Assert.True(requests.TryBegin(1));
        Assert.False(requests.TryBegin(1));
        Assert.True(requests.TryBegin(2));

        requests.End(1);

        Assert.True(requests.TryBegin(1));
        Assert.False(requests.TryBegin(1));
    }

    private static void Check(Func<string?, ReceivedFormat> of, string? contentType, ReceivedFormat? format)
    {
        if (format is { } known) Assert.Equal(known, of(contentType));
        else Assert.Equal(UnreadableKind.Unsupported, Assert.Throws<UnreadableBodyException>(() => of(contentType)).Kind);
    }

    private static string Text(ReceivingAnswer answer) => Encoding.UTF8.GetString(answer.Body.Span);

    private static string? Header(ReceivingAnswer answer, string name) => answer.Headers.Where(header => header.Key == name).Select(header => header.Value).SingleOrDefault();
}
