using System.Net;
using System.Net.Sockets;

namespace Supervision.Server;

/// <summary>Ports on loopback that nobody listens on, so that two instances on one machine do not clash.</summary>
internal static class FreePorts
{
    public static (int First, int Second) Two()
    {
        // Both are held at once, so that they differ; another process may still be quicker than the silo.
        using var first = Listen();
        using var second = Listen();
        return (PortOf(first), PortOf(second));
    }

    /// <summary>The first of these addresses, parted by semicolons, that something listens on; null if none.</summary>
    public static string? Taken(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(IsTaken);

    private static bool IsTaken(string url)
    {
        var address = BindingAddress.Parse(url);
        if (address.Port == 0 || address.IsUnixPipe || address.IsNamedPipe)
            return false;

        var host = IPAddress.TryParse(address.Host.Trim('[', ']'), out var given) ? given
            : address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any;
        try
        {
            using var listener = new TcpListener(host, address.Port);
            listener.Start();
            return false;
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
