using System.Security.Cryptography;

namespace Sovereign.Durability.Tests;

/// <summary>A file for a dataset, and what publishing it must lead to.</summary>
/// <param name="Dataset">Code.</param>
/// <param name="File">The bytes that are uploaded.</param>
/// <param name="Rows">What the file says, by country and day; empty for a file with errors.</param>
/// <param name="Errors">Errors that the file has; with one it can only be rejected.</param>
/// <param name="RemoveMissing">Publish so that what the file does not mention goes.</param>
/// <param name="Correction">Publish as a correction.</param>
internal sealed record Revision(
    string Dataset, byte[] File, IReadOnlyDictionary<Key, int> Rows, int Errors, bool RemoveMissing, bool Correction)
{
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(File));
}
