using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using static Supervision.Tests.Escalations.An_escalation;

namespace Supervision.Tests.Escalations;

public sealed class Following_up_a_referent
{
    private static readonly Finding Breach = new(Duty.KeepRecords, Severity.Serious, true);
    private static readonly DateTimeOffset Now = Monday.AddHours(1);
    private static readonly OpeningRisk Live = new(RiskLevel.Medium, 40, "sha256:0");
    private static readonly EscalationFact ClosedByA = new EscalationClosed(1, "a", EscalationOutcome.NoBreach, []);

    [Fact]
    public void Opens_when_a_rule_fires() =>
        Given().When(escalation => escalation.Open(Trigger, 7, Monday, Monday, Terms)).Then(new EscalationOpened(
            1, EscalationGround.Rule, Terms.WarnAt(Monday), Terms.DueAt(Monday), Trigger, 7, Monday));

    [Fact]
    public void Opens_nothing_while_an_episode_is_open() =>
        Given(Opened).When(escalation => escalation.Open(Trigger, 9, Now, Now, Terms)).ThenNothing();

    [Fact]
    public void Opens_nothing_by_what_fired_before_the_last_episode_ended() =>
        Given(Opened, TakenByA, ClosedByA)
            .When(escalation => escalation.Open(Trigger, 9, Monday.AddMinutes(-1), Now, Terms))
            .ThenNothing();

    [Fact]
    public void Opens_a_next_episode_by_what_fired_after() =>
        Given(Opened, TakenByA, ClosedByA)
            .When(escalation => escalation.Open(Trigger, 9, Now, Now, Terms))
            .Then(new EscalationOpened(
                2, EscalationGround.Rule, Terms.WarnAt(Now), Terms.DueAt(Now), Trigger, 9, Now));

    [Fact]
    public void Can_be_started_by_hand_with_a_reason() =>
        Given().When(escalation => escalation.OpenByHand("a", "A call.", Live, Now, Terms)).Then(new EscalationOpened(
            1, EscalationGround.Hand, Terms.WarnAt(Now), Terms.DueAt(Now), By: "a", Reason: "A call.", Risk: Live));

    [Fact]
    public void Cannot_be_started_by_hand_twice_at_once() =>
        Given(Opened).When(escalation => escalation.OpenByHand("a", "A call.", Live, Now, Terms))
            .ThenRefused("escalation-already-open");

    [Fact]
    public void Is_taken_by_one_person() =>
        Given(Opened).When(escalation => escalation.Take(1, "a", Monday, Terms)).Then(TakenByA);

    [Fact]
    public void Is_not_taken_by_a_second_person() =>
        Given(Opened, TakenByA).When(escalation => escalation.Take(1, "b", Now, Terms))
            .ThenRefused("escalation-taken");

    [Fact]
    public void Is_taken_over_when_the_lock_has_ended() =>
        Given(Opened, TakenByA).When(escalation => escalation.Take(1, "b", Monday.AddHours(8), Terms)).Then(
            new EscalationReleased(1, "a", ReleaseGround.LockExpired),
            new EscalationTaken(1, "b", Monday.AddHours(16)));

    [Fact]
    public void Is_given_back_by_who_has_it() =>
        Given(Opened, TakenByA).When(escalation => escalation.Release(1, "a", Now))
            .Then(new EscalationReleased(1, "a", ReleaseGround.ByOfficer));

    [Fact]
    public void Takes_notes_of_who_has_it_which_keep_the_lock_alive() =>
        Given(Opened, TakenByA).When(escalation => escalation.Note(1, "a", "n", "Text.", Now, Terms))
            .Then(new EscalationNoted(1, "a", "n", "Text.", Now.AddHours(8)));

    [Fact]
    public void Keeps_a_note_as_it_is() =>
        Given(Opened, TakenByA, new EscalationNoted(1, "a", "n", "Text.", Now))
            .When(escalation => escalation.Note(1, "a", "n", "Another text.", Now, Terms))
            .ThenRefused("note-id-used");

    [Fact]
    public void Takes_no_more_notes_than_the_limit() =>
        Given([Opened, TakenByA, .. Enumerable.Range(0, Escalation.NotesMax)
                .Select(index => new EscalationNoted(1, "a", $"n{index}", "Text.", Now))])
            .When(escalation => escalation.Note(1, "a", "one-more", "Text.", Now, Terms))
            .ThenRefused("too-many-notes");

    [Fact]
    public void Ends_with_an_outcome_and_its_findings()
    {
        ImmutableArray<Finding> findings = [Breach];
        Given(Opened, TakenByA, JudgedByA)
            .When(escalation => escalation.Close(1, "a", EscalationOutcome.BreachFound, findings, Now))
            .Then(new EscalationClosed(1, "a", EscalationOutcome.BreachFound, findings));
    }

    [Theory]
    [InlineData(EscalationOutcome.BreachFound, false, "findings-missing")]
    [InlineData(EscalationOutcome.NoBreach, true, "findings-contradict")]
    public void Ends_only_with_findings_that_fit(EscalationOutcome outcome, bool isBreach, string code) =>
        Given(Opened, TakenByA, JudgedByA)
            .When(escalation => escalation.Close(1, "a", outcome, [Breach with { Breach = isBreach }], Now))
            .ThenRefused(code);

    [Theory]
    [InlineData(EscalationOutcome.NoBreach)]
    [InlineData(EscalationOutcome.BreachFound)]
    [InlineData(EscalationOutcome.NotPursued)]
    public void Is_not_closed_before_its_first_judgement_which_may_draw_it_for_a_second(EscalationOutcome outcome) =>
        Given(Opened, TakenByA)
            .When(escalation => escalation.Close(
                1, "a", outcome, outcome == EscalationOutcome.BreachFound ? [Breach] : [], Now))
            .ThenRefused("not-judged");

    public static TheoryData<string, Func<Escalation, Decision<EscalationFact>>, string> Refused => new()
    {
        { "unknown", escalation => escalation.Take(2, "a", Now, Terms), "escalation-unknown" },
        { "nobody", escalation => escalation.Take(1, " ", Now, Terms), "officer-invalid" },
        { "not taken", escalation => escalation.Note(1, "a", "n", "Text.", Now, Terms), "escalation-not-taken" },
        {
            "theirs", escalation => escalation.Close(1, "b", EscalationOutcome.NoBreach, [], Now),
            "escalation-not-taken"
        },
        { "no text", escalation => escalation.Note(1, "a", "n", "", Now, Terms), "text-invalid" },
        { "long", escalation => escalation.Note(1, "a", "n", new string('x', 4_001), Now, Terms), "text-invalid" },
        { "turned", escalation => escalation.Note(1, "a", "n", "See \u202Efdp.x", Now, Terms), "text-invalid" },
        { "isolated", escalation => escalation.Note(1, "a", "n", "\u2066Text.", Now, Terms), "text-invalid" },
        { "no id", escalation => escalation.Note(1, "a", "", "Text.", Now, Terms), "noteid-invalid" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Is_refused_with_a_code(string why, Func<Escalation, Decision<EscalationFact>> decide, string code)
    {
        Assert.NotEmpty(why);
        Given(Opened).When(decide).ThenRefused(code);
    }

    [Fact]
    public void Is_over_once_closed() =>
        Given(Opened, TakenByA, ClosedByA).When(escalation => escalation.Take(1, "b", Now, Terms))
            .ThenRefused("escalation-closed");

    [Theory]
    [InlineData(1, "")]
    [InlineData(8, "released")]
    [InlineData(12 * 24, "released deadline-near")]
    [InlineData(14 * 24, "released deadline-near overdue")]
    public void Hears_the_clock(int hours, string expected)
    {
        var told = Given(Opened, TakenByA);
        var facts = Ticked(hours);

        Assert.Equal(expected, string.Join(' ', facts.Select(fact => EscalationFactTypes.NameOf(fact).Split('.')[2])));
        told.When(escalation => escalation.Tick(Monday.AddHours(hours))).Then(facts);
    }

    [Fact]
    public void Waits_for_the_next_thing_to_do_and_for_nothing_once_closed()
    {
        var taken = Fold(Opened, TakenByA);
        Assert.Equal(Monday.AddHours(8), taken.NextTick());
        Assert.Equal(Monday.AddDays(12), Fold(Opened).NextTick());
        Assert.Equal(Monday.AddDays(14), Fold(Opened, new EscalationDeadlineNear(1)).NextTick());
        Assert.Null(Fold(Opened, TakenByA, ClosedByA).NextTick());
    }

    [Fact]
    public void Says_the_hour_of_its_opening_and_no_more_however_it_was_opened()
    {
        var opened = Monday.AddMinutes(41).AddTicks(123_456);
        var episode = Escalation.None.Evolve(Opened, opened);

        Assert.Equal(Monday, episode.OpenedAt);
        Assert.Equal(Monday, Assert.Single(episode.Clocks).StartedAt);
        var row = EscalationRows.Evolve(
            null, ReferentId.Parse("kvk:1"), Opened, new LogPosition(0, 1), opened);
        Assert.Equal(Monday, row!.OpenedAt);
    }

    [Fact]
    public void Is_the_same_when_its_facts_are_written_read_and_folded_again()
    {
        ImmutableArray<EscalationFact> facts =
        [
            Opened, TakenByA, new EscalationNoted(1, "a", "n", "Text.", Now), new EscalationDeadlineNear(1),
            new EscalationOverdue(1), new EscalationReleased(1, "a", ReleaseGround.ByOfficer),
            new EscalationTaken(1, "b", Now), new EscalationClosed(1, "b", EscalationOutcome.WrongData, []),
        ];
        var read = facts.Select(fact =>
            EscalationFactTypes.Read(EscalationFactTypes.NameOf(fact), EscalationFactTypes.Write(fact)));

        var live = Fold(facts);
        Assert.Equal(live.ToJson(), Fold([.. read]).ToJson());
        Assert.Equal(live.ToJson(), Escalation.Parse(live.ToJson()).ToJson());
        Assert.Equal(live.ToJson(), Escalation.Parse(Escalation.Parse(live.ToJson()).ToJson()).ToJson());
        Assert.Equal(Escalation.None.ToJson(), Escalation.Parse(Escalation.None.ToJson()).ToJson());
    }

    private static ImmutableArray<EscalationFact> Ticked(int hours) =>
        Fold(Opened, TakenByA).Tick(Monday.AddHours(hours)).Facts;

    private static Escalation Fold(params ImmutableArray<EscalationFact> facts) =>
        facts.Aggregate(Escalation.None, (escalation, fact) => escalation.Evolve(fact, Monday));
}
