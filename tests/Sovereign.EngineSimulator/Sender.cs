using System.Net;
using System.Net.Http.Headers;
using Sovereign.EngineSimulator.Wire;

namespace Sovereign.EngineSimulator;

/// <summary>Sends as an agent does: the same bytes again after 503 or a broken connection, until they are answered for good.</summary>
public sealed class Sender(HttpClient http, Uri portal, string key, IWireFormat format)
{
    private static readonly TimeSpan firstPause = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan longestPause = TimeSpan.FromSeconds(5);

    /// <summary>Bodies that were sent again so far.</summary>
    public int Retries { get; private set; }

    /// <returns>The answer that is not "come again".</returns>
    public async Task<(HttpStatusCode Status, string Body)> SendAsync(byte[] body, CancellationToken ct)
    {
        for (var pause = firstPause; ; pause = pause * 2 > longestPause ? longestPause : pause * 2)
        {
            if (await TryAsync(body, ct) is { } answer && answer.Status != HttpStatusCode.ServiceUnavailable) return answer;
            Retries++;
            await Task.Delay(pause, ct);
        }
    }

    /// <summary>Sends once.</summary>
    /// <returns>The answer; null where the connection broke, and nobody knows what became of it.</returns>
    public async Task<(HttpStatusCode Status, string Body)?> TryAsync(byte[] body, CancellationToken ct)
    {
        using var content = new ByteArrayContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(portal, format.Path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        format.Describe(request, content);
        try
        {
            using var answer = await http.SendAsync(request, ct);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
