using System.Text;
using Sovereign.Dashboard.Telemetry.Receiving;
using Sovereign.Dashboard.Telemetry.Receiving.Wire;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Receiving;

public class ExpositionTests
{
    [Fact]
    public void Blanks_tabs_commas_and_comments_stand_where_they_may()
    {
        var sink = Text(
            "# just a remark",
            "#TYPE x gauge is a remark too, for want of a blank",
            "",
            "# HELP x Backslash \\\\ and line \\n.",
            "# TYPE x counter",
            "\t x  {\ta = \"1\" , b=\"2\" , }\t 2.5e0   1795365000123 ",
            "x 1");

        Assert.Equal(["x{a=1,b=2} 2.5 @1795365000123", "x{} 1"], sink.Lines);
        Assert.All(sink.Series, series => Assert.Equal(DeclaredType.Counter, series.Type));
    }

    [Fact]
    public void Escapes_and_letters_of_all_languages_are_read()
    {
        var sink = Text("""x{path="D:\\models",error="no \"tiny\"\nfound",city="Łódź 東京"} 1""");

        Assert.Equal([new Label("city", "Łódź 東京"), new Label("error", "no \"tiny\"\nfound"), new Label("path", "D:\\models")], sink.Series[0].Labels);
    }

    [Fact]
    public void Values_are_read_in_every_spelling()
    {
        var sink = Text("v{k=\"1\"} NaN", "v{k=\"2\"} +Inf", "v{k=\"3\"} -Inf", "v{k=\"4\"} 1.15891634176e+011", "v{k=\"5\"} 1 -3982045", "v{k=\"\"} 7", "v{k=\"6\"} 1.0425e+06", "v{k=\"7\"} 1 0");

        Assert.Equal(
            ["v{k=1} NaN", "v{k=2} Infinity", "v{k=3} -Infinity", "v{k=4} 115891634176", "v{k=5} 1 @-3982045", "v{} 7", "v{k=6} 1042500", "v{k=7} 1 @1"], sink.Lines);
        Assert.All(sink.Series, series => Assert.Equal(DeclaredType.Unknown, series.Type));
    }

    [Fact]
    public void Types_come_from_the_page_whatever_the_name_ends_in()
    {
        var sink = Text(
            "# TYPE vllm:iteration_tokens_total histogram",
            "vllm:iteration_tokens_total_sum 900", "vllm:iteration_tokens_total_bucket{le=\"1.0\"} 2", "vllm:iteration_tokens_total_bucket{le=\"+Inf\"} 4", "vllm:iteration_tokens_total_count 4",
            "# TYPE s summary", "s{quantile=\"0.5\"} NaN", "s_sum 8.5", "s_count 27",
            "# TYPE s_bucket gauge", "s_bucket 1",
            "process_start_time_seconds 1.7953e+09");

        Assert.Equal(
            [DeclaredType.Histogram, DeclaredType.Histogram, DeclaredType.Histogram, DeclaredType.Histogram, DeclaredType.Summary, DeclaredType.Summary, DeclaredType.Summary, DeclaredType.Gauge, DeclaredType.Unknown],
            sink.Series.Select(series => series.Type));
        Assert.Equal("vllm:iteration_tokens_total_bucket{le=1} 2", sink.Lines[1]);
        Assert.Equal("process_start_time_seconds{} 1795300000", sink.Lines[^1]);
    }

    [Fact]
    public void A_last_line_without_its_end_is_read()
    {
        Assert.Equal(["x{} 1"], Read("x 1", ExpositionFormat.PrometheusText).Lines);
        Assert.Equal(["x{} 1"], Read("x 1\n# EOF", ExpositionFormat.OpenMetrics).Lines);
    }

    [Fact]
    public void An_empty_page_is_read()
    {
        Assert.True(Read("", ExpositionFormat.PrometheusText).IsUntouched);
        Assert.True(Read("\n\n", ExpositionFormat.PrometheusText).IsUntouched);
    }

    [Fact]
    public void Names_in_quotes_may_be_anything()
    {
        var sink = Text("# HELP \"engine.tokens\" Tokens.", "# TYPE \"engine.tokens\" counter", "{\"engine.tokens\",\"error.message\"=\"Not Found\"} 3", "{a=\"1\",\"second \\\"one\\\"\"} 4", "plain{\"a.b\"=\"x\"} 5");

        Assert.Equal(["engine.tokens{error.message=Not Found} 3", "second \"one\"{a=1} 4", "plain{a.b=x} 5"], sink.Lines);
        Assert.Equal(DeclaredType.Counter, sink.Series[0].Type);
    }

    [Fact]
    public void A_series_named_twice_counts_once_in_whatever_order_its_labels_are()
    {
        var sink = Text("x{a=\"1\",b=\"2\"} 1", "x{b=\"2\",a=\"1\"} 2", "x{a=\"1\",b=\"2\"} 3 1795365000000");

        Assert.Equal(1, Text("y 1", "y{a=\"\"} 2").Refused[RejectReason.RepeatedSeries]);
        // At another time it is another sample.
        Assert.Equal(["x{a=1,b=2} 1", "x{a=1,b=2} 3 @1795365000000"], sink.Lines);
        Assert.Equal(1, sink.Refused[RejectReason.RepeatedSeries]);
    }

    [Fact]
    public void A_label_named_twice_costs_the_series_and_no_more()
    {
        var sink = Text("x{a=\"1\",a=\"2\"} 1", "y 2");

        Assert.Equal(["y{} 2"], sink.Lines);
        Assert.Equal(1, sink.Refused[RejectReason.DuplicateLabel]);
    }

    [Fact]
    public void A_label_longer_than_all_that_is_kept_costs_the_series_and_no_more()
    {
        var sink = Text($"x{{a=\"{new string('v', 70_000)}\"}} 1", "y 2");

        Assert.Equal(["y{} 2"], sink.Lines);
        Assert.Equal(1, sink.Refused[RejectReason.LabelTooLong]);
    }

    [Theory]
    [InlineData(2, "ok 1", "cut{a=\"1\"")]
    [InlineData(2, "ok 1", "cut{a=\"1")]
    [InlineData(2, "ok 1", "cut")]
    [InlineData(1, "x one")]
    [InlineData(1, "x 0x1p-2")]
    [InlineData(1, "x 1_000")]
    [InlineData(1, "x{a=\"\\q\"} 1")]
    [InlineData(1, "x{a=\"\\")]
    [InlineData(1, "x 1 2 3")]
    [InlineData(1, "x 1 1.5")]
    [InlineData(1, "x 1 # {} 1")]
    [InlineData(1, "x{a=1} 1")]
    [InlineData(1, "x{a} 1")]
    [InlineData(1, "x{a=\"1\" b=\"2\"} 1")]
    [InlineData(1, "x{,} 1")]
    [InlineData(1, "{a=\"1\"} 1")]
    [InlineData(1, "{\"x\",\"y\"} 1")]
    [InlineData(1, "x{\"y\"} 1")]
    [InlineData(1, "{\"\"} 1")]
    [InlineData(1, "x{__name__=\"y\"} 1")]
    [InlineData(1, "1x 1")]
    [InlineData(1, "x.y 1")]
    [InlineData(2, "# TYPE x counter", "# TYPE x gauge", "x 1")]
    [InlineData(2, "x 1", "# TYPE x gauge")]
    [InlineData(1, "# TYPE x speed")]
    [InlineData(1, "# TYPE x")]
    [InlineData(1, "# TYPE x gauge twice")]
    [InlineData(2, "ok 1", "x 1\r")]
    [InlineData(1, "# a remark\r")]
    public void A_broken_page_says_where_and_leaves_nothing_behind(int line, params string[] page)
    {
        var sink = new RecordingSink();
        var fault = Assert.Throws<UnreadableBodyException>(
            () => Exposition.Read(Encoding.UTF8.GetBytes(string.Join('\n', page)), ExpositionFormat.PrometheusText, sink, 100));

        Assert.Equal(UnreadableKind.Corrupt, fault.Kind);
        Assert.StartsWith($"Line {line}: ", fault.Message);
        Assert.True(sink.IsUntouched);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_break_the_page()
    {
        var sink = new RecordingSink();
        var fault = Assert.Throws<UnreadableBodyException>(() => Exposition.Read([.. "ok 1\nx{a=\""u8, 0xff, 0xfe, .. "\"} 1\n"u8], ExpositionFormat.PrometheusText, sink, 100));

        Assert.Equal("Line 2: it is not UTF-8.", fault.Message);
        Assert.True(sink.IsUntouched);
    }

    [Fact]
    public void More_samples_than_are_taken_leave_nothing_behind()
    {
        var sink = new RecordingSink();
        Assert.Equal(UnreadableKind.TooLarge, Assert.Throws<UnreadableBodyException>(() => Exposition.Read("a 1\nb 2\nc 3\n"u8, ExpositionFormat.PrometheusText, sink, 2)).Kind);
        Assert.True(sink.IsUntouched);
    }

    [Theory]
    [InlineData(RejectReason.BucketsNotCumulative, "h_bucket{le=\"0.1\"} 5", "h_bucket{le=\"1\"} 3", "h_bucket{le=\"+Inf\"} 9", "h_count 9", "h_sum 1")]
    [InlineData(RejectReason.BucketsNotCumulative, "h_bucket{le=\"0.1\"} 5", "h_bucket{le=\"1\"} 6", "h_bucket{le=\"+Inf\"} 9", "h_count 8", "h_sum 1")]
    [InlineData(RejectReason.BucketsNotCumulative, "h_bucket{le=\"x\"} 5", "h_bucket{le=\"1\"} 6", "h_bucket{le=\"+Inf\"} 9", "h_count 9", "h_sum 1")]
    [InlineData(RejectReason.BucketsNotCumulative, "h_bucket{le=\"0.1\"} NaN", "h_bucket{le=\"1\"} 6", "h_bucket{le=\"+Inf\"} 9", "h_count 9", "h_sum 1")]
    [InlineData(RejectReason.BucketsWithoutInfinity, "h_bucket{le=\"0.1\"} 5", "h_bucket{le=\"1\"} 5", "h_bucket{le=\"2\"} 8", "h_count 8", "h_sum 1")]
    public void A_histogram_that_does_not_add_up_is_refused_as_a_family(RejectReason why, params string[] lines)
    {
        var sink = Text(["# TYPE h histogram", "h_bucket{le=\"+Inf\",good=\"1\"} 1", "h_count{good=\"1\"} 1", .. lines, "other 1"]);

        Assert.Equal(["other{} 1"], sink.Lines);
        Assert.Equal(7, sink.Refused[why]);
        Assert.Single(sink.Refused);
    }

    [Fact]
    public void Buckets_may_come_in_any_order_and_of_several_series()
    {
        var sink = Text(
            "# TYPE h histogram",
            "h_bucket{e=\"1\",le=\"+Inf\"} 3", "h_bucket{e=\"1\",le=\"10\"} 3", "h_bucket{e=\"2\",le=\"2\"} 1", "h_bucket{le=\"2\",e=\"1\"} 2", "h_bucket{e=\"2\",le=\"+Inf\"} 1", "h_count{e=\"2\"} 1", "h_count{e=\"1\"} 3");

        Assert.Equal(7, sink.Lines.Count);
        Assert.Empty(sink.Refused);
    }

    [Fact]
    public void Starts_are_those_of_their_family_and_no_series()
    {
        var sink = Text(
            "# TYPE requests_total counter", "requests_total{model=\"a\"} 5", "requests_total{model=\"b\"} 6",
            "# TYPE requests_created gauge", "requests_created{model=\"a\"} 1.795365e+09", "requests_created{model=\"b\"} 1795365001.5",
            "# TYPE h histogram", "h_bucket{le=\"1\"} 1", "h_bucket{le=\"+Inf\"} 1", "h_count 1", "h_sum 0.5",
            "# TYPE h_created gauge", "h_created 1795365000.123",
            "# TYPE s summary", "s{quantile=\"0.5\"} 1", "s_count 1", "s_created 1795365000",
            "# TYPE users_created gauge", "users_created 17");

        Assert.Equal(
            [
                "requests_total{model=a} 5 from 1795365000000", "requests_total{model=b} 6 from 1795365001500",
                "h_bucket{le=1} 1 from 1795365000123", "h_bucket{le=+Inf} 1 from 1795365000123", "h_count{} 1 from 1795365000123", "h_sum{} 0.5 from 1795365000123",
                "s{quantile=0.5} 1 from 1795365000000", "s_count{} 1 from 1795365000000",
                "users_created{} 17",
            ],
            sink.Lines);
    }

    [Fact]
    public void OpenMetrics_has_seconds_exemplars_and_an_end()
    {
        var sink = Open(
            "# TYPE tokens counter", "# UNIT tokens tokens", "# HELP tokens Generated.",
            "tokens_total{engine=\"0\"} 17.0 1795365000.789 # {trace_id=\"0af7\"} 0.67 1795365000.7", "tokens_created{engine=\"0\"} 1795360000.123",
            "# TYPE lat_seconds histogram",
            "lat_seconds_bucket{le=\"0.1\"} 8 # {} 0.054", "lat_seconds_bucket{le=\"+Inf\"} 17 # {trace_id=\"K\"} 1.67", "lat_seconds_count 17", "lat_seconds_sum 3.5", "lat_seconds_created 1795360000.123",
            "# TYPE build info", "build_info{version=\"1\\q\"} 1",
            "# TYPE mode stateset", "mode{mode=\"on\"} 1",
            "# TYPE d gaugehistogram", "d_bucket{le=\"1\"} 1",
            "# EOF");

        Assert.Equal(
            [
                "tokens_total{engine=0} 17 @1795365000789 from 1795360000123",
                "lat_seconds_bucket{le=0.1} 8 from 1795360000123", "lat_seconds_bucket{le=+Inf} 17 from 1795360000123", "lat_seconds_count{} 17 from 1795360000123", "lat_seconds_sum{} 3.5 from 1795360000123",
                "build_info{version=1\\q} 1", "mode{mode=on} 1", "d_bucket{le=1} 1",
            ],
            sink.Lines);
        Assert.Equal(
            [DeclaredType.Counter, DeclaredType.Histogram, DeclaredType.Histogram, DeclaredType.Histogram, DeclaredType.Histogram, DeclaredType.Info, DeclaredType.Gauge, DeclaredType.Unknown],
            sink.Series.Select(series => series.Type));
    }

    [Theory]
    [InlineData("# TYPE x counter\nx_total 1\n")]
    [InlineData("x 1\n# EOF\ny 2\n")]
    [InlineData("x 1\n# EOF\n\n")]
    [InlineData("x 1 soon\n# EOF\n")]
    [InlineData("x 1 NaN\n# EOF\n")]
    [InlineData("x 1 # {a=\"1\"\n# EOF\n")]
    [InlineData("x 1 # {a=\"1\"} one\n# EOF\n")]
    [InlineData("# TYPE x untyped\n# EOF\n")]
    public void Broken_OpenMetrics_leaves_nothing_behind(string page)
    {
        var sink = new RecordingSink();
        Assert.Equal(UnreadableKind.Corrupt, Assert.Throws<UnreadableBodyException>(() => Exposition.Read(Encoding.UTF8.GetBytes(page), ExpositionFormat.OpenMetrics, sink, 100)).Kind);
        Assert.True(sink.IsUntouched);
    }

    private static RecordingSink Text(params string[] lines) => Read(string.Join('\n', lines) + "\n", ExpositionFormat.PrometheusText);

    private static RecordingSink Open(params string[] lines) => Read(string.Join('\n', lines) + "\n", ExpositionFormat.OpenMetrics);

    private static RecordingSink Read(string page, ExpositionFormat format)
    {
        var sink = new RecordingSink();
        Exposition.Read(Encoding.UTF8.GetBytes(page), format, sink, 1_000);
        return sink;
    }
}
