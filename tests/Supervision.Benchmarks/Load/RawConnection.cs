using System.Buffers.Text;
using System.Net.Sockets;

namespace Supervision.Benchmarks.Load;

/// <summary>
/// One keep-alive HTTP/1.1 connection that costs next to nothing, so that a client on the same cores measures the
/// server and not itself. Understands answers with a content length or in chunks.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    private RawConnection(Socket socket) => _socket = socket;

    public static async Task<RawConnection> Open(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return new RawConnection(socket);
    }

    /// <summary>Sends a whole request and reads the whole answer; gives its status.</summary>
    public async Task<int> Send(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        _filled = 0;
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            await Fill();

        var head = _buffer.AsMemory(0, end);
        var status = Number(head.Span[9..]);
        var body = end + 4;
        if (status is 204 or 304)
            return status;

        if (ContentLength(head.Span) is { } length)
        {
            while (_filled < body + length)
                await Fill();
        }
        else
        {
            while (!_buffer.AsSpan(body, _filled - body).EndsWith("0\r\n\r\n"u8))
                await Fill();
        }

        return status;
    }

    public void Dispose() => _socket.Dispose();

    private async Task Fill()
    {
        if (_filled == _buffer.Length)
            throw new InvalidOperationException("The answer is larger than this client reads.");

        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled));
        if (read == 0)
            throw new IOException("The server closed the connection.");

        _filled += read;
    }

    private static int? ContentLength(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        return at < 0 ? null : Number(head[(at + 16)..]);
    }

    private static int Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int number, out _) ? number : throw new FormatException("Not a number.");
}
