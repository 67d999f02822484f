using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Ladder;
using Supervision.Escalations.SecondReadings;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Referents;
using static Supervision.Tests.Escalations.An_escalation;

namespace Supervision.Tests.Escalations.SecondReadings;

public sealed class A_case_judged_again
{
    private static readonly CaseActor Officer = Person("a", Role.EscalationOfficer);
    private static readonly CaseActor Reader = Person("b", Role.EscalationOfficer);
    private static readonly CaseActor Third = Person("c", Role.EscalationOfficer);
    private static readonly CaseActor Lead = Person("lead", Role.TeamLead);

    private static readonly EscalationJudged Judged = new(1, "a", Judgement.Breach, "Late.");
    private static readonly EscalationReadingDrawn Drawn = new(
        1, 3, ClockRules.Start(ClockKind.SecondReading, "1", Monday));

    private static readonly EscalationReadingTaken Taken = new(1, "b", Monday + Terms.Lock);
    private static readonly EscalationJudgedAgain Again = new(1, "b", Judgement.NoBreach, "In time.");
    private static readonly EscalationDifferenceSettled Settled = new(1, "lead", Judgement.Breach, "It was late.");

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void Is_drawn_with_its_first_judgement_or_is_not(int share, bool isDrawn) =>
        Given(Opened, TakenByA)
            .When(Decide(new JudgeCase(1, Officer, Judgement.Breach, "Late."), share))
            .Then(isDrawn ? [Judged, Drawn] : [Judged]);

    [Fact]
    public void Is_read_by_one_other_officer()
    {
        Given(Opened, TakenByA, Judged, Drawn).When(Decide(new TakeReading(1, Reader))).Then(Taken);
        Given(Opened, TakenByA, Judged, Drawn, Taken).When(Decide(new TakeReading(1, Third)))
            .ThenRefused("second-reading-taken");
        Given(Opened, TakenByA, Judged, Drawn, Taken with { LockedUntil = Monday })
            .When(Decide(new TakeReading(1, Third)))
            .Then(Taken with { Officer = "c" });
        Given(Opened, TakenByA, Judged).When(Decide(new TakeReading(1, Reader))).ThenRefused("no-second-reading");
    }

    public static TheoryData<string, CaseActor> Seen => new()
    {
        { "judged it", Officer },
        { "leads", Lead },
        { "leads and is an officer", Person("x", Role.EscalationOfficer, Role.TeamLead) },
        { "opened it", Person("opener", Role.EscalationOfficer) },
        { "had it since", Person("had-it", Role.EscalationOfficer) },
        { "took it and handed it over unjudged", Person("had-it-first", Role.EscalationOfficer) },
        { "was handed it and gave it on unjudged", Person("was-handed-it", Role.EscalationOfficer) },
        { "has it", Person("has-it", Role.EscalationOfficer) },
    };

    [Theory]
    [MemberData(nameof(Seen))]
    public void Is_read_by_nobody_who(string why, CaseActor reader)
    {
        Assert.NotEmpty(why);
        var byHand = new EscalationOpened(
            1, EscalationGround.Hand, Monday.AddDays(12), Monday.AddDays(14), By: "opener", Reason: "x");
        Given(
                byHand, new EscalationTaken(1, "had-it-first", Monday),
                new EscalationAssigned(1, "was-handed-it", "had-it-first", Monday),
                new EscalationAssigned(1, "a", "was-handed-it", Monday), Judged, Drawn,
                new EscalationAssigned(1, "had-it", "lead", Monday),
                new EscalationAssigned(1, "has-it", "lead", Monday))
            .When(Decide(new TakeReading(1, reader)))
            .ThenRefused("has-seen-the-case");
    }

    [Fact]
    public void Is_judged_by_its_reader_and_both_judgements_stay()
    {
        var judge = Decide(new JudgeAgain(1, Reader, Judgement.NoBreach, "In time."));
        Given(Opened, TakenByA, Judged, Drawn, Taken).When(judge).Then(Again);
        Given(Opened, TakenByA, Judged, Drawn).When(judge).ThenRefused("second-reading-not-taken");
        Given(Opened, TakenByA, Judged, Drawn, Taken, new EscalationAssigned(1, "b", "lead", Monday)).When(judge)
            .ThenRefused("second-reading-not-taken");
        Given(Opened, TakenByA, Judged, Drawn, Taken, Again)
            .When(Decide(new JudgeAgain(1, Reader, Judgement.Breach, "In time.")))
            .ThenRefused("already-judged-again");

        var file = Case(Judged, Drawn, Taken, Again).File;
        Assert.Equal(
            (Judgement.Breach, Judgement.NoBreach),
            (file.Judgement!.Judgement, file.Reading!.Judgement!.Judgement));
        Assert.True(file.Reading.Differs);
        Assert.False(Case(Judged, Drawn, Taken, Again with { Judgement = Judgement.Breach }).File.Reading!.Differs);
    }

    [Fact]
    public void Goes_to_the_lead_when_the_judgements_differ()
    {
        var settle = Decide(new SettleDifference(1, Lead, Judgement.Breach, "It was late."));
        Given(Opened, TakenByA, Judged, Drawn, Taken, Again).When(settle).Then(Settled);
        Given(Opened, TakenByA, Judged, Drawn, Taken, Again with { Judgement = Judgement.Breach }).When(settle)
            .ThenRefused("no-difference");
        Given(Opened, TakenByA, Judged, Drawn, Taken, Again)
            .When(Decide(new SettleDifference(1, Third, Judgement.Breach, "x"))).ThenRefused("not-allowed");
        Given(Opened, TakenByA, Judged, Drawn, Taken, Again)
            .When(Decide(new SettleDifference(1, Person("b", Role.TeamLead), Judgement.Breach, "x")))
            .ThenRefused("same-person");
    }

    [Fact]
    public void Does_not_end_before_that_unless_the_term_for_it_has_passed()
    {
        var close = (Escalation escalation) => escalation.Close(1, "a", EscalationOutcome.NoBreach, [], Monday);
        Given(Opened, TakenByA, Judged, Drawn).When(close).ThenRefused("second-reading-awaited");
        Given(Opened, TakenByA, Judged, Drawn, Taken, Again).When(close).ThenRefused("difference-not-settled");
        Given(Opened, TakenByA, Judged, Drawn, Taken, Again, Settled).When(close).ThenRefused("settled-breach");
        Given(Opened, TakenByA, Judged, Drawn, Taken, Again, Settled with { Judgement = Judgement.NoBreach })
            .When(close)
            .Then(new EscalationClosed(1, "a", EscalationOutcome.NoBreach, []));

        var late = Case(Judged, Drawn, new EscalationClockBreached(1, "second-reading/1"));
        Assert.True(late.Overdue);
        Assert.Null(close(late).Refusal);
        var closed = late.Evolve(close(late).Facts[0], Monday);
        Assert.False(closed.AwaitsReading);
        Given(Opened, TakenByA, Judged, Drawn, new EscalationClockBreached(1, "second-reading/1"))
            .When(Decide(new TakeReading(1, Reader))).Then(Taken);
    }

    [Fact]
    public void Is_over_with_the_next_episode()
    {
        var next = Case(
            Judged, Drawn, Taken, Again, new EscalationClosed(1, "a", EscalationOutcome.NoBreach, []),
            new EscalationOpened(2, EscalationGround.Hand, Monday, Monday, By: "x", Reason: "y"));

        Assert.Null(next.File.Reading);
        Assert.Equal(next.ToJson(), Escalation.Parse(next.ToJson()).ToJson());
    }

    private static Escalation Case(params EscalationFact[] facts) => new[] { Opened, TakenByA }.Concat(facts)
        .Aggregate(Escalation.None, (before, fact) => before.Evolve(fact, Monday));

    private static Func<Escalation, Decision<EscalationFact>> Decide(CaseCommand command, int share = 0) =>
        escalation => escalation.Decide(command, new CaseContext(
            Monday, Terms,
            SanctionHistory.Of([], ImmutableDictionary<string, ImmutableArray<Duty>>.Empty), [],
            new SecondReadingPlan(3, share, "seed", null, Monday).For(ReferentId.Parse("kvk:99000001"))));

    private static CaseActor Person(string id, params ImmutableArray<Role> roles) =>
        new(id, ActorKind.Person, roles);
}
