using System.Text.Json;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>What may be said of a <see cref="RejectReason"/>.</summary>
public static class RejectReasons
{
    /// <summary>Whether the sender has to be told; else the sample was passed over and the answer is success.</summary>
    public static bool IsRefusal(this RejectReason reason) => reason < RejectReason.RepeatedSample;

    /// <summary>The code, such as <c>duplicate-timestamp</c>.</summary>
    public static string Code(this RejectReason reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());

    /// <summary>One sentence for operators.</summary>
    public static string Sentence(this RejectReason reason) => reason switch
    {
        RejectReason.NoMetricName => "A series had no metric name.",
        RejectReason.DuplicateLabel => "A series named a label twice.",
        RejectReason.EmptyLabelName => "A label had no name.",
        RejectReason.TooManyLabels => "A series had more labels than are read.",
        RejectReason.LabelTooLong => "The name of a metric or label was longer than is read.",
        RejectReason.BucketsNotCumulative => "The buckets of a histogram did not grow with their bound, or the last did not equal the count.",
        RejectReason.BucketsWithoutInfinity => "A histogram had no bucket without a bound (+Inf).",
        RejectReason.UnspecifiedTemporality => "A sum did not say whether it runs on or counts one interval.",
        RejectReason.TooOld => "A sample was older than the window for late samples.",
        RejectReason.Future => "A sample lay further in the future than clocks may differ.",
        RejectReason.DuplicateTimestamp => "A second value came for the same series and time; the first stands.",
        RejectReason.DeltaOverlap => "The interval of a delta overlapped one already counted.",
        RejectReason.TooManySeries => "The engine has as many series as are kept; known series go on.",
        RejectReason.TooManyNewSeries => "The engine brought more new series within an hour than are taken; known series go on.",
        RejectReason.HasSamplesAndHistograms => "A series had both samples and histograms.",
        RejectReason.NativeHistogram => "A native histogram is not read; send it with classic buckets.",
        RejectReason.BadText => "The name or a value of a label was not text in UTF-8, or held a NUL.",
        RejectReason.RepeatedSample => "The same sample came again and was counted once.",
        RejectReason.RepeatedSeries => "A page named the same series twice; the first stands.",
        RejectReason.RepeatedBatch => "The same request came again and was counted once.",
        RejectReason.UnmappedMetric => "A metric the map does not know; it is counted, not stored.",
        RejectReason.IgnoredMetric => "A metric the map knows and leaves out, for counting it would count twice.",
        RejectReason.NotANumber => "A value that is not a number.",
        RejectReason.UnknownTarget => "A series of the site's key that belongs to no enrolled engine.",
        RejectReason.SecondWriter => "A second scraper of the same engine; the first is counted.",
        RejectReason.OtherSoftware => "A metric of other software than the engine's own, which would count its work twice.",
        RejectReason.SenderOverflow => "The sender itself had more series than it keeps and put the rest together.",
        RejectReason.NoData => "A data point without a value.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
