using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Escalations.Terms;
using Supervision.Facts;

namespace Supervision.Escalations;

/// <summary>What time alone does to a case.</summary>
public sealed partial record Escalation
{
    /// <summary>Whether there is a decision and nothing more to wait for.</summary>
    [JsonIgnore]
    public bool IsSettled => State is EscalationState.Decided or EscalationState.ObjectionDecided
        && !Clocks.Any(clock => clock.Kind is ClockKind.Objection or ClockKind.Suspension && clock.Runs);

    /// <summary>
    /// Time passed: a lock that nobody used ends; a clock comes near its end or passes it, which for a term of ours is
    /// a breach; a decision to which nobody objected is final, and the case is closed.
    /// </summary>
    public Decision<EscalationFact> Tick(DateTimeOffset now)
    {
        if (!IsOpen)
            return Decision<EscalationFact>.Nothing;

        var facts = ImmutableArray.CreateBuilder<EscalationFact>();
        if (LockedUntil <= now)
            facts.Add(new EscalationReleased(Episode, Assignee!, ReleaseGround.LockExpired));
        foreach (var clock in Clocks.Where(clock => clock.Runs))
            Tick(clock, now, facts);

        var after = facts.Aggregate(this, (escalation, fact) => escalation.Evolve(fact, now));
        if (after.IsSettled)
            facts.Add(after.ClosedBy(after.File.Taken!.Officer));
        return Decision<EscalationFact>.Of(facts.ToImmutable());
    }

    /// <summary>Whether a term of ours has passed in it by a moment, also when no reminder has told so yet.</summary>
    public bool IsOverdueAt(DateTimeOffset now) => Overdue || Clocks.Any(clock => clock.IsMissedAt(now));

    /// <summary>
    /// An act at a moment. What time has brought by then comes first, whether or not a reminder rang for it, and is
    /// recorded with what the act gives: a term that passed is not met afterwards.
    /// </summary>
    private Decision<EscalationFact> At(DateTimeOffset now, Func<Escalation, Decision<EscalationFact>> act)
    {
        var brought = Tick(now).Facts;
        if (brought.IsEmpty)
            return act(this);

        var decision = act(brought.Aggregate(this, (escalation, fact) => escalation.Evolve(fact, now)));
        return decision.Facts.IsEmpty ? decision : Decision<EscalationFact>.Of([.. brought, .. decision.Facts]);
    }

    private void Tick(CaseClock clock, DateTimeOffset now, ImmutableArray<EscalationFact>.Builder facts)
    {
        var isOfFollowUp = clock.Kind == ClockKind.FollowUp;
        if (!clock.Warned && now >= clock.WarnAt)
            facts.Add(isOfFollowUp ? new EscalationDeadlineNear(Episode) : new EscalationClockNear(Episode, clock.Id));
        if (now < clock.DueAt)
            return;

        facts.Add(isOfFollowUp ? new EscalationOverdue(Episode)
            : ClockRules.Of(clock.Kind).IsOurs ? new EscalationClockBreached(Episode, clock.Id)
            : new EscalationClockLapsed(Episode, clock.Id));
    }

    /// <summary>The end of a case in which a decision was taken.</summary>
    private EscalationClosed ClosedBy(string officer)
    {
        var isUpheld = File.Objection?.Outcome == ObjectionOutcome.Upheld;
        var breaches = File.Breaches
            .Where(breach => File.Taken!.Measure.Findings.Contains(breach.Id)).ToImmutableArray();
        return isUpheld
            ? new EscalationClosed(Episode, officer, EscalationOutcome.NoBreach, [])
            : new EscalationClosed(
                Episode, officer, OutcomeOf(!breaches.IsEmpty), [.. breaches.Select(breach => breach.AsFinding)]);
    }
}
