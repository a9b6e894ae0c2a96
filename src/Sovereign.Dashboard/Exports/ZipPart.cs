namespace Sovereign.Dashboard.Exports;

/// <summary>One file of a package, once it is written.</summary>
/// <param name="Path">Inside the package.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record ZipPart(string Path, long Bytes, string Sha256);
