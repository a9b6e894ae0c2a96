using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Sovereign.Tests.Fixtures;

namespace Sovereign.Interop.Tests;

/// <summary>Stands before a portal and answers 503 to the first requests, as a portal does that has no room.</summary>
internal sealed class BusyPortal : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly HttpClient http = new();
    private readonly Uri portal;
    private readonly Task serving;
    private readonly List<string> turnedAway = [];
    private readonly HashSet<string> passed = [];
    private int left;

    /// <param name="portal">Where the others go.</param>
    /// <param name="busy">How many are turned away.</param>
    public BusyPortal(Uri portal, int busy)
    {
        (this.portal, left) = (portal, busy);
        Address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{PortalProcess.FreePort()}/"));
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        serving = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    /// <summary>Bodies that were turned away and have not come again.</summary>
    public IReadOnlyList<string> Missing
    {
        get
        {
            lock (turnedAway) return [.. turnedAway.Where(body => !passed.Contains(body))];
        }
    }

    public bool IsBusy => Volatile.Read(ref left) > 0;

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
        http.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var buffer = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(buffer);
            var body = buffer.ToArray();
            var hash = Convert.ToHexStringLower(SHA256.HashData(body));
            if (Interlocked.Decrement(ref left) >= 0)
            {
                lock (turnedAway) turnedAway.Add(hash);
                context.Response.StatusCode = 503;
                context.Response.AddHeader("Retry-After", "1");
                context.Response.Close();
                continue;
            }

            using var content = new ByteArrayContent(body);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(portal, context.Request.Url!.PathAndQuery)) { Content = content };
            foreach (var name in new[] { "Content-Type", "Content-Encoding" }) content.Headers.TryAddWithoutValidation(name, context.Request.Headers[name]);
            request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers["Authorization"]);
            using var answer = await http.SendAsync(request);
            if (answer.IsSuccessStatusCode)
            {
                lock (turnedAway) passed.Add(hash);
            }

            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.Close();
        }
    }
}
