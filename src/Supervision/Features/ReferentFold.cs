using System.Buffers;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Features;

/// <summary>
/// What the history of one referent comes down to, event by event. Folding the same events in the same order gives the
/// same state, whatever was read from a snapshot in between. Not safe for use by two threads at once.
/// </summary>
public sealed class ReferentFold(ReferentId id)
{
    private const byte Format = 1;

    private readonly HashSet<EventKey> _pending = [];
    private RegisterRow _register = new(null, null, null, null, null, default, default, default, default);

    public ReferentId Id { get; } = id;

    /// <summary>The offset of the last event that was folded, skipped over or quarantined; 0 before the first.</summary>
    public long Offset { get; private set; }

    /// <summary>The latest time at which something folded happened.</summary>
    public DateTimeOffset LatestEventTime { get; private set; }

    /// <summary>
    /// Whether folding this event takes facts from before: it is a correction or retraction, or one came before it.
    /// Depends on what was folded, so ask it of each event just before folding it.
    /// </summary>
    public bool NeedsPrior(RecordedFact fact) =>
        Corrections.TargetOf(fact.Fact) is not null
        || _pending.Contains(fact.Key);

    /// <summary>Folds one event. Never throws because of what is in the event.</summary>
    public FoldOutcome Fold(RecordedFact fact, IPriorFacts prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        if (fact.Position.Offset <= Offset)
            return FoldOutcome.Skipped;

        Offset = fact.Position.Offset;
        if (fact.Fact is ReferentRegistered named)
            _register = _register with { DisplayName = named.DisplayName, Sector = named.Sector };
        if (fact.Time > LatestEventTime)
            LatestEventTime = fact.Time;

        return FoldOutcome.Folded;
    }

    /// <summary>Moves on over an event that could not even be read.</summary>
    public void Skip(long offset) => Offset = Math.Max(Offset, offset);

    /// <summary>What the registers say as of a moment.</summary>
    public RegisterRow Register(DateTimeOffset asOf) => _register;

    /// <summary>Writes a snapshot of the state.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        output.Write([Format]);
        output.Write(BitConverter.GetBytes(Offset));
    }

    /// <summary>The state in a snapshot; null when it is of another version, so that the caller folds again.</summary>
    public static ReferentFold? Read(ReferentId id, ReadOnlySpan<byte> state) => null;
}
