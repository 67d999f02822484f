using System.Net;
using System.Net.Sockets;

namespace Supervision.Server;

/// <summary>
/// The addresses that the gateway will listen on, kept from others while the silo starts: the gateway starts last, and
/// what has started by then takes long to stop.
/// </summary>
internal sealed class HeldAddresses : IHostedService, IDisposable
{
    private readonly List<Socket> _held = [];

    /// <summary>Holds these addresses, parted by semicolons; the first that something listens on, or null.</summary>
    public string? Hold(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (EndPointOf(url) is { } place && !TryHold(place))
                return url;
        }

        return null;
    }

    /// <remarks>Registered after the silo and before the server of the gateway, which takes them now.</remarks>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _held.ForEach(socket => socket.Dispose());
        _held.Clear();
    }

    private static IPEndPoint? EndPointOf(string url)
    {
        var address = BindingAddress.Parse(url);
        if (address.Port == 0 || address.IsUnixPipe || address.IsNamedPipe)
            return null;

        var host = IPAddress.TryParse(address.Host.Trim('[', ']'), out var given) ? given
            : address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any;
        return new IPEndPoint(host, address.Port);
    }

    private bool TryHold(IPEndPoint place)
    {
        try
        {
            // Only listening finds another listener; only binding turns callers away until there is someone.
            using (var listener = new TcpListener(place))
                listener.Start();

            var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            _held.Add(socket);
            socket.Bind(place);
            return true;
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
