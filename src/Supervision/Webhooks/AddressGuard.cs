using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Supervision.Webhooks;

/// <summary>
/// Which addresses may be called: those of the public internet, and those of networks that the configuration names. It
/// judges the address that is connected to, so a name that points elsewhere a moment later does not help.
/// </summary>
public sealed class AddressGuard(ImmutableArray<IPNetwork> allowed)
{
    /// <summary>Of the special-purpose registry of IANA: what is not reachable from everywhere.</summary>
    private static readonly ImmutableArray<IPNetwork> Refused =
    [
        .. ((string[])[
            "0.0.0.0/8", // this network
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private
            "100.64.0.0/10", // shared by the customers of a provider
            "127.0.0.0/8", // this machine
            "169.254.0.0/16", // link-local, where clouds keep their metadata
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast among it
            "2001::/23", // protocols, Teredo among them, which has an address of IPv4 inside
            "2001:db8::/32", "3fff::/20", // documentation
            "2002::/16", // 6to4, likewise
        ]).Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>All of IPv6 that is given out for the internet: local, private and mapped ones are outside.</summary>
    private static readonly IPNetwork GlobalOfIPv6 = IPNetwork.Parse("2000::/3");

    public bool Allows(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return IsNamed(address.MapToIPv4()); // Nobody needs to write a public address so.
        if (IsNamed(address))
            return true;
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !GlobalOfIPv6.Contains(address))
            return false;

        return !Refused.Any(network => network.Contains(address));
    }

    private bool IsNamed(IPAddress address) => allowed.Any(network => network.Contains(address));
}
