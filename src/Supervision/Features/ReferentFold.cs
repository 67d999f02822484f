using System.Buffers;
using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Features;

/// <summary>
/// What the history of one referent comes down to, event by event. Folding the same events in the same order gives the
/// same state, whatever was read from a snapshot in between. Not safe for use by two threads at once.
/// </summary>
public sealed class ReferentFold
{
    /// <summary>Corrections of one referent that may wait for their originals.</summary>
    public const int PendingMax = 1_000;

    /// <summary>One higher when the same events come to another state: what is stored is then folded again.</summary>
    private const byte Format = 3;

    /// <summary>Keys of events that were corrected before they came.</summary>
    private HashSet<ulong>? _pending;
    private int _partition;
    private readonly bool _keepsAll;

    public ReferentFold(ReferentId id)
        : this(id, new FoldState())
    {
    }

    internal ReferentFold(ReferentId id, FoldState state)
    {
        Id = id;
        State = state;
        _keepsAll = state.KeepsAll;
    }

    public ReferentId Id { get; }

    /// <summary>
    /// The offset of the last event that was folded, skipped over or quarantined; 0 before the first.
    /// </summary>
    public long Offset { get; private set; }

    /// <summary>Whether anything is in the state: not when all there was waits or is in quarantine.</summary>
    public bool HasFacts => LatestEventTime > DateTimeOffset.UnixEpoch;

    /// <summary>The latest time at which something folded happened.</summary>
    public DateTimeOffset LatestEventTime { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The partition of the log that the events came from.</summary>
    internal int Partition => _partition;

    internal FoldState State { get; private set; }

    /// <summary>Levels of past days, remembered between assessments; never part of the state.</summary>
    internal LevelHistories Levels;

    /// <summary>
    /// Whether folding this event takes facts from before: it is a correction or retraction, or one came before it.
    /// Depends on what was folded, so ask it of each event just before folding it.
    /// </summary>
    public bool NeedsPrior(RecordedFact fact) =>
        Corrections.TargetOf(fact.Fact) is not null
        || (_pending is not null && _pending.Contains(ItemKey.OfEvent(fact.Key)));

    /// <summary>Folds one event. Never throws because of what is in the event.</summary>
    public FoldOutcome Fold(RecordedFact fact, IPriorFacts prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        if (fact.Position.Offset <= Offset)
            return FoldOutcome.Skipped;

        Offset = fact.Position.Offset;
        _partition = fact.Position.Partition;
        if (fact.Fact is IDossierFact)
            return FoldOutcome.Folded; // Says nothing about the referent: moves no feature and no time.

        Memory.LetGo(State);
        var outcome = Corrections.TargetOf(fact.Fact) is { } target
            ? Correct(fact, target, prior)
            : Take(fact, prior);
        if (outcome.Result != FoldResult.Folded)
            return outcome;

        if (fact.Time > LatestEventTime)
        {
            LatestEventTime = fact.Time.ToUniversalTime();
            State.LatestDay = FactEffects.DayOf(fact.Time);
        }

        return outcome;
    }

    /// <summary>
    /// The correction by which an event in the state says what it says; null when it says what it said at first.
    /// </summary>
    internal RecordedFact? CorrectionInEffect(RecordedFact original, IPriorFacts prior)
    {
        foreach (var correction in prior.CorrectionsOf(original.Key).Reverse())
        {
            if (Corrections.MayBeOf(original, correction)
                && Corrections.TryApply(original, correction.Fact, out var version) && version is not null
                && Memory.Holds(State, version, original.Time, original.Position.Offset))
                return correction;
        }

        return null;
    }

    /// <summary>Begins again before the first event, because what was folded no longer holds.</summary>
    public void Restart()
    {
        State = new FoldState { KeepsAll = _keepsAll };
        _pending = null;
        Levels = default;
        Offset = 0;
        LatestEventTime = DateTimeOffset.UnixEpoch;
    }

    /// <summary>Moves on over an event that could not even be read.</summary>
    public void Skip(long offset) => Offset = Math.Max(Offset, offset);

    /// <summary>What the registers say as of a moment.</summary>
    public RegisterRow Register(DateTimeOffset asOf)
    {
        var entry = State.Register.At(asOf.UtcTicks);
        return new RegisterRow(
            entry?.DisplayName,
            entry?.Sector,
            entry?.SizeBand,
            entry?.LegalForm,
            entry?.FoundedOn,
            Recognitions.StatusOf(State, Purpose.Labour, asOf),
            Recognitions.StatusOf(State, Purpose.Research, asOf),
            Recognitions.StatusOf(State, Purpose.Study, asOf),
            Recognitions.StatusOf(State, Purpose.Exchange, asOf));
    }

    /// <summary>
    /// The day of the oldest signal from a day on, and up to the moment; null when there is none. As far back as
    /// signals count at all.
    /// </summary>
    public DateOnly? SignalSince(DateOnly from, DateTimeOffset asOf) =>
        State.Series.Find(SeriesKind.Signals).FirstDay(from.DayNumber, FactEffects.DayOf(asOf)) is { } day
            ? DateOnly.FromDayNumber(day)
            : null;

    /// <summary>Writes a snapshot of the state.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var writer = new StateWriter(output);
        writer.Number(Format);
        writer.Number(Offset);
        writer.Number(_partition);
        writer.Number(LatestEventTime.UtcTicks);
        State.Series.WriteTo(ref writer);
        State.Items.WriteTo(ref writer);
        State.Marks.WriteTo(ref writer);
        State.Register.WriteTo(ref writer);
        writer.Number(_pending?.Count ?? 0);
        foreach (var key in _pending?.Order() ?? Enumerable.Empty<ulong>())
            writer.Hash(key);
    }

    /// <summary>The state in a snapshot; null when it is of another version, so that the caller folds again.</summary>
    public static ReferentFold? Read(ReferentId id, ReadOnlySpan<byte> state)
    {
        try
        {
            var reader = new StateReader(state);
            return reader.Number() == Format ? Read(id, ref reader) : null;
        }
        catch (Exception damaged) when (damaged is FormatException or OverflowException or ArgumentException)
        {
            // A snapshot is a cache of the log: one that cannot be read is folded again.
            return null;
        }
    }

    private static ReferentFold Read(ReferentId id, ref StateReader reader)
    {
        var offset = reader.Number();
        var partition = (int)reader.Number();
        var latest = new DateTimeOffset(reader.Number(), TimeSpan.Zero);
        var state = new FoldState
        {
            LatestDay = FactEffects.DayOf(latest),
            Series = SeriesSet.Read(ref reader),
            Items = ItemTable.Read(ref reader),
            Marks = MarkList.Read(ref reader),
            Register = RegisterList.Read(ref reader),
        };
        var pending = reader.Count();
        var fold = new ReferentFold(id, state)
        {
            Offset = offset,
            LatestEventTime = latest,
            _partition = partition,
            _pending = pending == 0 ? null : [],
        };
        for (var i = 0; i < pending; i++)
            fold._pending!.Add(reader.Hash());

        return fold;
    }

    /// <summary>A fact about the world; what corrections that came before it make of it.</summary>
    private FoldOutcome Take(RecordedFact fact, IPriorFacts prior)
    {
        var inEffect = fact.Fact;
        if (_pending is not null && _pending.Remove(ItemKey.OfEvent(fact.Key)) && fact.Fact is not IOwnFact)
            inEffect = Versions(fact, fact.Position.Offset, prior)[^1];

        if (inEffect is null)
            return FoldOutcome.Folded;

        if (!FactEffects.HasRoom(State, inEffect))
            return FoldOutcome.Quarantined(QuarantineCodes.TooManyItems);

        FactEffects.Apply(State, inEffect, fact.Time, fact.Position.Offset, 1);
        return FoldOutcome.Folded;
    }

    private FoldOutcome Correct(RecordedFact correction, Log.EventKey target, IPriorFacts prior)
    {
        var original = prior.Find(target);
        if (original is null || original.Position.Offset >= correction.Position.Offset)
            return prior.IsElsewhere(target)
                ? FoldOutcome.Quarantined(QuarantineCodes.TargetElsewhere)
                : Await(target);

        if (Corrections.TargetOf(original.Fact) is not null)
            return FoldOutcome.Quarantined(QuarantineCodes.TargetIsCorrection);

        if (!Corrections.MayBeOf(original, correction))
            return FoldOutcome.Quarantined(QuarantineCodes.TargetIsOwnFact);

        if (!Corrections.TryApply(original, correction.Fact, out var replacement))
            return FoldOutcome.Quarantined(QuarantineCodes.CorrectionOfAnotherType);

        var offset = original.Position.Offset;
        var current = CurrentOf(Versions(original, correction.Position.Offset, prior), original);
        if (current is not null)
            FactEffects.Apply(State, current, original.Time, offset, -1);

        if (replacement is null)
            return FoldOutcome.Folded;

        if (FactEffects.HasRoom(State, replacement))
        {
            FactEffects.Apply(State, replacement, original.Time, offset, 1);
            return FoldOutcome.Folded;
        }

        if (current is not null)
            FactEffects.Apply(State, current, original.Time, offset, 1);
        return FoldOutcome.Quarantined(QuarantineCodes.TooManyItems);
    }

    private FoldOutcome Await(Log.EventKey target)
    {
        _pending ??= [];
        var key = ItemKey.OfEvent(target);
        if (_pending.Count >= PendingMax && !_pending.Contains(key))
            return FoldOutcome.Quarantined(QuarantineCodes.TooManyPending);

        _pending.Add(key);
        return FoldOutcome.Waiting;
    }

    /// <summary>
    /// What the event said at first and after each correction that applies; null where it was retracted.
    /// </summary>
    private static ImmutableArray<Fact?> Versions(RecordedFact original, long belowOffset, IPriorFacts prior)
    {
        var versions = ImmutableArray.Create<Fact?>(original.Fact);
        foreach (var correction in prior.CorrectionsOf(original.Key))
        {
            if (correction.Position.Offset < belowOffset && Corrections.MayBeOf(original, correction)
                && Corrections.TryApply(original, correction.Fact, out var replacement))
                versions = versions.Add(replacement);
        }

        return versions;
    }

    /// <summary>The version that is in the state: the last one, but for those that found no room.</summary>
    private Fact? CurrentOf(ImmutableArray<Fact?> versions, RecordedFact original)
    {
        for (var i = versions.Length - 1; i >= 0; i--)
        {
            if (versions[i] is not { } version)
                return null;

            if (Memory.Holds(State, version, original.Time, original.Position.Offset))
                return version;
        }

        return null;
    }
}
