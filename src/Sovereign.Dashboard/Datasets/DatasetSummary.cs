namespace Sovereign.Dashboard.Datasets;

/// <summary>A dataset in a list, with the version that was current in the edition asked for; nulls where nothing was published yet.</summary>
/// <param name="Rows">Observations that stood in that edition.</param>
public sealed record DatasetSummary(
    string Code, string Title, string Description, string Publisher, string Licence, string? Source, string? Version, Guid? VersionId,
    DateTimeOffset? PublishedAt, int? Edition, long Rows);
