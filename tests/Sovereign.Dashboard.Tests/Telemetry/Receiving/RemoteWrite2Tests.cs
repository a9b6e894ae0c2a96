using Sovereign.Dashboard.Telemetry.Receiving;
using Sovereign.Dashboard.Telemetry.Receiving.Wire;
using Sovereign.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Receiving;

public class RemoteWrite2Tests
{
    private const long Now = 1_795_365_000_123;

    private static readonly string[] s_symbols = ["", "__name__", "tokens_total", "engine", "0", "1"];

    private readonly RecordingSink sink = new();

    [Fact]
    public void References_become_labels_and_metadata_the_type()
    {
        Read(s_symbols, request => request.Nested(5, series => series
            .PackedVarints(1, 1, 2, 3, 4).Nested(2, sample => sample.Double(1, 5).Number(2, Now).Number(3, Now - 60_000)).Nested(5, metadata => metadata.Number(1, 1UL))));

        Assert.Equal(["tokens_total{engine=0} 5 @1795365000123 from 1795364940123"], sink.Lines);
        Assert.Equal(DeclaredType.Counter, sink.Series[0].Type);
    }

    [Fact]
    public void The_start_of_older_candidates_stands_on_the_series()
    {
        Read(s_symbols, request => request.Nested(5, series => series.PackedVarints(1, 1, 2).Nested(2, Sample(5)).Number(6, Now - 1)));

        Assert.Equal(["tokens_total{} 5 @1795365000123 from 1795365000122"], sink.Lines);
    }

    [Fact]
    public void The_same_series_is_found_whatever_the_table_and_another_type_is_another()
    {
        Read(s_symbols, Series(1, 1, 2, 3, 4));
        Read(["", "0", "engine", "tokens_total", "__name__"], Series(1, 4, 3, 2, 1));
        Read(s_symbols, Series(2, 1, 2, 3, 4));

        Assert.Equal(1, sink.Found);
        Assert.Equal([DeclaredType.Counter, DeclaredType.Gauge], sink.Series.Select(series => series.Type));
    }

    [Fact]
    public void References_that_are_not_packed_are_read()
    {
        Read(s_symbols, request => request.Nested(5, series => series.Number(1, 1UL).Number(1, 2UL).Nested(2, Sample(5))));

        Assert.Equal(["tokens_total{} 5 @1795365000123"], sink.Lines);
    }

    [Fact]
    public void Symbols_may_follow_the_series()
    {
        var body = ProtoWriter.Message(request => request.Nested(5, series => series.PackedVarints(1, 1, 2).Nested(2, Sample(5))).Text(4, "").Text(4, "__name__").Text(4, "late"));
        RemoteWrite2.Read(body, sink, 10);

        Assert.Equal(["late{} 5 @1795365000123"], sink.Lines);
    }

    [Theory]
    [InlineData(1UL, 9UL)]
    [InlineData(1UL, ulong.MaxValue)]
    [InlineData(1UL)]
    public void A_reference_out_of_range_or_out_of_pair_breaks_the_whole_request(params ulong[] references)
    {
        var fault = Assert.Throws<UnreadableBodyException>(() => Read(s_symbols, request => request.Nested(5, series => series.PackedVarints(1, references).Nested(2, Sample(5)))));

        Assert.Equal(UnreadableKind.Corrupt, fault.Kind);
    }

    [Fact]
    public void The_first_symbol_is_the_empty_text()
    {
        Assert.Throws<UnreadableBodyException>(() => Read(["__name__", "x"], Series(1, 0, 1)));
    }

    [Fact]
    public void A_series_with_samples_and_histograms_is_refused_and_so_are_histograms()
    {
        var counts = Read(s_symbols, request => request
            .Nested(5, series => series.PackedVarints(1, 1, 2).Nested(2, Sample(1)).Nested(2, Sample(2)).Nested(3, histogram => histogram.Number(1, 1UL)))
            .Nested(5, series => series.PackedVarints(1, 1, 2).Nested(3, histogram => histogram.Number(1, 1UL)))
            .Nested(5, series => series.PackedVarints(1, 1, 2)));

        Assert.Equal(2, sink.Refused[RejectReason.HasSamplesAndHistograms]);
        Assert.Equal(2, sink.Refused[RejectReason.NativeHistogram]);
        Assert.Equal(new WireCounts(2, 2), counts);
        Assert.Empty(sink.Lines);
    }

    [Fact]
    public void Rules_of_names_are_those_of_the_first_version()
    {
        Read(["", "__name__", "x", "a", "1", "2"], request => request
            .Nested(5, series => series.PackedVarints(1, 1, 2, 3, 4, 3, 5).Nested(2, Sample(1)))
            .Nested(5, series => series.PackedVarints(1, 3, 4).Nested(2, Sample(1)))
            .Nested(5, series => series.PackedVarints(1, 3, 0, 1, 2).Nested(2, Sample(1))));

        Assert.Equal(1, sink.Refused[RejectReason.DuplicateLabel]);
        Assert.Equal(1, sink.Refused[RejectReason.NoMetricName]);
        Assert.Equal(["x{} 1 @1795365000123"], sink.Lines);
    }

    [Fact]
    public void Few_bytes_that_stand_for_many_do_not_make_much_work()
    {
        string[] symbols = ["", "__name__", "x", new string('v', 60_000), new string('w', 2_000_000)];
        Read(symbols, request => request.Nested(5, series => series.PackedVarints(1, 1, 2, 3, 3, 3, 3).Nested(2, Sample(1))).Nested(5, series => series.PackedVarints(1, 1, 2, 2, 4).Nested(2, Sample(1))));
        Assert.Equal(2, sink.Refused[RejectReason.LabelTooLong]);

        var many = Enumerable.Repeat(4UL, 1_000).ToArray();
        Assert.Equal(UnreadableKind.TooLarge, Assert.Throws<UnreadableBodyException>(() => Read(symbols, request => request.Nested(5, series => series.PackedVarints(1, many).Nested(2, Sample(1))))).Kind);
    }

    private WireCounts Read(string[] symbols, Action<ProtoWriter> rest) => RemoteWrite2.Read(
        ProtoWriter.Message(request =>
        {
            foreach (var symbol in symbols) request.Text(4, symbol);
            rest(request);
        }),
        sink, 100_000);

    private static Action<ProtoWriter> Series(ulong type, params ulong[] references) =>
        request => request.Nested(5, series => series.PackedVarints(1, references).Nested(2, Sample(5)).Nested(5, metadata => metadata.Number(1, type)));

    private static Action<ProtoWriter> Sample(double value) => sample => sample.Double(1, value).Number(2, Now);
}
