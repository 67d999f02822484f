using System.Net.Sockets;
using System.Text;

namespace Supervision.Gateway.Tests.Ingest;

/// <summary>A connection on which a test says what no well-behaved client would, and reads when it likes.</summary>
internal sealed class RawSender : IDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromMinutes(1));
    private readonly TcpClient _socket = new();
    private readonly StreamReader _reader;

    public RawSender(Uri address)
    {
        _socket.Connect(address.Host, address.Port);
        _reader = new StreamReader(_socket.GetStream());
    }

    public async Task Send(string text) =>
        await _socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text), _timeout.Token);

    public async Task Send(ReadOnlyMemory<byte> bytes) => await _socket.GetStream().WriteAsync(bytes, _timeout.Token);

    public Task SendChunk(string text) => Send($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");

    public Task SendHead(string contentType, string framing = "Transfer-Encoding: chunked") => Send(
        $"POST /v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {contentType}\r\n"
        + $"{framing}\r\n\r\n");

    /// <summary>No more will be sent; what was not finished never will be.</summary>
    public void BreakOff() => _socket.Client.Shutdown(SocketShutdown.Send);

    public async Task<string> ReadLineWith(string word)
    {
        while (await _reader.ReadLineAsync(_timeout.Token) is { } line)
        {
            if (line.Contains(word, StringComparison.Ordinal))
                return line;
        }

        throw new EndOfStreamException($"No line with {word} came.");
    }

    public Task<string> ReadToEnd() => _reader.ReadToEndAsync(_timeout.Token);

    /// <summary>Waits until the other side has closed the connection, in whichever way.</summary>
    public async Task WaitForClose()
    {
        try
        {
            await ReadToEnd();
        }
        catch (IOException)
        {
            Assert.False(_timeout.IsCancellationRequested); // A reset is how a server closes what was cut short.
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _socket.Dispose();
        _timeout.Dispose();
    }
}
