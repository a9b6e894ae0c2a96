using System.Net;
using System.Net.Sockets;

namespace Sovereign.Dashboard.Telemetry;

/// <summary>Where the portal itself may connect to. An IPv4 address written as an IPv6 one is judged as what it is.</summary>
public static class AddressRules
{
    // RFC 6890 and the registries of special-purpose addresses that follow it; 64:ff9b::/96 and 2002::/16 carry IPv4 addresses inside.
    private static readonly IPNetwork[] special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
            "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    // Where clouds keep the credentials of machines, and what is no one machine's.
    private static readonly IPNetwork[] never =
        [.. new[] { "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/128", "fe80::/10", "fd00:ec2::254/128", "ff00::/8" }.Select(IPNetwork.Parse)];

    /// <summary>Whether the address is one of the public internet.</summary>
    public static bool IsPublic(IPAddress address) => !Lies(special, address);

    /// <summary>Whether the address is refused whatever is listed: link-local (metadata services), multicast, unspecified.</summary>
    public static bool IsNever(IPAddress address) => Lies(never, address);

    private static bool Lies(IPNetwork[] networks, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(networks, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain))
            || plain.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6);
    }
}
