using System.Globalization;
using System.Text;
using CsCheck;
using Sovereign.Dashboard.Telemetry.Receiving;
using Sovereign.Dashboard.Telemetry.Receiving.Wire;
using Sovereign.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Receiving;

public class OtlpTests
{
    [Fact]
    public void A_gauge_has_its_value_and_no_start()
    {
        var sink = Read(OtlpBodies.Gauge("gpu.power", 312.5));

        Assert.Equal(["gpu.power{} 312.5 @1795365015000"], sink.Lines);
        Assert.Equal(DeclaredType.Gauge, sink.Series[0].Type);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Numbers_that_are_none_are_spelled_out_in_JSON(double value, string line)
    {
        Assert.Equal([$"x{{}} {line} @1795365015000"], Read(OtlpBodies.Gauge("x", value)).Lines);
    }

    [Fact]
    public void A_sum_is_a_counter_with_its_start_cut_to_milliseconds()
    {
        var sink = Read(OtlpBodies.Sum("tokens", 406, temporality: 2, isMonotonic: true));

        Assert.Equal(["tokens{} 406 @1795365015000 from 1795365000000"], sink.Lines);
        Assert.Equal((DeclaredType.Counter, Temporality.Cumulative), (sink.Series[0].Type, sink.Series[0].Temporality));
    }

    [Fact]
    public void A_delta_keeps_its_interval()
    {
        var sink = Read(OtlpBodies.Sum("tokens", 406, temporality: 1, isMonotonic: true));

        Assert.Equal(["tokens{} 406 @1795365015000 from 1795365000000"], sink.Lines);
        Assert.Equal(Temporality.Delta, sink.Series[0].Temporality);
    }

    [Fact]
    public void A_sum_that_may_fall_is_a_gauge()
    {
        var sink = Read(OtlpBodies.Sum("requests.running", -3, temporality: 2, isMonotonic: false));

        Assert.Equal(["requests.running{} -3 @1795365015000"], sink.Lines);
        Assert.Equal(DeclaredType.Gauge, sink.Series[0].Type);
    }

    [Theory]
    [InlineData(0, OtlpBodies.Start, OtlpBodies.Time)]
    [InlineData(7, OtlpBodies.Start, OtlpBodies.Time)]
    [InlineData(1, 0UL, OtlpBodies.Time)]
    [InlineData(1, OtlpBodies.Start, 0UL)]
    public void A_sum_of_no_known_interval_is_refused(int temporality, ulong start, ulong time)
    {
        var sink = Read(OtlpBodies.Sum("tokens", 1, temporality, isMonotonic: true, start, time));

        Assert.Equal(1, sink.Refused[RejectReason.UnspecifiedTemporality]);
        Assert.Equal(["tokens"], sink.Examples);
        Assert.Empty(sink.Lines);
    }

    [Fact]
    public void No_recorded_value_ends_a_series()
    {
        Assert.Equal(["tokens{} stale @1795365015000 from 1795365000000"], Read(OtlpBodies.Sum("tokens", 0, 2, true, flags: 1)).Lines);
        Assert.Equal(
            ["h_bucket{le=+Inf} stale @1795365015000 from 1795365000000", "h_sum{} stale @1795365015000 from 1795365000000", "h_count{} stale @1795365015000 from 1795365000000"],
            Read(OtlpBodies.Histogram("h", [], [], null, 0, flags: 1)).Lines);
    }

    [Fact]
    public void A_histogram_becomes_cumulative_buckets_sum_and_count()
    {
        var sink = Read(OtlpBodies.Histogram("ttft", [1, 0, 2, 4], [0.1, 1, 1_000_000], 9.5, 7));

        Assert.Equal(["le=0.1 1", "le=1 1", "le=1e+06 3", "le=+Inf 7", "9.5", "7"], Short(sink));
        Assert.Equal(["ttft_bucket", "ttft_bucket", "ttft_bucket", "ttft_bucket", "ttft_sum", "ttft_count"], sink.Series.Select(series => series.Metric));
        Assert.All(sink.Series, series => Assert.Equal(DeclaredType.Histogram, series.Type));
    }

    [Fact]
    public void A_histogram_without_buckets_or_sum_still_counts()
    {
        Assert.Equal(["le=+Inf 7", "7"], Short(Read(OtlpBodies.Histogram("h", [], [], null, 7))));
    }

    [Fact]
    public void A_histogram_that_contradicts_itself_is_refused()
    {
        OtlpBodies[] wrong =
        [
            OtlpBodies.Histogram("h", [1, 2], [0.1, 1], 1, 3),
            OtlpBodies.Histogram("h", [1, 2], [0.1], 1, 4),
            OtlpBodies.Histogram("h", [1, 1, 1], [1, 0.1], 1, 3),
            OtlpBodies.Histogram("h", [1, 2], [double.PositiveInfinity], 1, 3),
            OtlpBodies.Histogram("h", [ulong.MaxValue, 2], [1], 1, 1),
        ];

        Assert.All(wrong, body =>
        {
            var sink = Read(body);
            Assert.Equal(1, sink.Refused[RejectReason.BucketsNotCumulative]);
            Assert.Empty(sink.Lines);
        });
    }

    [Fact]
    public void A_summary_keeps_its_sum_and_count()
    {
        Assert.Equal(["9.5", "7"], Short(Read(OtlpBodies.Summary("s", 7, 9.5))));
    }

    [Fact]
    public void An_exponential_histogram_of_the_grids_scale_keeps_its_buckets()
    {
        // Scale 2: (1, 2^¼], (2^¼, 2^½]; below the lowest bucket nothing lies, and its lower bound says so.
        Assert.Equal(["le=1 0", "le=1.189207115002721 3", "le=1.4142135623730951 8", "le=+Inf 8", "1", "8"], Short(Read(OtlpBodies.Exponential("e", 2, 0, [3, 5]))));
    }

    [Fact]
    public void A_finer_scale_is_merged_and_a_coarser_lands_on_the_grid()
    {
        // Scale 3 has eight bounds for a power of two: buckets -1 and -2 make one of ours, 0 and 1 the next.
        Assert.Equal(["le=0.8408964152537145 0", "le=1 3", "le=1.189207115002721 10", "le=+Inf 10", "1", "10"], Short(Read(OtlpBodies.Exponential("e", 3, -2, [1, 2, 3, 4]))));
        // Scale 0 has one: (½, 1], (1, 2], (2, 4].
        Assert.Equal(["le=0.5 0", "le=1 1", "le=2 3", "le=4 6", "le=+Inf 6", "1", "6"], Short(Read(OtlpBodies.Exponential("e", 0, -1, [1, 2, 3]))));
        // Scale -1: base 4.
        Assert.Equal(["le=1 0", "le=4 1", "le=16 3", "le=+Inf 3", "1", "3"], Short(Read(OtlpBodies.Exponential("e", -1, 0, [1, 2]))));
    }

    [Fact]
    public void Empty_buckets_at_the_ends_are_left_out_and_those_between_kept()
    {
        Assert.Equal(["le=2 0", "le=4 1", "le=8 1", "le=16 3", "le=+Inf 3", "1", "3"], Short(Read(OtlpBodies.Exponential("e", 0, 0, [0, 1, 0, 2, 0]))));
        Assert.Equal(["le=+Inf 0", "1", "0"], Short(Read(OtlpBodies.Exponential("e", 0, 0, []))));
    }

    [Fact]
    public void Zeros_and_what_is_below_have_a_bound_of_their_own()
    {
        Assert.Equal(["le=0 6", "le=1 6", "le=2 7", "le=+Inf 7", "1", "7"], Short(Read(OtlpBodies.Exponential("e", 0, 0, [1], zero: 2, negative: [1, 3]))));
        // A threshold between bounds goes to the next one above.
        Assert.Equal(["le=0.5 2", "le=1 2", "le=2 3", "le=+Inf 3", "1", "3"], Short(Read(OtlpBodies.Exponential("e", 0, 0, [1], zero: 2, threshold: 0.43))));
    }

    [Fact]
    public void Values_beyond_all_doubles_are_counted_without_a_bound()
    {
        Assert.Equal(["le=+Inf 5", "1", "5"], Short(Read(OtlpBodies.Exponential("e", -10, 5, [5]))));
        Assert.Equal(["le=0.8408964152537145 0", "le=1 5", "le=+Inf 5", "1", "5"], Short(Read(OtlpBodies.Exponential("e", 20, -9, [5]))));
    }

    [Fact]
    public void Counts_of_the_grid_are_those_of_the_values_at_every_scale()
    {
        // Values go into the sender's buckets by the definition of the scale; at each bound of ours the count must be that of the values at or below it.
        Gen.Select(Gen.Double[0.001, 5_000].Array[1, 40], Gen.Int[-3, 8]).Sample((values, scale) =>
        {
            var indexes = values.Select(value => (int)Math.Ceiling(Math.Log2(value) * Math.Pow(2, scale)) - 1).ToList();
            var (low, high) = (indexes.Min(), indexes.Max());
            var counts = new ulong[high - low + 1];
            foreach (var index in indexes) counts[index - low]++;

            var sink = Read(OtlpBodies.Exponential("e", scale, low, counts));
            for (var i = 0; i < sink.Series.Count; i++)
            {
                if (!sink.Series[i].Metric.EndsWith("_bucket", StringComparison.Ordinal)) continue;
                var text = sink.Series[i].Labels[0].Value;
                var bound = text == "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);
                // Within rounding of the logarithm a value may lie on either side.
                Assert.InRange(sink.Values[i], values.Count(value => value <= bound * (1 - 1e-12)), values.Count(value => value <= bound * (1 + 1e-12)));
            }
        }, iter: 300);
    }

    [Fact]
    public void Attributes_of_point_resource_and_scope_become_labels_and_the_points_win()
    {
        var protobuf = ProtoWriter.Message(request => request.Nested(1, resource => resource
            .Nested(2, scope => scope.Nested(1, named => named.Text(1, "engine")).Nested(2, metric => metric.Text(1, "x").Nested(5, gauge => gauge.Nested(1, point => point
                .Fixed(3, OtlpBodies.Time).Fixed(6, 5)
                .Nested(7, Attribute("host.name", value => value.Text(1, "point")))
                .Nested(7, Attribute("count", value => value.Number(3, -5L)))
                .Nested(7, Attribute("ratio", value => value.Double(4, 0.25)))
                .Nested(7, Attribute("on", value => value.Number(2, 1UL)))
                .Nested(7, Attribute("list", value => value.Nested(5, list => list.Nested(1, item => item.Text(1, "a")))))
                .Nested(7, Attribute("map", value => value.Nested(6, map => map.Text(1, "a"))))
                .Nested(7, Attribute("none", _ => { }))))))
            .Nested(1, described => described
                .Nested(1, Attribute("host.name", value => value.Text(1, "resource")))
                .Nested(1, Attribute("service.instance.id", value => value.Text(1, "engine-1"))))));
        var json = """
            {"resourceMetrics":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"resource"}},{"key":"service.instance.id","value":{"stringValue":"engine-1"}}]},
            "scopeMetrics":[{"scope":{"name":"engine"},"metrics":[{"name":"x","gauge":{"dataPoints":[{"timeUnixNano":"1795365015000000001","asInt":5,"attributes":[
            {"key":"host.name","value":{"stringValue":"point"}},{"key":"count","value":{"intValue":"-5"}},{"key":"ratio","value":{"doubleValue":0.25}},{"key":"on","value":{"boolValue":true}},
            {"key":"list","value":{"arrayValue":{"values":[{"stringValue":"a"}]}}},{"key":"map","value":{"kvlistValue":{}}},{"key":"none","value":{}}]}]}}]}]}]}
            """;

        var sink = Read(new OtlpBodies(protobuf, Encoding.UTF8.GetBytes(json)));

        Assert.Equal(["x{count=-5,host.name=point,on=true,otel.scope.name=engine,ratio=0.25,service.instance.id=engine-1} 5 @1795365015000"], sink.Lines);
    }

    [Fact]
    public void A_series_is_found_again_and_another_resource_or_type_is_another()
    {
        var sink = new RecordingSink();
        OtlpProtobuf.Read(OtlpBodies.Sum("x", 1, 2, true).Protobuf, sink, 100);
        OtlpProtobuf.Read(OtlpBodies.Sum("x", 2, 2, true).Protobuf, sink, 100);
        Assert.Equal(1, sink.Found);
        // Both encodings name a series by the same bytes.
        OtlpJson.Read(OtlpBodies.Sum("x", 2, 2, true).Json, sink, 100);
        Assert.Equal(2, sink.Found);
        OtlpProtobuf.Read(OtlpBodies.Sum("x", 2, 1, true).Protobuf, sink, 100);
        OtlpProtobuf.Read(OtlpBodies.Gauge("x", 2).Protobuf, sink, 100);
        Assert.Equal(3, sink.Series.Count);
    }

    [Fact]
    public void A_point_the_sender_put_together_is_kept_and_counted()
    {
        var sink = new RecordingSink();
        OtlpProtobuf.Read(
            ProtoWriter.Message(request => request.Nested(1, resource => resource.Nested(2, scope => scope.Nested(2, metric => metric.Text(1, "x").Nested(5, gauge => gauge.Nested(1, point => point
                .Fixed(3, OtlpBodies.Time).Fixed(6, 5).Nested(7, Attribute("otel.metric.overflow", value => value.Number(2, 1UL))))))))),
            sink, 10);

        Assert.Equal(1, sink.Refused[RejectReason.SenderOverflow]);
        Assert.Single(sink.Lines);
    }

    [Fact]
    public void A_point_without_a_value_is_counted()
    {
        var sink = Read(new OtlpBodies(
            ProtoWriter.Message(request => request.Nested(1, resource => resource.Nested(2, scope => scope.Nested(2, metric => metric.Text(1, "x").Nested(5, gauge => gauge.Nested(1, point => point.Fixed(3, 1))))))),
            """{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"x","gauge":{"dataPoints":[{"timeUnixNano":1}]}}]}]}]}"""u8.ToArray()));

        Assert.Equal(1, sink.Refused[RejectReason.NoData]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"resourceMetrics":{}}""")]
    [InlineData("""{"resourceMetrics":[1]}""")]
    [InlineData("""{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":5}]}]}]}""")]
    [InlineData("""{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"\ud800"}]}]}]}""")]
    [InlineData("""{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"x","sum":{"aggregationTemporality":"AGGREGATION_TEMPORALITY_DELTA"}}]}]}]}""")]
    [InlineData("""{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"x","gauge":{"dataPoints":[{"asDouble":"one"}]}}]}]}]}""")]
    [InlineData("""{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"x","gauge":{"dataPoints":[{"timeUnixNano":-1}]}}]}]}]}""")]
    public void JSON_that_is_not_of_this_form_is_corrupt(string json)
    {
        var fault = Assert.Throws<UnreadableBodyException>(() => OtlpJson.Read(Encoding.UTF8.GetBytes(json), new RecordingSink(), 10));

        Assert.Equal(UnreadableKind.Corrupt, fault.Kind);
    }

    [Fact]
    public void Buckets_count_as_samples_so_that_few_bytes_do_not_make_many()
    {
        var body = OtlpBodies.Histogram("h", [1, 1, 1], [1, 2], 3, 3);

        // Three buckets, sum and count.
        Assert.Equal(5, OtlpProtobuf.Read(body.Protobuf, new RecordingSink(), 5).Samples);
        Assert.Equal(UnreadableKind.TooLarge, Assert.Throws<UnreadableBodyException>(() => OtlpProtobuf.Read(body.Protobuf, new RecordingSink(), 4)).Kind);
        Assert.Equal(UnreadableKind.TooLarge, Assert.Throws<UnreadableBodyException>(() => OtlpJson.Read(body.Json, new RecordingSink(), 4)).Kind);
        var endless = OtlpBodies.Histogram("h", new ulong[20_000], [], 0, 0);
        Assert.Equal(UnreadableKind.TooLarge, Assert.Throws<UnreadableBodyException>(() => OtlpProtobuf.Read(endless.Protobuf, new RecordingSink(), 100_000)).Kind);
    }

    [Fact]
    public void A_histogram_is_the_same_samples_as_a_page_of_text()
    {
        var histograms =
            from bounds in Gen.Double[-50, 2_000_000].Array[0, 12].Select(bounds => bounds.Distinct().Order().ToArray())
            from counts in Gen.ULong[0, 1_000_000].Array[bounds.Length + 1]
            from sum in Gen.Double[-1e9, 1e9]
            select (bounds, counts, sum);
        histograms.Sample(histogram =>
        {
            var (bounds, counts, sum) = histogram;
            ulong below = 0;
            var page = new StringBuilder("# TYPE x histogram\n");
            for (var i = 0; i < bounds.Length; i++) page.Append(CultureInfo.InvariantCulture, $"x_bucket{{le=\"{bounds[i]:R}\"}} {below += counts[i]} 1795365015000\n");
            below += counts[^1];
            page.Append(CultureInfo.InvariantCulture, $"x_bucket{{le=\"+Inf\"}} {below} 1795365015000\nx_sum {sum:R} 1795365015000\nx_count {below} 1795365015000\n");
            page.Append("# TYPE x_created gauge\nx_created 1795365000\n");
            var text = new RecordingSink();
            Exposition.Read(Encoding.UTF8.GetBytes(page.ToString()), ExpositionFormat.PrometheusText, text, 100);

            var otlp = Read(OtlpBodies.Histogram("x", counts, bounds, sum, below));

            Assert.Equal(text.Lines, otlp.Lines);
            Assert.Equal(text.Series.Select(series => series.Type), otlp.Series.Select(series => series.Type));
        }, iter: 300);
    }

    private static RecordingSink Read(OtlpBodies bodies)
    {
        var (protobuf, json) = (new RecordingSink(), new RecordingSink());
        OtlpProtobuf.Read(bodies.Protobuf, protobuf, 100_000);
        OtlpJson.Read(bodies.Json, json, 100_000);
        Assert.Equal(protobuf.Lines, json.Lines);
        Assert.Equal(protobuf.Refused, json.Refused);
        return protobuf;
    }

    private static Action<ProtoWriter> Attribute(string key, Action<ProtoWriter> value) => attribute => attribute.Text(1, key).Nested(2, value);

    private static string[] Short(RecordingSink sink) =>
        [.. sink.Series.Zip(sink.Values, (series, value) => string.Create(CultureInfo.InvariantCulture, $"{string.Concat(series.Labels.Select(label => $"{label.Name}={label.Value} "))}{value}"))];
}
