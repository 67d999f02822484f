namespace Supervision.Gateway.Replays;

/// <summary>
/// Takes writes of either kind and passes them on when asked, because a server takes no answer written synchronously.
/// </summary>
internal sealed class GatheredWrites(Stream output) : Stream
{
    private readonly MemoryStream _gathered = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sends what was gathered and holds nothing any more.</summary>
    public async Task PassOn(CancellationToken cancellation)
    {
        await output.WriteAsync(_gathered.GetBuffer().AsMemory(0, (int)_gathered.Length), cancellation);
        _gathered.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => _gathered.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _gathered.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        _gathered.Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _gathered.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
        // Passed on when the writer of the file says so.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
