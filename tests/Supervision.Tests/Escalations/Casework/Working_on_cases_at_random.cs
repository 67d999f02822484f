using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Escalations.Terms;
using Supervision.Facts;

namespace Supervision.Tests.Escalations.Casework;

/// <summary>
/// What never happens, whatever people do, judged by a second reading of the facts that shares no rule with the first.
/// </summary>
public sealed class Working_on_cases_at_random
{
    private const int Seeds = 300;
    private const int Steps = 120;

    private static readonly Dictionary<EscalationState, EscalationState[]> Legal = new()
    {
        [EscalationState.Closed] = [EscalationState.Opened],
        [EscalationState.Opened] = [EscalationState.Taken],
        [EscalationState.Taken] = [EscalationState.Opened, EscalationState.UnderInvestigation, EscalationState.Closed],
        [EscalationState.UnderInvestigation] =
            [EscalationState.AwaitingInformation, EscalationState.AwaitingReply, EscalationState.Closed],
        [EscalationState.AwaitingInformation] =
            [EscalationState.UnderInvestigation, EscalationState.AwaitingReply, EscalationState.Closed],
        [EscalationState.AwaitingReply] =
        [
            EscalationState.AwaitingDecision, EscalationState.UnderInvestigation, EscalationState.AwaitingInformation,
            EscalationState.Closed,
        ],
        [EscalationState.AwaitingDecision] =
        [
            EscalationState.DecisionProposed, EscalationState.Decided, EscalationState.UnderInvestigation,
            EscalationState.AwaitingInformation, EscalationState.Closed,
        ],
        [EscalationState.DecisionProposed] = [EscalationState.AwaitingDecision, EscalationState.Decided],
        [EscalationState.Decided] = [EscalationState.UnderObjection, EscalationState.Closed],
        [EscalationState.UnderObjection] = [EscalationState.ObjectionDecided],
        [EscalationState.ObjectionDecided] = [EscalationState.Closed],
    };

    private static readonly ClockKind[] Ours =
        [ClockKind.FollowUp, ClockKind.Decision, ClockKind.ObjectionDecision, ClockKind.SecondReading];

    [Fact]
    public void Never_breaks_a_rule()
    {
        var (kinds, refusals, moves) = (
            new HashSet<Type>(), new HashSet<string>(), new HashSet<(EscalationState, EscalationState)>());
        for (var seed = 0; seed < Seeds; seed++)
        {
            var work = new RandomCasework(seed);
            for (var step = 0; step < Steps; step++)
            {
                var from = work.Log.Count;
                try
                {
                    work.Step();
                    foreach (var (before, fact, at) in work.Log.Skip(from))
                    {
                        Judge(work, before, fact, at);
                        kinds.Add(fact.GetType());
                        moves.Add((before.State, before.Evolve(fact, at).State));
                    }

                    JudgeDrawn(work);
                    JudgeClocks(work);
                    JudgeRow(work);
                }
                catch (Exception failed)
                {
                    throw new InvalidOperationException($"Seed {seed}, step {step}.", failed);
                }
            }

            refusals.UnionWith(work.Refusals);
            JudgeStored(work, seed);
        }

        // Nothing passes because nothing happened: every kind of fact but those of a rule came by, and every move.
        Assert.Empty(EscalationFactTypes.Records.Except(kinds));
        Assert.Empty(Legal.SelectMany(one => one.Value.Select(to => (one.Key, to))).Except(moves));
        Assert.True(refusals.Count > 30, string.Join(' ', refusals));
    }

    private static void Judge(RandomCasework work, Escalation before, EscalationFact fact, DateTimeOffset at)
    {
        var after = before.Evolve(fact, at).State;
        Assert.True(
            before.State == after || Legal[before.State].Contains(after), $"{before.State} to {after} by {fact}");
        Assert.DoesNotContain("key:service", EscalationFactTypes.Write(fact).AsText());
        if (fact is EscalationDecided decided)
            JudgeDecision(work, decided, at);
        if (fact is EscalationObjectionDecided objection)
            Assert.DoesNotContain(work.Log, one => one.Fact is EscalationDecided taken
                && taken.Episode == fact.Episode
                && (taken.Officer == objection.Officer || taken.SecondOfficer == objection.Officer));
        if (fact is EscalationTaken)
            Assert.Null(before.Assignee);
        JudgeReading(work, before, fact);
        if (fact is EscalationClosed closed)
            JudgeEnd(work, closed);
        if (fact is EscalationSnoozed snoozed)
            JudgeSnooze(work, snoozed, at);
        if (fact is EscalationClockExtended extended)
            Assert.False(string.IsNullOrWhiteSpace(extended.Reason));
    }

    /// <summary>A judged case is drawn when, and only when, the seed draws it.</summary>
    private static void JudgeDrawn(RandomCasework work)
    {
        if (work.Case.File.Judgement is not null)
            Assert.Equal(
                work.Plan.Draws(new EscalationId(RandomCasework.Referent, work.Case.Episode)),
                work.Case.File.Reading is not null);
    }

    /// <summary>
    /// Who judges again has never had the case, did not open it and does not lead; nothing ends or is decided before
    /// that, while there is time, nor while two judgements differ that no lead has settled.
    /// </summary>
    private static void JudgeReading(RandomCasework work, Escalation before, EscalationFact fact)
    {
        var facts = work.Log.Select(one => one.Fact).Where(one => one.Episode == fact.Episode)
            .TakeWhile(one => one != fact).ToList();
        var first = facts.OfType<EscalationJudged>().FirstOrDefault();
        if (fact is EscalationJudgedAgain again)
        {
            Assert.NotEqual(first!.Officer, again.Officer);
            Assert.NotEqual(facts.OfType<EscalationOpened>().Single().By, again.Officer);
            Assert.DoesNotContain("lead", again.Officer);
            Assert.DoesNotContain(facts, one =>
                (one is EscalationTaken taken && taken.Officer == again.Officer)
                || (one is EscalationAssigned given && given.Officer == again.Officer));
        }

        if (fact is EscalationDifferenceSettled settled)
        {
            Assert.StartsWith("user:lead", settled.Officer, StringComparison.Ordinal);
            Assert.DoesNotContain(settled.Officer, facts.OfType<EscalationJudgedAgain>().Select(one => one.Officer));
        }

        if (fact is EscalationDecisionProposed or EscalationDecided or EscalationReturned
            || (fact is EscalationClosed && before.State < EscalationState.Decided))
        {
            Assert.DoesNotContain(before.Clocks, clock => clock.Kind == ClockKind.SecondReading && clock.Runs);
            var second = facts.OfType<EscalationJudgedAgain>().FirstOrDefault();
            Assert.True(
                second is null || second.Judgement == first!.Judgement
                || facts.Exists(one => one is EscalationDifferenceSettled));
        }
    }

    /// <summary>
    /// Nothing ends unjudged but what was returned, and nothing without a breach while one that was found or measured
    /// stands, or against what a lead settled.
    /// </summary>
    private static void JudgeEnd(RandomCasework work, EscalationClosed closed)
    {
        var facts = work.Log.Select(one => one.Fact).Where(one => one.Episode == closed.Episode).ToList();
        Assert.Equal(closed.Outcome == EscalationOutcome.WrongData, facts.Exists(one => one is EscalationReturned));
        Assert.True(
            closed.Outcome == EscalationOutcome.WrongData || facts.Exists(one => one is EscalationJudged));
        var isUpheld = facts.Exists(one => one is EscalationObjectionDecided { Outcome: ObjectionOutcome.Upheld });
        var found = facts.OfType<EscalationFindingRecorded>().Select(one => one.Finding)
            .GroupBy(one => (one.Duty, one.OccurredOn));
        var measure = facts.OfType<EscalationDecided>().SingleOrDefault();
        if (closed.Outcome == EscalationOutcome.NoBreach && !isUpheld)
        {
            Assert.Null(measure);
            Assert.DoesNotContain(found, same => same.Last().Breach);
            Assert.DoesNotContain(
                facts, one => one is EscalationDifferenceSettled { Judgement: Judgement.Breach });
        }

        if (closed.Outcome == EscalationOutcome.MeasureTaken)
            Assert.Empty(measure!.Measure.Findings);
    }

    /// <summary>Not for ever, not again and again, and never past a term of ours.</summary>
    private static void JudgeSnooze(RandomCasework work, EscalationSnoozed snoozed, DateTimeOffset at)
    {
        Assert.InRange(snoozed.Until, at, at.AddDays(14));
        Assert.InRange(
            work.Log.Count(one => one.Fact is EscalationSnoozed && one.Fact.Episode == snoozed.Episode), 1, 3);
        Assert.DoesNotContain(work.Log.Last(one => one.Fact == snoozed).Before.Clocks, clock =>
            clock.Kind is ClockKind.FollowUp or ClockKind.Decision or ClockKind.ObjectionDecision
                or ClockKind.SecondReading
            && clock.Runs && clock.DueAt < snoozed.Until);
    }

    private static void JudgeDecision(RandomCasework work, EscalationDecided decided, DateTimeOffset at)
    {
        var facts = work.Log.Where(one => one.Fact.Episode == decided.Episode).TakeWhile(one => one.Fact != decided)
            .ToList();
        var announced = facts.FindLastIndex(one => one.Fact is EscalationIntentAnnounced);
        Assert.True(announced >= 0, "No intent.");
        var since = facts.Skip(announced).Select(one => one.Fact).ToList();
        Assert.DoesNotContain(since, fact => fact is EscalationIntentWithdrawn);
        Assert.Contains(since, IsHearing);
        Assert.Contains(facts, one => one.Fact is EscalationJudged);
        Assert.Single(work.Log, one => one.Fact is EscalationDecided other && other.Episode == decided.Episode);

        var measure = decided.Measure;
        Assert.True(measure.Kind <= ((EscalationIntentAnnounced)since[0]).Measure.Kind);
        Assert.Equal(measure.Kind >= MeasureKind.Suspension, decided.SecondOfficer is not null);
        Assert.NotEqual(decided.Officer, decided.SecondOfficer);
        Assert.Equal(EscalationGround.Hand, decided.Ground);
        var isNatural = work.History.Any(fact =>
            fact.Fact is ReferentRegistered { LegalForm: LegalForm.SoleProprietorship });
        Assert.True((measure.AmountCents ?? 0) <= measure.Findings.Length * (isNatural ? 150_000 : 300_000));
        Assert.All(
            decided.Findings.Where(_ => measure.Kind == MeasureKind.Fine),
            finding => Assert.True(finding.OccurredOn.AddYears(5) >= DutchCalendar.DayOf(at)));
    }

    /// <summary>The referent said something, or let the term for it pass.</summary>
    private static bool IsHearing(EscalationFact fact) => fact is EscalationReplyReceived
        || (fact is EscalationClockLapsed lapsed && lapsed.ClockId.StartsWith("reply/", StringComparison.Ordinal));

    /// <summary>
    /// Every term was met in time, is to come (extended or not), lapsed, or was breached and told: by the end of every
    /// act, however late the reminder. Whoever asks before that is told too.
    /// </summary>
    private static void JudgeClocks(RandomCasework work)
    {
        foreach (var clock in work.Case.Clocks)
        {
            switch (clock.State)
            {
                case ClockState.Running:
                    Assert.True(clock.DueAt > work.RecordedAt, $"{clock} at {work.RecordedAt}");
                    break;
                case ClockState.Met or ClockState.Stopped:
                    Assert.True(clock.EndedAt < clock.DueAt, $"{clock}");
                    break;
                case ClockState.Breached:
                    Assert.True(work.Case.Overdue && work.Row!.Overdue, $"{clock}");
                    break;
            }

            Assert.Equal(clock.Extensions, work.Log.Count(one => one.Fact is EscalationClockExtended extended
                && extended.Episode == work.Case.Episode && extended.ClockId == clock.Id));
        }
    }

    private static void JudgeRow(RandomCasework work)
    {
        if (work.Row is not { } row)
            return;

        var escalation = work.Case;
        Assert.Equal(
            (escalation.Episode, escalation.State, escalation.Assignee, escalation.Overdue, escalation.Notes.Length,
                escalation.IsBlind, escalation.Snooze?.Until, escalation.AwaitsReading),
            (row.Id.Episode, row.State, row.Assignee, row.Overdue, row.Notes, row.IsBlind, row.SnoozedUntil,
                row.AwaitsReading));
        Assert.Equal(
            (escalation.File.Judgement?.Judgement, escalation.File.Reading?.Judgement?.Judgement,
                escalation.File.Reading is { Differs: true, Settled: null }),
            (row.FirstJudgement, row.SecondJudgement, row.Reading == SecondReadingState.Differs));
        Assert.Equal(
            escalation.Clocks.Where(clock => clock.Runs).Min(clock => (DateTimeOffset?)clock.DueAt), row.NextDueAt);
        Assert.Equal(
            escalation.Overdue || escalation.Clocks.Any(clock => clock.Runs && clock.DueAt <= work.Now
                && Ours.Contains(clock.Kind)),
            row.IsOverdueAt(work.Now));
        Assert.Equal(escalation.IsOverdueAt(work.Now), row.IsOverdueAt(work.Now));
        Assert.Equal(
            escalation.Clocks.Where(clock => clock.EndedAt is null), RunningClocks.Read(row).AsEnumerable());
    }

    /// <summary>What is stored and read again, as facts or as a state, gives the case that was live.</summary>
    private static void JudgeStored(RandomCasework work, int seed)
    {
        var folded = work.Log.Aggregate(Escalation.None, (escalation, one) => escalation.Evolve(
            EscalationFactTypes.Read(EscalationFactTypes.NameOf(one.Fact), EscalationFactTypes.Write(one.Fact)),
            one.At));
        Assert.True(work.Case.ToJson() == folded.ToJson(), $"Seed {seed}.");
        Assert.True(work.Case.ToJson() == Escalation.Parse(work.Case.ToJson()).ToJson(), $"Seed {seed}.");
        Assert.Equal(work.History.Count, work.History.Select(fact => fact.Key).Distinct().Count());
    }
}
