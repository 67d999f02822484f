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

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
