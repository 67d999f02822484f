using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Ladder;
using Supervision.Facts;
using static Supervision.Tests.Escalations.An_escalation;

namespace Supervision.Tests.Escalations.Casework;

public sealed class A_case_put_aside
{
    private static readonly CaseActor Officer = new("a", ActorKind.Person, [Role.EscalationOfficer]);
    private static readonly CaseActor Other = new("b", ActorKind.Person, [Role.EscalationOfficer]);
    private static readonly CaseActor Lead = new("lead", ActorKind.Person, [Role.TeamLead]);

    private static readonly SanctionHistory NoHistory =
        SanctionHistory.Of([], ImmutableDictionary<string, ImmutableArray<Duty>>.Empty);

    private static readonly EscalationSnoozed Week = new(
        1, "a", Monday.AddDays(7), "A report comes.", Monday.AddDays(7) + Terms.Lock);

    [Fact]
    public void Is_put_aside_by_who_has_it_and_keeps_its_lock_until_after() =>
        Given(Opened, TakenByA).When(Snooze(Officer, 7)).Then(Week);

    [Fact]
    public void Is_put_aside_by_a_lead_when_nobody_has_it()
    {
        Given(Opened).When(Snooze(Lead, 7)).Then(Week with { Officer = "lead" });
        Assert.Null(Case(Week with { Officer = "lead" }).LockedUntil);
    }

    [Theory]
    [InlineData(0, "snooze-too-long")]
    [InlineData(15, "snooze-too-long")]
    [InlineData(14, null)]
    public void Is_put_aside_for_a_while_only(int days, string? code) =>
        Assert.Equal(code, Snooze(Officer, days)(Case(TakenByA)).Refusal?.Code);

    [Fact]
    public void Is_not_put_aside_past_a_term_of_ours() =>
        Given(Opened, TakenByA, JudgedByA)
            .When(Snooze(Officer, 14, Monday.AddDays(1)))
            .ThenRefused("snooze-past-term");

    [Fact]
    public void Is_put_aside_by_nobody_else() =>
        Given(Opened, TakenByA).When(Snooze(Other, 7)).ThenRefused("escalation-not-taken");

    [Fact]
    public void Is_put_aside_three_times_at_most() =>
        Given(Opened, TakenByA, Week, Week with { Reason = "2" }, Week with { Reason = "3" })
            .When(Snooze(Officer, 7))
            .ThenRefused("too-many-snoozes");

    [Fact]
    public void Is_looked_at_again_by_who_takes_it_up()
    {
        var handed = Case(TakenByA, Week, new EscalationAssigned(1, "b", "a", Monday.AddHours(8)));

        Assert.Null(handed.Snooze!.Until);
        Assert.Equal(Week.LockedUntil, Case(TakenByA, Week).LockedUntil);
        Assert.Equal(
            Week.LockedUntil,
            Case(TakenByA, Week, new EscalationNoted(1, "a", "n", "x", Monday.AddHours(9))).LockedUntil);
    }

    private static Escalation Case(params EscalationFact[] facts) =>
        facts.Prepend(Opened).Aggregate(Escalation.None, (before, fact) => before.Evolve(fact, Monday));

    private static Func<Escalation, Decision<EscalationFact>> Snooze(
        CaseActor by, int days, DateTimeOffset? now = null) => escalation => escalation.Decide(
        new SnoozeCase(1, by, (now ?? Monday).AddDays(days), "A report comes."),
        new CaseContext(now ?? Monday, Terms, NoHistory, []));
}
