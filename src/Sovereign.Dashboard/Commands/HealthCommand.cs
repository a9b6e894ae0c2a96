using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Commands;

/// <summary>
/// <c>health</c>: asks the portal that serves beside this command whether it is ready, for container images that carry no tool to ask with.
/// It touches no database of its own.
/// </summary>
internal static class HealthCommand
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    /// <returns>0 ready, 1 not, with a sentence on <paramref name="error"/>, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter error)
    {
        if (args is not [])
        {
            await error.WriteLineAsync("Usage: health.");
            return 2;
        }

        var ready = Ready(WebApplication.CreateBuilder().Configuration[WebHostDefaults.ServerUrlsKey]);
        using var http = new HttpClient { Timeout = patience };
        try
        {
            using var answer = await http.GetAsync(ready);
            if (answer.IsSuccessStatusCode) return 0;
            await error.WriteLineAsync($"{ready} answers {(int)answer.StatusCode}.");
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            await error.WriteLineAsync($"{ready} does not answer: {away.Message}");
        }

        return 1;
    }

    /// <summary>Where a portal that listens at <paramref name="urls"/> is asked from its own machine.</summary>
    internal static Uri Ready(string? urls)
    {
        var first = (string.IsNullOrEmpty(urls) ? WebFeature.DefaultUrl : urls).Split(';')[0];
        var address = BindingAddress.Parse(first);
        var everywhere = address.Host is "+" or "*" or "0.0.0.0" or "[::]";
        return new UriBuilder(address.Scheme, everywhere ? "localhost" : address.Host, address.Port, "/healthz/ready").Uri;
    }
}
