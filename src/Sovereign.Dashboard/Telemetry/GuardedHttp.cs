using System.Net;
using System.Net.Sockets;

namespace Sovereign.Dashboard.Telemetry;

/// <summary>
/// HTTP to hosts that somebody named: no redirects, no proxy, no cookies, and only to addresses that a rule admits. The name is resolved once and the
/// connection goes to the very address that was judged, so a name that resolves anew to another gains nothing.
/// </summary>
public static class GuardedHttp
{
    private static readonly TimeSpan connecting = TimeSpan.FromSeconds(10);

    /// <param name="admits">Whether an address may be connected to, for the host as it was named.</param>
    public static HttpMessageInvoker Open(Func<string, IPAddress, bool> admits) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        ConnectTimeout = connecting,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, admits, ct),
    });

    /// <summary>Reads an answer up to a limit.</summary>
    /// <returns>The bytes, inflated; null where there are more.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int limit, CancellationToken ct)
    {
        if (content.Headers.ContentLength > limit) return null;
        await using var stream = await content.ReadAsStreamAsync(ct);
        using var read = new MemoryStream();
        var piece = new byte[81920];
        int length;
        while ((length = await stream.ReadAsync(piece, ct)) > 0)
        {
            if (read.Length + length > limit) return null;
            read.Write(piece, 0, length);
        }

        return read.ToArray();
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, Func<string, IPAddress, bool> admits, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, ct);
        var admitted = Array.FindAll(addresses, address => admits(target.Host, address));
        if (admitted.Length == 0) throw new AddressRefusedException($"{target.Host} has no address that the portal may connect to.");
        Exception? last = null;
        foreach (var address in admitted)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, target.Port), ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException refused)
            {
                last = refused;
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!;
    }
}
