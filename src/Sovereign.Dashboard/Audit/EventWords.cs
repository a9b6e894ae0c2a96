using System.Text.Json;
using Sovereign.Analytics.Evidence;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Audit;

/// <summary>What an entry of the log means, in words.</summary>
public static class EventWords
{
    // Longest piece of a detail a table shows; the API has all of it.
    private const int LongestDetail = 120;

    private const int HashShown = 12;

    /// <summary>What was done, after the name of whoever did it; the name of the event itself where it is of a later release.</summary>
    public static string Of(string name) => name switch
    {
        EventNames.PersonAdded => "added a person",
        EventNames.PersonSignedIn => "signed in",
        EventNames.PersonSignedOut => "signed out",
        EventNames.PersonLockedOut => "was locked out after ten wrong passwords",
        EventNames.PersonErased => "erased a person's name, address and access",
        EventNames.PersonPasswordChanged => "changed the own password",
        EventNames.DemoPeopleEnsured => "opened the accounts of the demo people",
        EventNames.DemoPeopleClosed => "closed the accounts of the demo people",
        EventNames.TokenIssued => "issued a token",
        EventNames.TokenRevoked => "revoked a token",
        EventNames.PermissionRefused => "asked for something without the permission, and was refused",
        EventNames.VersionUploaded => "uploaded a file",
        EventNames.VersionReadingAsked => "asked how a file is read",
        EventNames.VersionReadingConfirmed => "said how a file is read",
        EventNames.VersionReadAgain => "sent a file with errors again, to be read anew",
        EventNames.VersionChecked => "read a file to its end",
        EventNames.VersionExplained => "explained warnings",
        EventNames.VersionReturned => "sent a draft back with a comment",
        EventNames.VersionSubmitted => "submitted a returned draft again",
        EventNames.VersionComparedAgain => "had a draft compared again",
        EventNames.VersionRejected => "rejected a draft",
        EventNames.VersionPublished => "published a version",
        EventNames.VersionWithdrawn => "withdrew a version",
        EventNames.ReferenceChanged => "changed indicators, sources, countries or datasets",
        EventNames.SiteEnrolled => "enrolled a site",
        EventNames.PullSourceSet => "said where a site keeps its raw series",
        EventNames.PullSourceEnded => "ended the asking for a site's raw series",
        EventNames.EngineEnrolled => "enrolled an engine",
        EventNames.EngineRevised => "described an engine anew",
        EventNames.OutageAnnounced => "announced an outage of an engine",
        EventNames.OutageCancelled => "cancelled an outage of an engine",
        EventNames.EngineRetired => "retired an engine",
        EventNames.EngineKeyIssued => "issued a key that sends telemetry",
        EventNames.EngineKeyRevoked => "revoked a key that sends telemetry",
        EventNames.AlarmExplained => "explained what excluded an engine's figures",
        EventNames.DayClosed => "closed a day of telemetry",
        _ => name,
    };

    /// <summary>The details as short pieces: "edition 7", "added 3".</summary>
    /// <param name="details">A JSON object; anything else gives no pieces.</param>
    public static IReadOnlyList<string> Pieces(string details)
    {
        try
        {
            using var document = JsonDocument.Parse(details);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Where(detail => detail.Value.ValueKind != JsonValueKind.Null).Select(Piece)]
                : [];
        }
        catch (JsonException)
        {
            // Only somebody who bypassed the table's type can have stored this; the chain says so at the top of the page.
            return [];
        }
    }

    private static string Piece(JsonProperty detail)
    {
        var value = detail.Value.ValueKind switch
        {
            JsonValueKind.String when detail.Value.GetString()! is var text => AuditChain.IsHash(text) ? text[..HashShown] + "…" : text,
            JsonValueKind.Number when detail.Value.TryGetInt64(out var whole) => Numbers.Whole(whole),
            JsonValueKind.Array => string.Join(", ", detail.Value.EnumerateArray().Select(item => item.ToString())),
            _ => detail.Value.GetRawText(),
        };
        return $"{Words(detail.Name)} {(value.Length > LongestDetail ? string.Concat(value.AsSpan(0, LongestDetail), "…") : value)}";
    }

    // "baseEdition" is "base edition".
    private static string Words(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
}
