namespace Sovereign.Analytics.Fleet;

/// <summary>The languages that senders name.</summary>
public static class LanguageTag
{
    /// <summary>
    /// The language of a tag, without script and region: "hi" of "hi-Deva-IN". "" for what is no tag: two or three letters come first (RFC 5646, section 2.2.1),
    /// and whatever a sender writes there instead must not become the name of a published figure.
    /// </summary>
    public static string Language(string tag)
    {
        var end = tag.AsSpan().IndexOfAny('-', '_');
        var first = end < 0 ? tag : tag[..end];
        return first.Length is 2 or 3 && first.All(char.IsAsciiLetter) && !first.Equals("und", StringComparison.OrdinalIgnoreCase) ? first.ToLowerInvariant() : "";
    }
}
