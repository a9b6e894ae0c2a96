using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Sovereign.Dashboard.Audit;

/// <summary>Something that happened, by name. Never carries passwords, tokens, addresses or names of people.</summary>
/// <param name="At">When, by the injected clock.</param>
/// <param name="Person">Pseudonym of who did it (<c>Actor.Pseudonym</c>), <see cref="CommandLine"/> or <see cref="Portal"/>.</param>
/// <param name="Name">One of <see cref="EventNames"/>.</param>
/// <param name="Subject">What it happened to, such as <c>dataset:power/version:0198…</c>.</param>
/// <param name="Details">Whatever else a reader of the log needs; null for nothing.</param>
public sealed record AuditEvent(DateTimeOffset At, string Person, string Name, string Subject, JsonObject? Details = null)
{
    /// <summary>Stands for whoever sits at the command line of the server: it has the database anyway.</summary>
    public const string CommandLine = "command-line";

    /// <summary>Stands for the portal itself where it goes on by itself with what somebody began, such as reading an uploaded file.</summary>
    public const string Portal = "portal";

    /// <summary>What the log holds of somebody's words: they stand with what they are about, and this says which words they were. SHA-256, hexadecimal.</summary>
    public static string HashOf(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
}
