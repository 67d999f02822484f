using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Supervision.Benchmarks.Load;

/// <summary>
/// One request that goes on for as long as there are events, while its receipts come: how an integration streams. It is
/// HTTP/1.0 of a known length, so that neither body nor answer comes in chunks and the client costs little.
/// </summary>
internal sealed class EventConnection : IAsyncDisposable
{
    private readonly Channel<Sending> _waiting = Channel.CreateUnbounded<Sending>();
    private readonly Channel<Sending> _sent = Channel.CreateUnbounded<Sending>();
    private readonly NetworkStream _stream;
    private readonly Task _running;

    private EventConnection(NetworkStream stream, long bytes)
    {
        _stream = stream;
        _running = Run(bytes);
    }

    /// <param name="bytes">Of all that will be sent.</param>
    public static async Task<EventConnection> Open(Uri address, long bytes)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return new EventConnection(new NetworkStream(socket, ownsSocket: true), bytes);
    }

    /// <summary>Sends events behind those before and gives the position of the last, once it is acknowledged.</summary>
    public async Task<string> Send(LoadBatch batch)
    {
        var sending = new Sending(batch);
        _waiting.Writer.TryWrite(sending);
        // What went wrong is better told than waited for.
        if (await Task.WhenAny(sending.Position.Task, _running) == _running)
            await _running;
        return await sending.Position.Task;
    }

    /// <summary>Ends when all that was promised is sent and the server summed up.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _running;
        await _stream.DisposeAsync();
    }

    private async Task Run(long bytes)
    {
        var (writing, reading) = (Write(bytes), Read());
        await await Task.WhenAny(writing, reading);
        await Task.WhenAll(writing, reading);
    }

    private async Task Write(long bytes)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /v1/events HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
            + $"Content-Length: {bytes}\r\n\r\n"));
        await foreach (var sending in _waiting.Reader.ReadAllAsync())
        {
            _sent.Writer.TryWrite(sending);
            await _stream.WriteAsync(sending.Batch.Body);
        }

        _sent.Writer.Complete();
    }

    private async Task Read()
    {
        using var lines = new StreamReader(_stream, Encoding.UTF8, false, 16 * 1024, leaveOpen: true);
        var status = await Line(lines);
        if (!status.Contains(" 202 ", StringComparison.Ordinal))
            throw new InvalidOperationException($"Not taken: {status}");
        while ((await Line(lines)).Length > 0)
        {
            // The head, of which no more is wanted.
        }

        await foreach (var sending in _sent.Reader.ReadAllAsync())
        {
            var last = "";
            for (var count = 0; count < sending.Batch.Count; count++)
                last = await Line(lines);
            using var receipt = JsonDocument.Parse(last);
            sending.Position.SetResult(receipt.RootElement.GetProperty("position").GetString()!);
        }

        var end = await Line(lines);
        if (!end.StartsWith("{\"summary\"", StringComparison.Ordinal))
            throw new InvalidOperationException($"Not accepted: {end}");
    }

    private static async Task<string> Line(StreamReader lines) =>
        await lines.ReadLineAsync() ?? throw new IOException("The server closed the connection.");

    private sealed record Sending(LoadBatch Batch)
    {
        public TaskCompletionSource<string> Position { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
