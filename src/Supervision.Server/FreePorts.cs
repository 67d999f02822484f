using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Supervision.Server;

/// <summary>
/// Ports on loopback that nobody listens on, so that two instances on one machine do not clash. They lie below those
/// that systems give to outgoing connections (from 32768 on Linux): a client that tries again and again while nobody
/// listens would otherwise take the very port that it calls.
/// </summary>
internal static class FreePorts
{
    private const int First = 20_000;
    private const int End = 32_000;
    private const int TriesMax = 200;

    public static (int First, int Second) Two()
    {
        // Both are held at once, so that they differ; another process may still be quicker than the silo.
        using var first = Listen();
        using var second = Listen();
        return (PortOf(first), PortOf(second));
    }

    public static int One()
    {
        using var listener = Listen();
        return PortOf(listener);
    }

    private static TcpListener Listen()
    {
        for (var tries = 1; ; tries++)
        {
            var listener = new TcpListener(IPAddress.Loopback, RandomNumberGenerator.GetInt32(First, End));
            try
            {
                listener.Start();
                return listener;
            }
            catch (SocketException taken)
                when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse && tries < TriesMax)
            {
                listener.Dispose(); // Another one, then.
            }
        }
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
