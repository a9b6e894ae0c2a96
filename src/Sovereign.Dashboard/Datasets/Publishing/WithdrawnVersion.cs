namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>What withdrawing made.</summary>
/// <param name="Id">The version that was taken back.</param>
/// <param name="Withdrawal">The version that took it back, and is now the dataset's newest.</param>
/// <param name="Semantic">major.minor.patch of <paramref name="Withdrawal"/>.</param>
/// <param name="Added">Observations that the withdrawn version had removed and that stand again.</param>
/// <param name="Changed">Observations that say again what they said before it.</param>
/// <param name="Removed">Observations that it had added.</param>
public sealed record WithdrawnVersion(
    Guid Id, Guid Withdrawal, int Edition, DateTimeOffset PublishedAt, string Semantic, long Added, long Changed, long Removed);
