using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Ladder;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using static Supervision.Tests.Escalations.An_escalation;

namespace Supervision.Tests.Escalations.Casework;

/// <summary>Of which no reminder has told: the act that comes after it does.</summary>
public sealed class A_term_that_passed
{
    private static readonly CaseActor Officer = new("a", ActorKind.Person, [Role.EscalationOfficer]);
    private static readonly DateTimeOffset Due = Monday.AddDays(14);

    private static readonly SanctionHistory Recognised = SanctionHistory.None with { Recognised = [Purpose.Labour] };

    private static readonly IntendedMeasure Suspension = new(
        MeasureKind.Suspension, [], [Purpose.Labour], Ground: RecognitionGround.CriminalInvestigation);

    [Fact]
    public void Is_breached_by_the_act_that_comes_after_it_and_the_lead_sees_it()
    {
        Given(Opened, TakenByA, JudgedByA, new EscalationDeadlineNear(1))
            .When(escalation => escalation.Close(1, "a", EscalationOutcome.NoBreach, [], Due))
            .Then(new EscalationOverdue(1), new EscalationClosed(1, "a", EscalationOutcome.NoBreach, []));
        var announced = After(Due, Judged(), new AnnounceIntent(1, Officer, Suspension, "Intended."));

        Assert.True(announced.Overdue);
        Assert.Equal(ClockState.Breached, Clock(announced, ClockKind.FollowUp).State);
    }

    [Fact]
    public void Is_met_by_an_act_a_moment_earlier()
    {
        var announced = After(Due.AddTicks(-10), Judged(), new AnnounceIntent(1, Officer, Suspension, "Intended."));

        Assert.False(announced.Overdue);
        Assert.Equal(ClockState.Met, Clock(announced, ClockKind.FollowUp).State);
    }

    [Fact]
    public void Of_the_office_is_breached_at_every_step_and_of_the_referent_lapses()
    {
        var announced = After(Monday, Judged(), new AnnounceIntent(1, Officer, Suspension, "Intended."));
        var replied = After(Clock(announced, ClockKind.Reply).DueAt, announced, new RecordReply(1, Officer, "No."));
        Assert.Equal(ClockState.Lapsed, Clock(replied, ClockKind.Reply).State);
        Assert.False(replied.Overdue);

        var late = Clock(replied, ClockKind.Decision).DueAt;
        var decided = After(
            late, replied, new ProposeDecision(1, Officer, "d", Suspension, EscalationGround.Rule, "Reasons."),
            new ConfirmDecision(1, Officer with { Id = "b" }, "d"));
        Assert.Equal(ClockState.Breached, Clock(decided, ClockKind.Decision).State);
        Assert.True(decided.Overdue);
    }

    [Fact]
    public void Is_told_to_whoever_asks_before_any_act()
    {
        var passed = Judged();
        Assert.False(passed.IsOverdueAt(Due.AddTicks(-1)));
        Assert.True(passed.IsOverdueAt(Due));
        Assert.Equal(ClockState.Breached, Clock(passed, ClockKind.FollowUp).At(Due).State);
        Assert.False(passed.Overdue);
    }

    [Fact]
    public void Of_a_lock_ends_it_for_who_had_it() =>
        Given(Opened, TakenByA)
            .When(escalation => escalation.Note(1, "a", "n", "Text.", Monday.AddHours(8), Terms))
            .ThenRefused("escalation-not-taken");

    private static Escalation Judged() => new[] { Opened, TakenByA, JudgedByA }
        .Aggregate(Escalation.None, (escalation, fact) => escalation.Evolve(fact, Monday));

    private static CaseClock Clock(Escalation escalation, ClockKind kind) =>
        escalation.Clocks.Single(clock => clock.Kind == kind);

    private static Escalation After(DateTimeOffset now, Escalation before, params CaseCommand[] commands) =>
        commands.Aggregate(before, (escalation, command) =>
        {
            var decision = escalation.Decide(command, new CaseContext(now, Terms, Recognised, []));
            Assert.Null(decision.Refusal);
            return decision.Facts.Aggregate(escalation, (one, fact) => one.Evolve(fact, now));
        });
}
