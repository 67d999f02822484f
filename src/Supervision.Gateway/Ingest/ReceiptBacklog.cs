using Microsoft.Win32.SafeHandles;

namespace Supervision.Gateway.Ingest;

/// <summary>
/// Receipts that wait for a sender to read them. Many clients read nothing until they have sent everything; so that
/// neither side waits for the other for ever, what does not fit in memory goes to a temporary file, up to a limit.
/// </summary>
internal sealed class ReceiptBacklog(long onDiskMax) : IDisposable
{
    private const int InMemoryMax = 1024 * 1024;
    private const int ReadSize = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _memory = [];
    private readonly SemaphoreSlim _more = new(0);
    private readonly SemaphoreSlim _room = new(0);
    private SafeFileHandle? _file;
    private int _inMemory;
    private long _written;
    private long _read;
    private bool _isCompleted;

    /// <summary>Adds receipts; waits only when the disk limit is reached.</summary>
    public async Task Add(ReadOnlyMemory<byte> receipts, CancellationToken cancellation)
    {
        if (receipts.IsEmpty)
            return;

        while (!TryAdd(receipts.Span))
            await _room.WaitAsync(cancellation);

        _more.Release();
    }

    public void Complete()
    {
        lock (_gate)
            _isCompleted = true;

        _more.Release();
    }

    /// <summary>The next receipts in order; null after the last.</summary>
    public async Task<ReadOnlyMemory<byte>?> Take(CancellationToken cancellation)
    {
        while (true)
        {
            lock (_gate)
            {
                if (Next() is { } receipts)
                    return receipts;
                if (_isCompleted)
                    return null;
            }

            await _more.WaitAsync(cancellation);
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _more.Dispose();
        _room.Dispose();
    }

    private bool TryAdd(ReadOnlySpan<byte> receipts)
    {
        lock (_gate)
        {
            // Once something is on disk, everything goes there until it is read: the order stays.
            if (_written == _read && _inMemory + receipts.Length <= InMemoryMax)
            {
                _memory.Enqueue(receipts.ToArray());
                _inMemory += receipts.Length;
                return true;
            }

            if (_written > _read && _written + receipts.Length > onDiskMax)
                return false;

            _file ??= File.OpenHandle(
                Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None,
                FileOptions.DeleteOnClose);
            RandomAccess.Write(_file, receipts, _written);
            _written += receipts.Length;
            return true;
        }
    }

    private ReadOnlyMemory<byte>? Next()
    {
        if (_memory.TryDequeue(out var receipts))
        {
            _inMemory -= receipts.Length;
            return receipts;
        }

        if (_read == _written)
            return null;

        var piece = new byte[Math.Min(ReadSize, _written - _read)];
        var length = RandomAccess.Read(_file!, piece, _read);
        _read += length;
        if (_read == _written)
        {
            // Empty again: the file starts anew, and whoever waits for room has it.
            _read = _written = 0;
            RandomAccess.SetLength(_file!, 0);
            if (_room.CurrentCount == 0)
                _room.Release();
        }

        return piece.AsMemory(0, length);
    }
}
