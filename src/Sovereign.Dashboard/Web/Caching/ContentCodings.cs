using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Sovereign.Dashboard.Web.Caching;

/// <summary>Which of the three codings a reader gets. <c>Accept-Encoding</c> is written in a hundred ways; answers are kept in three.</summary>
public static class ContentCodings
{
    /// <summary>The smallest that is accepted.</summary>
    /// <param name="accepted">The request's <c>Accept-Encoding</c>.</param>
    public static ContentCoding Choose(StringValues accepted)
    {
        var chosen = ContentCoding.Identity;
        // What cannot be read accepts nothing; a star does not say what its sender can unpack.
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var codings)) return chosen;
        foreach (var coding in codings)
        {
            if (coding.Quality == 0) continue;
            if (coding.Value.Equals("br", StringComparison.OrdinalIgnoreCase)) return ContentCoding.Brotli;
            if (coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)) chosen = ContentCoding.Gzip;
        }

        return chosen;
    }

    /// <summary>As <c>Accept-Encoding</c> and <c>Content-Encoding</c> write it; empty for <see cref="ContentCoding.Identity"/>.</summary>
    public static string Token(this ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "br",
        ContentCoding.Gzip => "gzip",
        _ => "",
    };
}
