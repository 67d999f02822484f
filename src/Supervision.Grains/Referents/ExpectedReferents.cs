using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Supervision.Referents;

namespace Supervision.Grains.Referents;

/// <summary>
/// What a partition has read for referents that it is about to bring their first events, so that thousands of
/// activations cost one query and not two each. Of one silo, on which partition and referents are together; elsewhere,
/// and when nothing was left here, an activation reads for itself.
/// </summary>
internal sealed class ExpectedReferents
{
    private readonly ConcurrentDictionary<ReferentId, Expected> _expected = new();

    public void Add(ReferentId referent, Expected expected) => _expected[referent] = expected;

    public bool TryTake(ReferentId referent, [MaybeNullWhen(false)] out Expected expected) =>
        _expected.TryRemove(referent, out expected);

    /// <summary>Whoever was active already did not come for it.</summary>
    public void Forget(ReferentId referent) => _expected.TryRemove(referent, out _);
}

/// <summary>What is known of a referent before it wakes.</summary>
/// <param name="Snapshot">What is stored of it; null for nothing.</param>
/// <param name="First">The offset of the first of its events that the snapshot does not hold.</param>
internal sealed record Expected(ReferentSnapshot? Snapshot, long First);
