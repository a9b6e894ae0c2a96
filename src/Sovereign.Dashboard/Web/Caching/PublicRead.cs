namespace Sovereign.Dashboard.Web.Caching;

/// <summary>
/// A request whose answer is the same for everyone: a GET of what anybody may read, by somebody who is not signed in. What is known of it stands here while it is
/// answered.
/// </summary>
/// <param name="isPage">Whether a page answers; what programs read states its own edition and ETag.</param>
/// <param name="coding">How the answer is compressed, where its kind is worth compressing.</param>
public sealed class PublicRead(bool isPage, ContentCoding coding)
{
    public bool IsPage { get; } = isPage;

    public ContentCoding Coding { get; } = coding;

    /// <summary>The state of everything published when the request came; null when the answer stands in for another or the database was away.</summary>
    public string? DataVersion { get; init; }

    /// <summary>Hash of everything that determines the bytes of the answer; null where <see cref="DataVersion"/> is.</summary>
    public string? Identity { get; init; }

    /// <summary>Whether the address and what stands in headers is short enough to be kept.</summary>
    public bool IsShort { get; init; }

    /// <summary>Whether a kept answer was found.</summary>
    public bool WasKept { get; set; }

    /// <summary>Whether nothing was published while the page was made, so that all of it is of <see cref="DataVersion"/>.</summary>
    public bool IsOfOneVersion { get; set; }

    /// <summary>The strong ETag of a page.</summary>
    public string? Tag => IsPage && Identity is not null ? $"\"{Identity}\"" : null;
}
