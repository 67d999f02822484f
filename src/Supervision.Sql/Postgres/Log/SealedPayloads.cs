using System.Buffers;
using Supervision.Sql.Encryption;

namespace Supervision.Sql.Postgres.Log;

/// <summary>The payloads of the rows of one transaction, sealed one behind the other in a buffer of the pool.</summary>
internal sealed class SealedPayloads : IDisposable
{
    private readonly byte[] _buffer;

    private SealedPayloads(byte[] buffer, int count)
    {
        _buffer = buffer;
        Each = new ReadOnlyMemory<byte>[count];
    }

    /// <summary>In the order of the rows; not to be used after this is disposed of.</summary>
    public ReadOnlyMemory<byte>[] Each { get; }

    public static SealedPayloads Of(IReadOnlyList<PlannedRow> rows, KeyRing keys)
    {
        var length = 0;
        for (var i = 0; i < rows.Count; i++)
            length = checked(length + keys.LengthOf(rows[i].Event.Data.Length));

        var payloads = new SealedPayloads(ArrayPool<byte>.Shared.Rent(length), rows.Count);
        var at = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var item = rows[i].Event;
            var memory = payloads._buffer.AsMemory(at, keys.LengthOf(item.Data.Length));
            keys.Seal(PayloadKind.Event, item.Digest.Span, item.Data.Span, memory.Span);
            payloads.Each[i] = memory;
            at += memory.Length;
        }

        return payloads;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
