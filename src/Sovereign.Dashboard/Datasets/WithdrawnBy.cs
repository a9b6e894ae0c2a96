namespace Sovereign.Dashboard.Datasets;

/// <summary>How a version was taken back.</summary>
/// <param name="Edition">The edition in which it was; the editions before still show it.</param>
/// <param name="At">When that edition was published.</param>
/// <param name="Version">major.minor.patch of the version that took it back.</param>
/// <param name="Reason">The public reason.</param>
public sealed record WithdrawnBy(int Edition, DateTimeOffset At, string Version, string Reason);
