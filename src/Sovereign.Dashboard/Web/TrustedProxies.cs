using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Sovereign.Dashboard.Web;

/// <summary>
/// Behind a proxy that ends TLS, the caller's address and scheme are known from <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> alone. Anyone
/// can write these, so they are believed only from where <c>Portal__TrustedProxies</c> says. The host is never taken from such a header: a proxy
/// passes <c>Host</c> on as it came, and checks of origin rest on it.
/// </summary>
public static class TrustedProxies
{
    /// <exception cref="InvalidOperationException">The setting names something that is neither an address nor a network.</exception>
    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        var networks = Read(builder.Configuration["Portal:TrustedProxies"]);
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = networks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // The framework would believe every process of this machine.
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var network in networks) forwarded.KnownIPNetworks.Add(network);
            // A ministry's own proxy may stand before ours. The walk along the chain ends at the first address that is not trusted.
            forwarded.ForwardLimit = null;
        });
    }

    /// <summary>The networks of the setting; an address alone is a network of one.</summary>
    /// <exception cref="InvalidOperationException">It names something that is neither an address nor a network.</exception>
    internal static IReadOnlyList<IPNetwork> Read(string? setting) =>
        [.. (setting ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ReadOne)];

    private static IPNetwork ReadOne(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        if (IPAddress.TryParse(text, out var address)) return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        throw new InvalidOperationException(
            $"Portal__TrustedProxies names '{text}'; expected addresses or networks such as 172.30.250.0/28, separated by commas.");
    }
}
