namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>What publishing made.</summary>
/// <param name="Semantic">major.minor.patch of the version.</param>
public sealed record PublishedVersion(Guid Id, int Edition, DateTimeOffset PublishedAt, string Semantic, long Added, long Changed, long Removed);
