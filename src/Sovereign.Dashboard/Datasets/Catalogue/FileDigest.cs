namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>Size and hash of a file of a version.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record FileDigest(long Bytes, string Sha256);
