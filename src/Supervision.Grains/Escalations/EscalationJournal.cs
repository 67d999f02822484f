using System.Collections.Immutable;
using System.Globalization;
using Supervision.Escalations;
using Supervision.Events;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Grains.Escalations;

/// <summary>The facts of the episodes of one referent: how they are read, appended and kept in short.</summary>
internal sealed class EscalationJournal(
    IEventLog log, ReferentId referent, IPersistentState<EscalationMemory> memory)
{
    private const int PageMax = 500;

    private static readonly string Opened = EscalationFactTypes.Names[0];

    private readonly string _subject = EscalationId.SubjectOf(referent);
    private readonly int _partition = Partitions.Of(referent.ToString(), log.PartitionCount);

    public ReferentId Referent => referent;

    public Escalation Escalation { get; private set; } =
        memory.State.Escalation.Length == 0 ? Escalation.None : Escalation.Parse(memory.State.Escalation);

    public EscalationId Id => new(referent, Escalation.Episode);

    public LogPosition Position => new(_partition, memory.State.Offset);

    /// <summary>Folds what the log has beyond what was stored: an append whose state was not written.</summary>
    public async Task CatchUp(CancellationToken cancellation)
    {
        while (true)
        {
            var page = await log.ReadSubject(_subject, memory.State.Offset, PageMax, cancellation);
            foreach (var logged in page)
            {
                Escalation = After(Escalation, logged);
                memory.State.Offset = logged.Position.Offset;
                memory.State.Version = checked(memory.State.Version + 1);
            }

            if (page.Length < PageMax)
                return;
        }
    }

    /// <summary>
    /// Puts facts on the log, all or none, and with them what they mean for the referent; then applies them and stores
    /// the result.
    /// </summary>
    public async Task Append(ImmutableArray<EscalationFact> facts, DateTimeOffset now, CancellationToken cancellation)
    {
        var (version, after) = (memory.State.Version, Escalation);
        var events = new List<NewEvent>(facts.Length + 1);
        foreach (var fact in facts)
        {
            version = checked(version + 1);
            events.Add(EventOf(fact, version, now));
            events.AddRange(CaseEffects.Of(new EscalationId(referent, fact.Episode), after, fact)
                .Select(effect => CanonicalEvent.Of(
                    effect.Fact, effect.Key, referent.ToString(), _partition, now)));
            after = after.Evolve(fact, now);
        }

        var outcomes = await log.AppendFacts(_subject, memory.State.Version, events, cancellation);
        for (var index = 0; index < events.Count; index++)
        {
            if (events[index].Subject == _subject)
                memory.State.Offset = outcomes[index].Position.Offset;
        }

        Escalation = after;
        memory.State.Version = version;
        memory.State.Escalation = Escalation.ToJson();
        await memory.WriteStateAsync(cancellation);
    }

    /// <summary>An earlier episode as it ended, folded from the log; null when there was none of that number.</summary>
    public async Task<(Escalation Escalation, LogPosition Position)?> Past(int episode, CancellationToken cancellation)
    {
        var past = Escalation.None;
        var position = new LogPosition(_partition, 0);
        while (true)
        {
            var page = await log.ReadSubject(_subject, position.Offset, PageMax, cancellation);
            foreach (var logged in page)
            {
                var next = After(past, logged);
                if (next.Episode > episode)
                    return Told();

                (past, position) = (next, logged.Position);
            }

            if (page.Length < PageMax)
                return Told();
        }

        (Escalation, LogPosition)? Told() =>
            past.Episode == episode && past.Opened is not null ? (past, position) : null;
    }

    /// <summary>Folds the log again, of which something was erased, and stores no more than what is left.</summary>
    public async Task Again(CancellationToken cancellation)
    {
        memory.State = new EscalationMemory();
        Escalation = Escalation.None;
        await CatchUp(cancellation);
        memory.State.Escalation = Escalation.ToJson();
        await memory.WriteStateAsync(cancellation);
    }

    /// <summary>Of an erased fact only that an episode began is known, so that no number is given twice.</summary>
    private static Escalation After(Escalation before, LoggedEvent logged) =>
        !logged.Data.IsEmpty ? before.Evolve(EscalationFactTypes.Read(logged.Type, logged.Data.Span), logged.Time)
            : logged.Type == Opened ? Escalation.None with { Episode = checked(before.Episode + 1) }
            : before;

    private NewEvent EventOf(EscalationFact fact, long version, DateTimeOffset now)
    {
        var key = new EventKey(
            CaseEffects.Source, string.Create(CultureInfo.InvariantCulture, $"{referent}/{version}"));
        var type = EscalationFactTypes.NameOf(fact);
        var data = EscalationFactTypes.Write(fact);
        return new NewEvent(
            _subject, _partition, key, type, now, data, CanonicalEvent.Digest(type, key, _subject, now, data));
    }
}
