namespace Sovereign.Dashboard.Datasets;

/// <summary>The file that a published version was read from, which its observations point to.</summary>
/// <param name="VersionId">The version.</param>
/// <param name="Version">major.minor.patch.</param>
/// <param name="Sha256">Of the file as received.</param>
/// <param name="Name">Of the file.</param>
public sealed record FileOfVersion(Guid VersionId, string Version, string Sha256, string Name);
