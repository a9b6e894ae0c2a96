using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Mapping;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>What a stored series is to signals, by the map of this release.</summary>
/// <param name="Id">Row in <c>telemetry.series</c>.</param>
/// <param name="Metric">Name on the wire.</param>
/// <param name="Labels">What is kept of its labels, <c>a=b,c=d</c>.</param>
/// <param name="Language">The label of that name; empty for none.</param>
/// <param name="UpperBound">Of a histogram's bucket, in the signal's unit; null for what is none.</param>
/// <param name="IsDelta">Each sample counts its own interval.</param>
/// <param name="Feeds">The signals it feeds, and as what; none where the map has changed since.</param>
public sealed record SeriesMeaning(int Id, string Metric, string Labels, string Language, double? UpperBound, bool IsDelta, IReadOnlyList<MappedSeries> Feeds)
{
    /// <summary>Whether it says when the process began.</summary>
    public bool IsProcessStart { get; } = Metric == "process_start_time_seconds";

    /// <summary>Its feeds, those together for which its readings are walked alike: nearly always one way for all.</summary>
    public IReadOnlyList<(SeriesKind Kind, double Factor, IReadOnlyList<MappedSeries> Feeds)> Walks { get; } =
        [.. Feeds.GroupBy(feed => (Kind: KindOf(feed, IsDelta), feed.Factor)).Select(walk => (walk.Key.Kind, walk.Key.Factor, (IReadOnlyList<MappedSeries>)[.. walk]))];

    private static SeriesKind KindOf(MappedSeries feed, bool isDelta) => feed.Role == SeriesRole.Gauge ? SeriesKind.Gauge : isDelta ? SeriesKind.Delta : SeriesKind.Counter;
}
