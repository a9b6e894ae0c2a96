using System.Globalization;
using Microsoft.AspNetCore.DataProtection;

namespace Sovereign.Dashboard.Access;

/// <summary>
/// Carries a token or key just issued over the redirect after the form, to be shown once: in a cookie that only this portal can read, for the person it was
/// issued to and for two minutes. It is in no address and in no log, and the page that shows it takes the cookie back.
/// </summary>
public sealed class ShownOnce(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Cookie = "sov-issued";
    private const string Account = "/account";

    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(2);

    /// <summary>Puts the token aside in the answer.</summary>
    /// <param name="http">The request that issued it.</param>
    /// <param name="owner">To whom alone it is shown.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="secret">The token.</param>
    /// <param name="page">The page that shows it, and the addresses below: the cookie is sent to no other.</param>
    public void Put(HttpContext http, Actor owner, string name, string secret, string page = Account)
    {
        var until = clock.GetUtcNow().Add(s_kept).ToUnixTimeSeconds();
        var kept = string.Create(CultureInfo.InvariantCulture, $"{until}\n{secret}\n{name}");
        http.Response.Cookies.Append(Cookie, For(owner).Protect(kept), Options(http, page, s_kept));
    }

    /// <summary>Takes the token out of the request, and the cookie off the browser.</summary>
    /// <returns>Name and token; null when none was issued to this person just now.</returns>
    public (string Name, string Secret)? Take(HttpContext http, Actor owner, string page = Account)
    {
        if (http.Request.Cookies[Cookie] is not { } kept) return null;
        http.Response.Cookies.Delete(Cookie, Options(http, page, null));
        try
        {
            return For(owner).Unprotect(kept).Split('\n', 3) is [var until, var secret, var name]
                && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds()
                    ? (name, secret)
                    : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Somebody else's, or made up.
            return null;
        }
    }

    private IDataProtector For(Actor owner) => protection.CreateProtector("token-shown-once", owner.Id.ToString("N"));

    private static CookieOptions Options(HttpContext http, string page, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = page,
        MaxAge = maxAge,
        IsEssential = true,
    };
}
