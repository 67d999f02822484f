using System.Net;
using System.Net.Sockets;
using Supervision.Webhooks;

namespace Supervision.Gateway.Webhooks.Sending;

/// <summary>
/// Connects to where a name leads at that moment, if it may. The address that was judged is the one that is connected
/// to: nothing asks for the name again.
/// </summary>
internal sealed class GuardedConnections(AddressGuard guard)
{
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        var allowed = addresses.Where(guard.Allows).ToArray();
        if (allowed.Length == 0)
            throw new AddressRefusedException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>None of the addresses of a subscriber may be called.</summary>
internal sealed class AddressRefusedException() : IOException("None of the addresses may be called.");
