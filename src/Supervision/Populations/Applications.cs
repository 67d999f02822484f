using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>Applications, the stays that follow from them, and the wages that follow from those.</summary>
internal sealed class Applications(World world)
{
    private const int HeadCountMax = 6;

    private static readonly int[] CriterionWeights = [450, 400, 100, 50];

    private static readonly ApplicationGround[] RefusalGrounds =
    [
        ApplicationGround.ConditionsNotMet, ApplicationGround.DocumentsMissing,
        ApplicationGround.SalaryBelowCriterion, ApplicationGround.WrongInformation,
    ];

    public void File(Life life)
    {
        ref var chance = ref life.Chance;
        var id = life.Name("application");
        var heads = chance.PerMille(950) ? 1 : chance.Between(2, HeadCountMax);
        var criterion = life.Profile.Purpose == Purpose.Labour
            ? (SalaryCriterion)chance.Weighted(CriterionWeights)
            : SalaryCriterion.None;
        var required = SalaryTable.CentsPerMonth(criterion, world.Date(world.Today));
        var salary = required * chance.Between(100, 140) / 100;
        world.Tell(life, new ApplicationSubmitted(
            id,
            life.Profile.Purpose,
            heads == 1 ? null : heads,
            salary == 0 ? null : salary,
            criterion == SalaryCriterion.None ? null : criterion,
            world.Date(world.Today + chance.Between(20, 120))));
        world.In(chance.PerMille(850) ? chance.Between(5, 14) : chance.Between(15, 90), life, () =>
            Decide(life, id, heads, criterion, salary));
    }

    private void Decide(Life life, string id, int heads, SalaryCriterion criterion, long salary)
    {
        ref var chance = ref life.Chance;
        var roll = chance.Below(1_000);
        var refusals = 25 + world.CausesOf(life).BreachPerMille / 3;
        if (roll < refusals)
        {
            world.Tell(life, new ApplicationDecided(
                id, ApplicationOutcome.Refused, null, RefusalGrounds[chance.Below(RefusalGrounds.Length)]));
            return;
        }

        if (roll < refusals + 20)
        {
            world.Tell(life, new ApplicationDecided(
                id, ApplicationOutcome.Withdrawn, null, ApplicationGround.OnRequest));
            return;
        }

        var granted = heads > 1 && chance.PerMille(150) ? chance.Between(1, heads - 1) : heads;
        world.Tell(life, new ApplicationDecided(
            id, granted < heads ? ApplicationOutcome.PartlyGranted : ApplicationOutcome.Granted, granted));
        for (var head = 0; head < granted; head++)
            world.In(chance.Between(10, 75), life, () => Start(life, id, criterion, salary));
    }

    private void Start(Life life, string applicationId, SalaryCriterion criterion, long salary)
    {
        ref var chance = ref life.Chance;
        var causes = world.CausesOf(life);
        var stay = new Stay(life.Name("stay"), applicationId, criterion, salary)
        {
            PaysTooLittle = chance.PerMille(causes.LatePayment / 8),
        };
        world.Tell(life, new StayStarted(
            stay.Id, world.Date(world.Today), applicationId, StayReason.PermitGranted));

        var months = chance.PerMille(50 + causes.StaffTurnover / 2) ? chance.Between(1, 8) : chance.Between(9, 54);
        world.In(months * 30, life, () => End(life, stay));
        if (criterion != SalaryCriterion.None)
            world.In(DaysToPayday(), life, () => Pay(life, stay));
    }

    private void End(Life life, Stay stay)
    {
        stay.Ended = true;
        var reason = life.Profile.Purpose switch
        {
            Purpose.Study => StayReason.StudyEnded,
            Purpose.Exchange => StayReason.ProgrammeCompleted,
            _ => StayReason.EmploymentEnded,
        };
        world.Tell(life, new StayEnded(stay.Id, world.Date(world.Today), stay.ApplicationId, reason));
        Notices.Owe(world, life, life.Profile.Purpose == Purpose.Study
            ? Duty.NotifyStudyProgress
            : Duty.NotifyEmploymentEnded);
    }

    // The wage records of a month show in the second week of the next one.
    private void Pay(Life life, Stay stay)
    {
        ref var chance = ref life.Chance;
        var causes = world.CausesOf(life);
        var month = world.Date(world.Today).AddMonths(-1);
        var required = SalaryTable.CentsPerMonth(stay.Criterion, month);
        var tooLittle = stay.PaysTooLittle || chance.PerMille(3 + Causes.Square(causes.LatePayment) / 8);
        var paid = tooLittle
            ? required * chance.Between(55, 97) / 100
            : Math.Max(required, stay.SalaryCents) + chance.Below(20_000);
        if (!chance.PerMille(5 + causes.RecordNeglect / 25))
        {
            world.Tell(life, new PayrollObserved(
                stay.Id,
                new YearMonth(month.Year, month.Month),
                paid,
                chance.PerMille(920) ? HoursBand.From32 : HoursBand.From24To31));
        }

        if (tooLittle)
        {
            life.VisibleTrouble++;
            Notices.Owe(world, life, Duty.NotifySalaryBelowCriterion);
        }

        if (!stay.Ended)
            world.In(DaysToPayday(), life, () => Pay(life, stay));
    }

    private int DaysToPayday()
    {
        var today = world.Date(world.Today);
        var next = new DateOnly(today.Year, today.Month, 1).AddMonths(1).AddDays(9);
        return next.DayNumber - today.DayNumber;
    }

    private sealed record Stay(string Id, string ApplicationId, SalaryCriterion Criterion, long SalaryCents)
    {
        public bool PaysTooLittle { get; init; }

        public bool Ended { get; set; }
    }
}
