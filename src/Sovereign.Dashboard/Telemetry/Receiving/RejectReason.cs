namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Why a sample was not kept, or was kept but not counted. Codes and sentences: <see cref="RejectReasons"/>.</summary>
public enum RejectReason
{
    // Refused for good: the sender is told, and must not send it again.
    NoMetricName = 1,
    DuplicateLabel,
    EmptyLabelName,
    TooManyLabels,
    LabelTooLong,
    BucketsNotCumulative,
    BucketsWithoutInfinity,
    UnspecifiedTemporality,
    TooOld,
    Future,
    DuplicateTimestamp,
    DeltaOverlap,
    TooManySeries,
    TooManyNewSeries,
    HasSamplesAndHistograms,
    NativeHistogram,
    BadText,

    // Passed over: no fault of the request, so the answer is success; the operator sees the count.
    RepeatedSample = 100,
    RepeatedSeries,
    RepeatedBatch,
    UnmappedMetric,
    IgnoredMetric,
    NotANumber,
    UnknownTarget,
    SecondWriter,
    OtherSoftware,
    SenderOverflow,
    NoData,
}
