using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sovereign.Analytics.Evidence;

/// <summary>
/// The rule that ties the audit log together: every entry carries the SHA-256 of itself and of the hash before it, so that no entry can be changed,
/// taken out, put in or moved without every later hash changing.
/// <para>
/// What is hashed is eight fields in this order, each as UTF-8 behind its length in bytes (a netstring, https://cr.yp.to/proto/netstrings.txt: the
/// length in decimal digits, a colon, the bytes, a comma), with nothing between them:
/// </para>
/// <list type="number">
/// <item>the text <c>sovereign-audit-1</c>, which names this form;</item>
/// <item>the hash of the entry before, in 64 lower-case hexadecimal digits; 64 zeros for the first entry;</item>
/// <item>the id in decimal digits;</item>
/// <item>the instant in UTC with six digits of a second: <c>2026-03-12T14:05:09.120000Z</c>;</item>
/// <item>the pseudonym; the name of the event; the subject; the details, each as stored.</item>
/// </list>
/// <para>
/// Any tool can do it: <c>printf '17:sovereign-audit-1,64:0000…0000,1:1,27:2026-03-12T14:05:09.120000Z,10:p-7k2m9x4q,…' | sha256sum</c>.
/// <c>migrations/0005-audit-chain.sql</c> says the same in SQL.
/// </para>
/// </summary>
public static class AuditChain
{
    /// <summary>Name of the form. Another form would get another name, so that no two forms ever hash the same bytes.</summary>
    public const string Form = "sovereign-audit-1";

    /// <summary>Stands for the hash before the first entry: 64 zeros.</summary>
    public const string Start = "0000000000000000000000000000000000000000000000000000000000000000";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>The hash an entry with this content has, in 64 lower-case hexadecimal digits. <see cref="AuditRecord.Hash"/> is not read.</summary>
    public static string HashOf(AuditRecord entry) => Convert.ToHexStringLower(SHA256.HashData(CanonicalForm(entry)));

    /// <summary>The bytes that are hashed. <see cref="AuditRecord.Hash"/> is not read.</summary>
    public static byte[] CanonicalForm(AuditRecord entry)
    {
        var form = new StringBuilder();
        string[] fields =
        [
            Form, entry.PreviousHash, entry.Id.ToString(Culture), Instant(entry.At), entry.Person, entry.Name, entry.Subject, entry.Details,
        ];
        foreach (var field in fields) form.Append(Culture, $"{Encoding.UTF8.GetByteCount(field)}:{field},");
        return Encoding.UTF8.GetBytes(form.ToString());
    }

    /// <summary>An instant as it is hashed: UTC, six digits of a second.</summary>
    public static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", Culture);

    /// <summary>Whether a text has the form of a hash: 64 lower-case hexadecimal digits.</summary>
    public static bool IsHash(string text) => text.Length == Start.Length && text.All(char.IsAsciiHexDigitLower);
}
