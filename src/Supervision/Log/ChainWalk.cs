using System.Globalization;
using Supervision.Events;

namespace Supervision.Log;

/// <summary>Walks one partition from its first event and stops at the first link that does not hold.</summary>
public sealed class ChainWalk(int partition)
{
    private readonly byte[] _link = HashChain.Origin.ToArray();
    private long _verified;
    private LogProof? _broken;

    /// <summary>The link that the walk has reached.</summary>
    public ReadOnlySpan<byte> Link => _link;

    /// <summary>The offset that the walk has reached.</summary>
    public long Offset => _verified;

    /// <summary>Takes the next stored event; false at the first that breaks the chain.</summary>
    /// <param name="erased">Its payload was erased by law, so its digest can no longer be rebuilt.</param>
    public bool Step(LoggedEvent stored, bool erased, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> link)
    {
        var expected = _verified + 1;
        if (stored.Position != new LogPosition(partition, expected))
            return Break(expected, $"the event is missing; the next one is at {stored.Position}");
        if (digest.Length != HashChain.LinkLength || link.Length != HashChain.LinkLength)
            return Break(expected, "its digest or link is not 32 bytes long");

        HashChain.Link(_link, digest, stored.Position, stored.RecordedAt.UtcTicks, _link);
        if (!link.SequenceEqual(_link))
            return Break(expected, "its link does not follow from the link before it, its digest and its time");
        if (!erased && !digest.SequenceEqual(DigestOf(stored)))
            return Break(expected, "its content does not have the digest that the chain holds");

        _verified = expected;
        return true;
    }

    /// <summary>The result, once the last event was taken, against what the log says its end is.</summary>
    public LogProof End(LogHead head)
    {
        if (_broken is null && head.Offset > _verified)
            Break(_verified + 1, $"the event is missing; the log should end at offset {Number(head.Offset)}");
        else if (_broken is null && head.Offset < _verified)
            Break(head.Offset + 1, $"the log should end at offset {Number(head.Offset)}, and goes on");
        else if (_broken is null && !head.Chain.AsSpan().SequenceEqual(_link))
            Break(head.Offset, "the last link is not the one that the log has as its end");

        return _broken ?? new LogProof(partition, _verified, _verified, null);
    }

    private static byte[] DigestOf(LoggedEvent stored) =>
        CanonicalEvent.Digest(stored.Type, stored.Key, stored.Subject, stored.Time, stored.Data.Span);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private bool Break(long offset, string because)
    {
        _broken = new LogProof(partition, offset, _verified, $"{new LogPosition(partition, offset)}: {because}.");
        return false;
    }
}
