namespace Sovereign.Dashboard.Datasets;

/// <summary>The version that a withdrawal takes back.</summary>
/// <param name="Version">major.minor.patch.</param>
public sealed record TakenBack(Guid Id, string Version);
