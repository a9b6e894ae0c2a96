namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>A file of a version.</summary>
/// <param name="Address">Without host.</param>
/// <param name="Digest">Null where it is too large to be hashed in passing.</param>
public sealed record CatalogueFile(FileFormat Format, string Address, FileDigest? Digest);
