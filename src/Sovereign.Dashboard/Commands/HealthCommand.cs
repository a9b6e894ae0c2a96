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

        var configuration = WebApplication.CreateBuilder().Configuration;
        var ready = Ready(configuration[WebHostDefaults.ServerUrlsKey]);
        using var http = new HttpClient { Timeout = patience };
        // A portal that answers under its own name alone would refuse to be asked as localhost.
        http.DefaultRequestHeaders.Host = Host(configuration["AllowedHosts"]);
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

    /// <summary>A name under which the portal may be asked; null where any will do.</summary>
    internal static string? Host(string? allowed) => allowed?
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(host => host.StartsWith("*.", StringComparison.Ordinal) ? "health" + host[1..] : host)
        .FirstOrDefault() is { } first and not "*" ? first : null;
}
