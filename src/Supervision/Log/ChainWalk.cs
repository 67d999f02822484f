using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Log;

/// <summary>Walks one partition from its first event and stops at the first link that does not hold.</summary>
public sealed class ChainWalk(int partition)
{
    private static readonly ImmutableArray<string> Corrections =
        [FactTypes.NameOf<FactCorrected>(), FactTypes.NameOf<FactRetracted>()];

    private readonly byte[] _link = HashChain.Origin.ToArray();
    private readonly Dictionary<string, long> _versions = [];
    private readonly ImmutableArray<LogPosition>.Builder _erasedAt = ImmutableArray.CreateBuilder<LogPosition>();
    private long _erased;
    private long _verified;
    private LogProof? _broken;

    /// <summary>The link that the walk has reached.</summary>
    public ReadOnlySpan<byte> Link => _link;

    /// <summary>The offset that the walk has reached.</summary>
    public long Offset => _verified;

    /// <summary>Takes the next stored event; false at the first that breaks the chain.</summary>
    /// <param name="version">Of a command's fact: its place under its subject, as stored.</param>
    /// <param name="erased">Its payload was erased by law, so its digest can no longer be rebuilt.</param>
    public bool Step(
        LoggedEvent stored, long? version, bool erased, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> link)
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

        // Beside the digest: columns that repeat what is in the content or follow from the order.
        if (stored.Time.UtcTicks % TimeSpan.TicksPerMicrosecond != 0)
            return Break(expected, "its time is not a whole microsecond, and nothing else is ever stored");
        if (!erased && stored.Target != TargetOf(stored))
            return Break(expected, "the event that it says it corrects is not the one in its content");
        if (!IsNext(stored.Subject, version))
            return Break(expected, "its version does not follow from the facts under its subject before it");

        if (erased && ++_erased <= LogProof.ErasedMax)
            _erasedAt.Add(stored.Position);
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

        return _broken ?? Proof(_verified, null);
    }

    private static byte[] DigestOf(LoggedEvent stored) =>
        CanonicalEvent.Digest(stored.Type, stored.Key, stored.Subject, stored.Time, stored.Data.Span);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private bool Break(long offset, string because)
    {
        _broken = Proof(offset, $"{new LogPosition(partition, offset)}: {because}.");
        return false;
    }

    private LogProof Proof(long offset, string? brokenBecause) =>
        new(partition, offset, _verified, brokenBecause, _erased, _erasedAt.ToImmutable());

    /// <summary>
    /// The facts of a subject that has versions count from 1 without gaps; only what is told of a referent, and
    /// records of what was done here, may have none.
    /// </summary>
    private bool IsNext(string subject, long? version)
    {
        var before = _versions.GetValueOrDefault(subject);
        if (version is not { } number)
            return before == 0 && (ReferentId.TryParse(subject, null, out _) || OwnSubjects.HasRecords(subject));

        _versions[subject] = number;
        return number == before + 1;
    }

    private static EventKey? TargetOf(LoggedEvent stored)
    {
        if (!Corrections.Contains(stored.Type))
            return null;

        var data = JsonElement.Parse(stored.Data.Span);
        return data.TryGetProperty("ofSource", out var source) && data.TryGetProperty("ofId", out var id)
            ? new EventKey(source.GetString()!, id.GetString()!)
            : null;
    }
}
