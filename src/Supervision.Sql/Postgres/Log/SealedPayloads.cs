using System.Buffers;
using Supervision.Log;
using Supervision.Sql.Encryption;

namespace Supervision.Sql.Postgres.Log;

/// <summary>The payloads of one call, sealed one behind the other in a buffer of the pool.</summary>
internal sealed class SealedPayloads : IDisposable
{
    private readonly byte[] _buffer;

    private SealedPayloads(byte[] buffer, int count)
    {
        _buffer = buffer;
        Each = new ReadOnlyMemory<byte>[count];
    }

    /// <summary>In the order of the events; not to be used after this is disposed of.</summary>
    public ReadOnlyMemory<byte>[] Each { get; }

    public static SealedPayloads Of(IReadOnlyList<NewEvent> events, KeyRing keys)
    {
        var length = 0;
        for (var i = 0; i < events.Count; i++)
            length = checked(length + keys.LengthOf(events[i].Data.Length));

        var payloads = new SealedPayloads(ArrayPool<byte>.Shared.Rent(length), events.Count);
        var at = 0;
        for (var i = 0; i < events.Count; i++)
        {
            var item = events[i];
            var memory = payloads._buffer.AsMemory(at, keys.LengthOf(item.Data.Length));
            keys.Seal(PayloadKind.Event, item.Digest.Span, item.Data.Span, memory.Span);
            payloads.Each[i] = memory;
            at += memory.Length;
        }

        return payloads;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
