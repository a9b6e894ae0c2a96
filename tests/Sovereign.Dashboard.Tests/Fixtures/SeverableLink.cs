using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Sovereign.Dashboard.Tests.Fixtures;

/// <summary>A way to the test server that can be cut and mended: what a portal sees when its database goes away and comes back.</summary>
internal sealed class SeverableLink : IAsyncDisposable
{
    private readonly string host;
    private readonly int port;
    private readonly List<Socket> open = [];
    private TcpListener listener = new(IPAddress.Loopback, 0);

    public SeverableLink(string connectionString)
    {
        var direct = new NpgsqlConnectionStringBuilder(connectionString);
        (host, port) = (direct.Host!, direct.Port);
        listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = Port }.ConnectionString;
        _ = AcceptAsync(listener);
    }

    /// <summary>Leads over the link.</summary>
    public string ConnectionString { get; }

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Ends every connection and refuses new ones.</summary>
    public void Cut()
    {
        listener.Stop();
        lock (open)
        {
            foreach (var socket in open) socket.Dispose();
            open.Clear();
        }
    }

    public void Mend()
    {
        listener = new TcpListener(IPAddress.Loopback, new NpgsqlConnectionStringBuilder(ConnectionString).Port);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    public ValueTask DisposeAsync()
    {
        Cut();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true) _ = CarryAsync(await from.AcceptSocketAsync());
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }

    private async Task CarryAsync(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        lock (open) open.AddRange([near, far]);
        try
        {
            await far.ConnectAsync(host, port);
            await using var one = new NetworkStream(near);
            await using var other = new NetworkStream(far);
            await Task.WhenAny(one.CopyToAsync(other), other.CopyToAsync(one));
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException)
        {
            // Either side hung up.
        }
        finally
        {
            near.Dispose();
            far.Dispose();
        }
    }
}
