namespace Sovereign.Dashboard.Web.Caching;

/// <summary>How a body is compressed.</summary>
public enum ContentCoding
{
    /// <summary>Not at all.</summary>
    Identity,

    Gzip,

    Brotli,
}
