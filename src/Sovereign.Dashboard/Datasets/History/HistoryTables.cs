using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Datasets.History;

/// <summary>The columns in which histories leave the system. The columns of an observation are named as everywhere; what it said before is "previous".</summary>
public static class HistoryTables
{
    /// <summary>What one edition changed. It never changes itself: nothing that a later edition does stands in it.</summary>
    public static readonly IReadOnlyList<Column<ObservationRevision>> Changes =
    [
        new("change", r => r.Kind.Code()),
        new("indicator", r => r.Shown.Indicator),
        new("country", r => r.Shown.Country),
        new("period", r => r.Shown.Period.Code),
        new("definition", r => r.Shown.Definition),
        new("control", r => r.Shown.Control),
        new("source", r => r.Shown.Source),
        new("unit", r => r.Shown.Unit),
        .. Reading<ObservationRevision>("value", r => r.After),
        .. Reading<ObservationRevision>("previousValue", r => r.Before),
        new("relativeChange", r => r.RelativeChange),
        new("changed", r => r.Changed),
        new("edition", r => r.Edition),
        new("publishedAt", r => Tables.Instant(r.PublishedAt)),
        new("comment", r => r.Comment),
        new("dataset", r => r.Shown.Dataset),
        new("version", r => r.Version),
        new("file", r => r.After?.FileName),
        new("sha256", r => r.After?.FileSha256),
        new("line", r => r.After?.Line),
        new("takesBack", r => r.TakesBack),
        // Of an observation that a withdrawal made stand again, the file is that of an earlier version than the one that made the edition.
        new("fileVersion", r => r.After?.Version),
    ];

    /// <summary>The revisions of observations, with the edition that ended each.</summary>
    public static readonly IReadOnlyList<Column<ObservationRevision>> Revisions = [.. Changes, new("until", r => r.Until)];

    public static readonly IReadOnlyList<Column<Release>> Releases =
    [
        new("number", r => r.Number),
        new("publishedAt", r => Tables.Instant(r.PublishedAt)),
        new("kind", r => r.Kind),
        new("dataset", r => r.Dataset),
        new("version", r => r.Version),
        new("comment", r => r.Comment),
        new("added", r => r.Added),
        new("changed", r => r.Changed),
        new("removed", r => r.Removed),
        new("takesBack", r => r.TakesBack),
        new("withdrawnIn", r => r.WithdrawnIn),
    ];

    public static readonly IReadOnlyList<Column<ReferenceChange>> ReferenceChanges =
    [
        new("change", c => c.Change),
        new("what", c => c.What),
        new("code", c => c.Code),
        new("title", c => c.Title),
        new("field", c => c.Field),
        new("previous", c => c.Before),
        new("now", c => c.After),
    ];

    /// <summary>The columns of one reading of an observation; those of what it said before are named "previous".</summary>
    internal static IEnumerable<Column<T>> Reading<T>(string value, Func<T, PublishedObservation?> of)
    {
        yield return new(value, r => of(r)?.Value, r => of(r)?.ValueText);
        yield return new(Named("bound"), r => of(r)?.Bound.Code());
        yield return new(Named("coverage"), r => of(r)?.Coverage);
        yield return new(Named("status"), r => of(r)?.Status);
        yield return new(Named("method"), r => of(r)?.Method);
        yield return new(Named("lower"), r => of(r)?.Lower, r => of(r)?.LowerText);
        yield return new(Named("upper"), r => of(r)?.Upper, r => of(r)?.UpperText);
        yield return new(Named("note"), r => of(r)?.Note);

        string Named(string column) => value == "value" ? column : $"previous{char.ToUpperInvariant(column[0])}{column[1..]}";
    }
}
