using Microsoft.AspNetCore.Http.HttpResults;

namespace Sovereign.Dashboard.Access;

/// <summary>Where to go after signing in: only within the portal, whatever the address bar says.</summary>
public static class LocalUrl
{
    /// <summary>The front page.</summary>
    public const string Home = "/";

    /// <summary>The address if it is a path of this portal, the front page otherwise.</summary>
    public static string OrHome(string? url) =>
        url is ['/', ..] && RedirectHttpResult.IsLocalUrl(url) && !url.Any(char.IsControl) ? url : Home;
}
