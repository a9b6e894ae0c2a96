using System.Text.RegularExpressions;

namespace Sovereign.Dashboard.Tests.Access;

/// <summary>Fills in the sign-in page as a browser without JavaScript does.</summary>
internal static partial class SignInForm
{
    public static async Task<HttpResponseMessage> SignInAsync(
        this HttpClient browser, string email, string password, string page = "/sign-in")
    {
        var html = await browser.GetStringAsync(page);
        return await browser.PostAsync(page, new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", AntiforgeryToken(html)),
            new("_handler", "sign-in"),
            new("email", email),
            new("password", password),
        ]));
    }

    public static string AntiforgeryToken(string html) => TokenField().Match(html).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
