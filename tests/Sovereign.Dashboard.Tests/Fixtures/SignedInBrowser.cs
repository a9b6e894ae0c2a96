using System.Net;
using Sovereign.Dashboard.Tests.Access;
using Xunit;

namespace Sovereign.Dashboard.Tests.Fixtures;

/// <summary>Reads pages of a <see cref="RunningPortal"/> as a browser without scripts does, signed in.</summary>
public sealed class SignedInBrowser : IDisposable
{
    private readonly HttpClient http;

    private SignedInBrowser(HttpClient http) => this.http = http;

    /// <summary>Signs in the person whom the portal added as the n-th.</summary>
    public static async Task<SignedInBrowser> OpenAsync(RunningPortal portal, string email)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = portal.Http.BaseAddress };
        using var answer = await http.SignInAsync(email, "a password long enough");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new SignedInBrowser(http);
    }

    /// <summary>The page's HTML with its entities read.</summary>
    public async Task<string> ReadAsync(string address) => WebUtility.HtmlDecode(await http.GetStringAsync(address, TestContext.Current.CancellationToken));

    /// <summary>Whatever answers at an address.</summary>
    public Task<HttpResponseMessage> GetAsync(string address) => http.GetAsync(address, TestContext.Current.CancellationToken);

    /// <summary>Sends a form that stands on a page.</summary>
    public async Task<HttpResponseMessage> SendAsync(string address, string form, params (string Name, string Value)[] fields)
    {
        var html = await http.GetStringAsync(address, TestContext.Current.CancellationToken);
        var all = fields.Prepend(("_handler", form)).Prepend(("__RequestVerificationToken", SignInForm.AntiforgeryToken(html)));
        return await http.PostAsync(
            address, new FormUrlEncodedContent(all.Select(field => KeyValuePair.Create(field.Item1, field.Item2))), TestContext.Current.CancellationToken);
    }

    public void Dispose() => http.Dispose();
}
