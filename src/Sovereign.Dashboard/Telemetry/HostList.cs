namespace Sovereign.Dashboard.Telemetry;

/// <summary>Hosts that the portal itself may turn to, written <c>host</c> or <c>host:port</c>, an IPv6 address in brackets. None listed: none allowed.</summary>
public static class HostList
{
    /// <summary>Whether the address' host is listed, with its port or with any.</summary>
    public static bool Has(IEnumerable<string> hosts, Uri url) => hosts.Any(host =>
        host.Equals(url.Host, StringComparison.OrdinalIgnoreCase) || host.Equals($"{url.Host}:{url.Port}", StringComparison.OrdinalIgnoreCase));
}
