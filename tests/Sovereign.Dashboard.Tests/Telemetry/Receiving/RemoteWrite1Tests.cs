using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Receiving;
using Sovereign.Dashboard.Telemetry.Receiving.Wire;
using Sovereign.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Receiving;

public class RemoteWrite1Tests
{
    private const long Now = 1_795_365_000_123;

    private readonly RecordingSink sink = new();

    [Fact]
    public void Samples_come_with_their_labels_sorted_and_their_times()
    {
        Read(request => request
            .Nested(1, series => Labels(series, ("__name__", "vllm:generation_tokens_total"), ("model_name", "tiny"), ("engine", "0")).Nested(2, Sample(406, Now)).Nested(2, Sample(410, Now + 15_000))));

        Assert.Equal(
            ["vllm:generation_tokens_total{engine=0,model_name=tiny} 406 @1795365000123", "vllm:generation_tokens_total{engine=0,model_name=tiny} 410 @1795365015123"],
            sink.Lines);
        Assert.Equal(DeclaredType.Unknown, sink.Series[0].Type);
    }

    [Fact]
    public void A_series_met_before_is_found_by_its_bytes_and_allocates_nothing()
    {
        var body = ProtoWriter.Message(request =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                var engine = i;
                request.Nested(1, series => Labels(series, ("__name__", "up"), ("instance", $"host-{engine}:8000"), ("job", "vllm")).Nested(2, Sample(1, Now)));
            }
        });
        var known = new KnowingSink();
        RemoteWrite1.Read(body, known, 100_000);
        Assert.Equal(2_000, known.Named);

        var before = GC.GetAllocatedBytesForCurrentThread();
        RemoteWrite1.Read(body, known, 100_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(2_000, known.Named);
        Assert.Equal(4_000, known.Samples);
        // The reader itself, whatever the number of series.
        Assert.InRange(allocated, 0, 256);
    }

    [Fact]
    public void Labels_with_something_between_them_name_the_same_series()
    {
        Read(request => request
            .Nested(1, series => Labels(series, ("__name__", "x"), ("a", "1")).Nested(2, Sample(1, Now)))
            .Nested(1, series => Labels(Labels(series, ("__name__", "x")).Nested(2, Sample(2, Now + 1)), ("a", "1"))));

        Assert.Equal(["x{a=1} 1 @1795365000123", "x{a=1} 2 @1795365000124"], sink.Lines);
        Assert.Single(sink.Series);
    }

    [Fact]
    public void Unsorted_labels_are_taken_and_an_empty_value_is_no_label()
    {
        Read(request => request.Nested(1, series => Labels(series, ("z", "2"), ("gone", ""), ("__name__", "x"), ("a", "1")).Nested(2, Sample(1, Now))));

        Assert.Equal(["x{a=1,z=2} 1 @1795365000123"], sink.Lines);
    }

    [Theory]
    [InlineData(RejectReason.DuplicateLabel, "__name__", "x", "a", "1", "a", "2")]
    [InlineData(RejectReason.DuplicateLabel, "__name__", "x", "__name__", "y")]
    [InlineData(RejectReason.NoMetricName, "a", "1")]
    [InlineData(RejectReason.NoMetricName, "__name__", "")]
    [InlineData(RejectReason.EmptyLabelName, "__name__", "x", "", "1")]
    [InlineData(RejectReason.BadText, "__name__", "x", "a", "\0")]
    public void A_series_that_cannot_be_named_is_refused_and_the_next_is_kept(RejectReason why, params string[] labels)
    {
        Read(request => request
            .Nested(1, series => Labels(series, [.. labels.Chunk(2).Select(pair => (pair[0], pair[1]))]).Nested(2, Sample(1, Now)).Nested(2, Sample(2, Now)))
            .Nested(1, series => Labels(series, ("__name__", "good")).Nested(2, Sample(3, Now))));

        Assert.Equal(2, sink.Refused[why]);
        Assert.Equal(["good{} 3 @1795365000123"], sink.Lines);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        Read(request => request.Nested(1, series => Labels(series, ("__name__", "x")).Nested(1, label => label.Text(1, "a").Bytes(2, 0xff, 0xfe)).Nested(2, Sample(1, Now))));

        Assert.Equal(1, sink.Refused[RejectReason.BadText]);
    }

    [Fact]
    public void A_series_without_any_label_has_no_name()
    {
        Read(request => request.Nested(1, series => series.Nested(2, Sample(1, Now))));

        Assert.Equal(1, sink.Refused[RejectReason.NoMetricName]);
    }

    [Fact]
    public void More_labels_and_longer_names_than_are_read_are_refused()
    {
        Read(request => request
            .Nested(1, series => Labels(series, [("__name__", "many"), .. Enumerable.Range(0, 31).Select(i => ($"l{i}", "1"))]).Nested(2, Sample(1, Now)))
            .Nested(1, series => Labels(series, [("__name__", "enough"), .. Enumerable.Range(0, 30).Select(i => ($"l{i}", "1"))]).Nested(2, Sample(1, Now)))
            .Nested(1, series => Labels(series, ("__name__", new string('m', 129))).Nested(2, Sample(1, Now)))
            .Nested(1, series => Labels(series, ("__name__", new string('m', 128)), (new string('l', 128), "1")).Nested(2, Sample(1, Now)))
            .Nested(1, series => Labels(series, ("__name__", "x"), (new string('l', 500), "1")).Nested(2, Sample(1, Now))));

        Assert.Equal(1, sink.Refused[RejectReason.TooManyLabels]);
        Assert.Equal(2, sink.Refused[RejectReason.LabelTooLong]);
        Assert.Equal(2, sink.Series.Count);
    }

    [Fact]
    public void A_long_value_is_cut_and_two_that_begin_alike_stay_apart()
    {
        var start = new string('v', 255) + "😀";
        Read(request => request
            .Nested(1, series => Labels(series, ("__name__", "x"), ("a", start + "1")).Nested(2, Sample(1, Now)))
            .Nested(1, series => Labels(series, ("__name__", "x"), ("a", start + "2")).Nested(2, Sample(1, Now)))
            .Nested(1, series => Labels(series, ("__name__", "x"), ("a", new string('é', 256))).Nested(2, Sample(1, Now))));

        var values = sink.Series.Select(series => series.Labels[0].Value).ToList();
        Assert.Equal(256, values[0].Length);
        Assert.StartsWith(new string('v', 239) + "~", values[0]);
        Assert.NotEqual(values[0], values[1]);
        Assert.Equal(new string('é', 256), values[2]);
    }

    [Fact]
    public void Labels_longer_than_all_that_is_kept_are_refused_before_they_are_remembered()
    {
        Read(request => request.Nested(1, series => Labels(series, ("__name__", "x"), ("a", new string('v', 70_000))).Nested(2, Sample(1, Now))));

        Assert.Equal(1, sink.Refused[RejectReason.LabelTooLong]);
        Assert.Empty(sink.Series);
    }

    [Fact]
    public void Native_histograms_are_refused_and_samples_beside_them_kept()
    {
        Read(request => request
            .Nested(1, series => Labels(series, ("__name__", "h")).Nested(4, histogram => histogram.Number(1, 3UL)))
            .Nested(1, series => Labels(series, ("__name__", "both")).Nested(2, Sample(1, Now)).Nested(4, histogram => histogram.Number(1, 3UL))));

        Assert.Equal(2, sink.Refused[RejectReason.NativeHistogram]);
        Assert.Equal(["h", "both"], sink.Examples);
        Assert.Equal(["both{} 1 @1795365000123"], sink.Lines);
    }

    [Fact]
    public void A_request_with_metadata_alone_brings_nothing_and_is_no_error()
    {
        var counts = Read(request => request.Nested(3, metadata => metadata.Number(1, 1UL).Text(2, "vllm:x").Text(4, "Help.")));

        Assert.Equal(new WireCounts(0, 0), counts);
        Assert.True(sink.IsUntouched);
    }

    [Fact]
    public void The_stale_marker_keeps_its_bits_and_1970_is_a_time()
    {
        Read(request => request.Nested(1, series => Labels(series, ("__name__", "x")).Nested(2, Sample(StaleMarker.Value, Now)).Nested(2, Sample(double.NaN, Now)).Nested(2, Sample(7, 0)).Nested(2, Sample(8, -5))));

        Assert.Equal(["x{} stale @1795365000123", "x{} NaN @1795365000123", "x{} 7 @1", "x{} 8 @-5"], sink.Lines);
    }

    [Fact]
    public void Bounds_are_spelled_alike_whoever_wrote_them()
    {
        Read(request => request
            .Nested(1, series => Labels(series, ("__name__", "h_bucket"), ("le", "1.0")).Nested(2, Sample(1, Now)))
            .Nested(1, series => Labels(series, ("__name__", "h_bucket"), ("le", "1e6")).Nested(2, Sample(1, Now)))
            .Nested(1, series => Labels(series, ("__name__", "gauge"), ("le", "1.0")).Nested(2, Sample(1, Now))));

        Assert.Equal(["1", "1e+06", "1.0"], sink.Series.Select(series => series.Labels[0].Value));
    }

    [Fact]
    public void Too_many_samples_are_refused_as_a_whole()
    {
        var body = ProtoWriter.Message(request => request.Nested(1, series => Labels(series, ("__name__", "x")).Nested(2, Sample(1, 1)).Nested(2, Sample(1, 2)).Nested(2, Sample(1, 3))));

        Assert.Equal(3, RemoteWrite1.Read(body, sink, 3).Samples);
        Assert.Equal(UnreadableKind.TooLarge, Assert.Throws<UnreadableBodyException>(() => RemoteWrite1.Read(body, sink, 2)).Kind);
    }

    [Theory]
    [InlineData("0A05")]                     // longer than the body
    [InlineData("FFFFFFFFFFFFFFFFFFFFFF01")] // a number that does not end
    [InlineData("18FFFFFFFFFFFFFFFFFFFF01")] // nor this one, of a field that is passed over
    [InlineData("0A02120B")]                 // a sample cut off
    [InlineData("00")]                       // field 0
    [InlineData("0B")]                       // a group
    [InlineData("0A130A0D0A085F5F6E616D655F5F12017812020901")] // a value of one byte
    public void Broken_messages_are_corrupt(string hex)
    {
        Assert.Equal(UnreadableKind.Corrupt, Assert.Throws<UnreadableBodyException>(() => RemoteWrite1.Read(Convert.FromHexString(hex), sink, 10)).Kind);
    }

    private WireCounts Read(Action<ProtoWriter> request) => RemoteWrite1.Read(ProtoWriter.Message(request), sink, 100_000);

    private static ProtoWriter Labels(ProtoWriter series, params (string Name, string Value)[] labels)
    {
        foreach (var (name, value) in labels) series.Nested(1, label => label.Text(1, name).Text(2, value));
        return series;
    }

    private static Action<ProtoWriter> Sample(double value, long at) => sample => sample.Double(1, value).Number(2, at);

    /// <summary>Knows series by a hash, as the real sink does, and allocates for none it knows.</summary>
    private sealed class KnowingSink : ISampleSink
    {
        private readonly HashSet<ulong> known = new(10_000);

        public int Named { get; private set; }

        public int Samples { get; private set; }

        public int Find(ReadOnlySpan<byte> identity) => known.Contains(System.IO.Hashing.XxHash3.HashToUInt64(identity)) ? 0 : -1;

        public int Add(ReadOnlySpan<byte> identity, SeriesName name)
        {
            known.Add(System.IO.Hashing.XxHash3.HashToUInt64(identity));
            return Named++;
        }

        public void Sample(int slot, long at, double value, long startedAt = 0) => Samples++;

        public void Reject(RejectReason reason, int points, string example) => Assert.Fail(example);
    }
}
