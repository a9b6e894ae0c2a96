using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Audit;

/// <summary>Where the subject of an entry has a page.</summary>
public static class SubjectLinks
{
    /// <summary>Address of the page about the subject; null when it has none. Nothing that a stranger wrote becomes an address: a refused path does not.</summary>
    public static string? Of(string subject) => subject.Split('/') switch
    {
        [.., var last] when After(last, "version:") is { } id => Guid.TryParseExact(id, "D", out _) ? $"/work/versions/{id}" : null,
        [var only] when After(only, "dataset:") is { } code => $"/data/{Uri.EscapeDataString(code)}",
        [var first, ..] when After(first, "engine:") is { Length: > 0 } code => $"/telemetry/{Uri.EscapeDataString(code)}",
        [var only] when After(only, "edition:") is { } number => number.All(char.IsAsciiDigit) ? $"/releases/{number}" : null,
        [var only] when After(only, "person:") is { } pseudonym => Address.Of("/audit", ("person", pseudonym)),
        _ => null,
    };

    /// <summary>The pseudonym when the subject is a person; null otherwise.</summary>
    public static string? PersonOf(string subject) => After(subject, "person:");

    private static string? After(string text, string start) => text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : null;
}
