using System.Collections.Immutable;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Ladder;
using Supervision.Facts;

namespace Supervision.Tests.Escalations.Ladder;

public sealed class The_ladder_of_measures
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly CaseFinding Late = new(
        "late", Duty.NotifyEmploymentEnded, Severity.Serious, true, new DateOnly(2026, 2, 2), []);

    private static readonly CaseFinding MinorLate = Late with { Id = "minor", Severity = Severity.Minor };
    private static readonly CaseFinding Records = Late with { Id = "records", Duty = Duty.KeepRecords };
    private static readonly CaseFinding Care = Late with { Id = "care", Duty = Duty.Care };

    private static readonly SanctionHistory Company = new(
        PersonKind.LegalPerson, [], [Purpose.Labour], new DateOnly(2020, 1, 6), new DateOnly(2025, 6, 2));

    // Rows: the domain page, 2.2: maxima, halves, and a half more, never above the maximum.
    public static TheoryData<string, CaseFinding, SanctionHistory, bool, FineRule, long, long> Fines => new()
    {
        { "serious", Late, Company, false, FineRule.SeriousNotification, 300_000, 300_000 },
        { "a person", Late, Company with { Person = PersonKind.NaturalPerson }, false,
            FineRule.SeriousNotification, 150_000, 150_000 },
        { "less to blame", Late, Company, true, FineRule.SeriousNotification, 300_000, 150_000 },
        { "minor", MinorLate, Company, false, FineRule.WarnFirst, 0, 0 },
        { "minor again", MinorLate, After(MeasureKind.Warning, -12), false, FineRule.SameDutyAgain, 300_000, 150_000 },
        { "minor again after a fine", MinorLate, After(MeasureKind.Fine, -12), false,
            FineRule.SameDutyAgain, 300_000, 225_000 },
        { "serious again after a fine", Late, After(MeasureKind.Fine, -12), false,
            FineRule.SameDutyAgain, 300_000, 300_000 },
        { "minor, less to blame, after a fine", MinorLate, After(MeasureKind.Fine, -12), true,
            FineRule.SameDutyAgain, 300_000, 112_500 },
        { "the warning lapsed", MinorLate, After(MeasureKind.Warning, -24), false, FineRule.WarnFirst, 0, 0 },
        { "the warning nearly lapsed", MinorLate, After(MeasureKind.Warning, -24, 1), false,
            FineRule.SameDutyAgain, 300_000, 150_000 },
        { "the warning came after", MinorLate, After(MeasureKind.Warning, 0, 1), false, FineRule.WarnFirst, 0, 0 },
        { "another duty", Records, After(MeasureKind.Warning, -12), false, FineRule.WarnFirst, 0, 0 },
        { "records", Records, Company, false, FineRule.WarnFirst, 0, 0 },
        { "care", Care with { Severity = Severity.Minor }, Company, false, FineRule.DutyOfCare, 300_000, 150_000 },
        { "five years", Late with { OccurredOn = Today.AddYears(-5) }, Company, false,
            FineRule.SeriousNotification, 300_000, 300_000 },
        { "a day more", Late with { OccurredOn = Today.AddYears(-5).AddDays(-1) }, Company, false,
            FineRule.LimitationPassed, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Fines))]
    public void Says_what_a_breach_may_cost(
        string why, CaseFinding breach, SanctionHistory history, bool reduced, FineRule rule, long maximum,
        long proposed)
    {
        Assert.NotEmpty(why);
        var fine = StepOf(MeasureKind.Fine, history, reduced, breach);

        Assert.Equal(new FineLine(breach.Id, rule, maximum, proposed), Assert.Single(fine.Lines));
        Assert.Equal(maximum > 0, fine.Allowed);
    }

    [Fact]
    public void Has_no_step_for_a_case_without_a_breach_but_those_of_a_recognition()
    {
        var allowed = MeasureLadder.Of(new LadderQuestion([], Company, false, false, Today))
            .Where(step => step.Allowed).Select(step => step.Kind);

        Assert.Equal([MeasureKind.Suspension, MeasureKind.Withdrawal], allowed);
    }

    [Fact]
    public void Opens_three_fines_as_a_ground_at_the_third()
    {
        var two = Company with { Sanctions = [Fine("a", -1), Fine("b", -2)] };
        var three = two with { Sanctions = two.Sanctions.Add(Fine("c", -3)) };
        var old = two with { Sanctions = two.Sanctions.Add(Fine("c", -61)) };
        var unknown = two with { Sanctions = two.Sanctions.Add(Fine("c", -3) with { Duties = [] }) };

        Assert.Equal([false, true, false, false], new[] { two, three, old, unknown }.Select(history =>
            StepOf(MeasureKind.Withdrawal, history, false).Grounds.Contains(RecognitionGround.ThreeFines)));
    }

    [Theory]
    [InlineData(2020, 2023, true)]
    [InlineData(2020, 2024, false)]
    [InlineData(2024, null, false)]
    [InlineData(2020, null, true)]
    public void Opens_inactivity_after_three_years_without_a_permit(int recognised, int? permit, bool isOpen)
    {
        var history = Company with
        {
            RecognisedOn = new DateOnly(recognised, 1, 2),
            LastPermitOn = permit is { } year ? new DateOnly(year, 1, 2) : null,
        };

        Assert.Equal(
            isOpen, StepOf(MeasureKind.Withdrawal, history, false).Grounds.Contains(RecognitionGround.Inactivity));
    }

    public static TheoryData<string, IntendedMeasure> Refused => new()
    {
        { "finding-unknown", new IntendedMeasure(MeasureKind.Warning, ["other"], []) },
        { "no-breach", new IntendedMeasure(MeasureKind.Warning, [], []) },
        { "amount-misplaced", new IntendedMeasure(MeasureKind.Fine, ["late"], []) },
        { "amount-misplaced", new IntendedMeasure(MeasureKind.Warning, ["late"], [], AmountCents: 1) },
        { "fine-above-maximum", Fined(300_001, "late") },
        { "fine-after-warning", Fined(1, "late", "records") },
        { "fine-limitation", Fined(1, "late", "old") },
        { "ground-misplaced", new IntendedMeasure(MeasureKind.Suspension, [], [Purpose.Labour]) },
        { "purposes-misplaced", Suspended(RecognitionGround.CriminalInvestigation) },
        { "ground-not-open", Suspended(RecognitionGround.OnRequest, Purpose.Labour) },
        { "purpose-not-recognised", Suspended(RecognitionGround.CriminalInvestigation, Purpose.Study) },
        { "ground-not-open", Suspended(RecognitionGround.ThreeFines, Purpose.Labour) with
            { Kind = MeasureKind.Withdrawal } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_what_is_not_allowed(string code, IntendedMeasure measure) =>
        Assert.Equal(code, LadderCheck.Against(
            measure, [Late, Records, Late with { Id = "old", OccurredOn = Today.AddYears(-6) }], Company, Today)?.Code);

    [Fact]
    public void Allows_a_fine_up_to_the_maximum_of_every_breach_together() =>
        Assert.Null(LadderCheck.Against(Fined(600_000, "late", "care"), [Late, Care], Company, Today));

    [Fact]
    public void Lets_two_people_decide_on_a_fine_where_the_office_wants_it()
    {
        Assert.False(MeasureLadder.TakesTwo(MeasureKind.Fine, alsoFines: false));
        Assert.True(MeasureLadder.TakesTwo(MeasureKind.Fine, alsoFines: true));
        Assert.True(MeasureLadder.TakesTwo(MeasureKind.Suspension, alsoFines: false));
        Assert.False(MeasureLadder.TakesTwo(MeasureKind.Warning, alsoFines: true));
    }

    private static IntendedMeasure Fined(long cents, params ImmutableArray<string> findings) =>
        new(MeasureKind.Fine, findings, [], AmountCents: cents);

    private static IntendedMeasure Suspended(RecognitionGround ground, params ImmutableArray<Purpose> purposes) =>
        new(MeasureKind.Suspension, [], purposes, Ground: ground);

    private static SanctionHistory After(MeasureKind kind, int months, int days = 0) => Company with
    {
        Sanctions =
        [
            new Sanction(
                "m", kind, Late.OccurredOn.AddMonths(months).AddDays(days), [Duty.NotifyEmploymentEnded]),
        ],
    };

    private static Sanction Fine(string id, int months) =>
        new(id, MeasureKind.Fine, Today.AddMonths(months), [Duty.Care]);

    private static LadderStep StepOf(
        MeasureKind kind, SanctionHistory history, bool reduced, params ImmutableArray<CaseFinding> breaches) =>
        MeasureLadder.Of(new LadderQuestion(breaches, history, reduced, false, Today))
            .Single(step => step.Kind == kind);
}
