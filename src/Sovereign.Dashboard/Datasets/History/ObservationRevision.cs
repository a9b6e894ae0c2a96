namespace Sovereign.Dashboard.Datasets.History;

/// <summary>What one edition did to one observation.</summary>
/// <param name="Edition">Number of the edition.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Comment">The edition's public note.</param>
/// <param name="Version">The version of the observation's dataset that made the edition.</param>
/// <param name="Before">What the observation said until then; null when it was added.</param>
/// <param name="After">What it says from then on; null when it was removed.</param>
/// <param name="Until">The edition that ended what this one said; null while that stands.</param>
public sealed record ObservationRevision(
    int Edition, DateTimeOffset PublishedAt, string? Comment, string Version, PublishedObservation? Before, PublishedObservation? After, int? Until)
{
    /// <summary>major.minor.patch of the version that the edition takes back; null unless it is a withdrawal.</summary>
    public string? TakesBack { get; init; }

    public RevisionKind Kind => (Before, After) switch
    {
        (null, _) => RevisionKind.Added,
        (_, null) => RevisionKind.Removed,
        _ => RevisionKind.Changed,
    };

    /// <summary>The observation, as it now is or as it last was.</summary>
    public PublishedObservation Shown => After ?? Before!;

    /// <summary>Names of the columns that differ, in the order of the long format; none when it was added or removed.</summary>
    public IReadOnlyList<string> Changed => Differences(Before, After);

    /// <summary>(after − before) ÷ |before|; null unless both are there and the one before is not zero.</summary>
    public double? RelativeChange => RelativeTo(Before, After);

    /// <summary>Names of the columns in which two readings of an observation differ; none unless both are there.</summary>
    public static IReadOnlyList<string> Differences(PublishedObservation? before, PublishedObservation? after)
    {
        if (before is null || after is null) return [];
        (string Name, bool Differs)[] columns =
        [
            ("value", before.ValueText != after.ValueText),
            ("bound", before.Bound != after.Bound),
            ("coverage", before.Coverage != after.Coverage),
            ("status", before.Status != after.Status),
            ("method", before.Method != after.Method),
            ("lower", before.LowerText != after.LowerText),
            ("upper", before.UpperText != after.UpperText),
            ("note", before.Note != after.Note),
        ];
        return [.. columns.Where(column => column.Differs).Select(column => column.Name)];
    }

    /// <summary>By how much a reading moved, as a share of the one before; null where that cannot be said.</summary>
    public static double? RelativeTo(PublishedObservation? before, PublishedObservation? after) =>
        before is null || after is null || before.Value == 0 || !double.IsFinite((after.Value - before.Value) / before.Value)
            ? null
            : (after.Value - before.Value) / Math.Abs(before.Value);
}
