using System.Globalization;
using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>
/// Events for load: exactly so many per referent, in rounds over all referents, ids counted from 1. Each is a function
/// of seed, referent and round alone, so that any number of them needs no memory.
/// </summary>
internal sealed class BulkEvents(PopulationPlan plan)
{
    public const string Source = "urn:simulated:bulk";

    /// <summary>How many events a story of one application has, after the two that make the referent known.</summary>
    private const int CycleLength = 20;

    private const long SecondsPerDay = 86_400;

    private readonly EventText _text = new(plan.Start);
    private readonly DateTimeOffset _start = new(plan.Start, TimeOnly.MinValue, TimeSpan.Zero);

    public IEnumerable<PopulationEvent> All()
    {
        var rounds = plan.EventsPerReferent ?? PopulationPlan.EventsPerReferentDefault;
        var total = (long)rounds * plan.Referents;
        var profiles = new Profile[plan.Referents];
        for (var index = 0; index < profiles.Length; index++)
            profiles[index] = Profile.Draw(plan, index);

        var number = 0L;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var profile in profiles)
            {
                var seconds = (long)((Int128)number * plan.Days * SecondsPerDay / total);
                number++;
                var name = new EventName(Source, number.ToString("D12", CultureInfo.InvariantCulture));
                var fact = FactOf(profile, round, plan.Start.AddDays((int)(seconds / SecondsPerDay)));
                yield return new PopulationEvent(
                    (int)(seconds / SecondsPerDay),
                    _start.AddSeconds(seconds),
                    _text.Write(profile.ReferentId, name, seconds, fact));
            }
        }
    }

    private Fact FactOf(Profile profile, int round, DateOnly today)
    {
        if (round == 0)
        {
            return new ReferentRegistered(
                profile.LegalForm, profile.Sector, profile.SizeBand, plan.Start.AddDays(-profile.FoundedDaysBefore));
        }

        if (round == 1)
            return new RecognitionGranted(profile.Purpose, RecognitionGround.ConditionsMet);

        var chance = Chance.For(plan.Seed, profile.Index, 1_000 + round);
        var cycle = (round - 2) / CycleLength;
        var step = (round - 2) % CycleLength;
        var id = cycle.ToString(CultureInfo.InvariantCulture);
        return step switch
        {
            0 => new ApplicationSubmitted(
                id, profile.Purpose, null, chance.Between(400_000, 700_000), SalaryCriterion.Age30Plus, today),
            1 => new ApplicationDecided(id, Outcome(ref chance)),
            2 => new StayStarted(id, today, id, StayReason.PermitGranted),
            <= 9 => new PayrollObserved(id, Month(today, step - 10), chance.Between(350_000, 700_000)),
            10 or 11 => Notice(ref chance, today),
            12 => new SignalReceived(
                id, SignalOrigin.TaxAuthority, (Reliability)chance.Below(6), (SignalTopic)chance.Below(9)),
            13 => new InformationRequested(id, today.AddDays(14)),
            14 => new InformationReceived(id, chance.PerMille(900)),
            15 => new CheckPlanned(id, Channel.Random, 0.0006m, CheckKind.Desk),
            16 => new CheckCompleted(id, [new Finding(Duty.KeepRecords, Severity.Minor, chance.PerMille(50))]),
            17 => new FinanceObserved(
                FinanceKind.PaymentStatement, chance.PerMille(950) ? FinanceState.Present : FinanceState.Absent, today),
            18 => new ReferentRegistryChanged((RegistryChange)chance.Below(4), today),
            _ => new StayEnded(id, today, id, StayReason.EmploymentEnded),
        };
    }

    private static ApplicationOutcome Outcome(ref Chance chance) => chance.Below(100) switch
    {
        < 90 => ApplicationOutcome.Granted,
        < 96 => ApplicationOutcome.Refused,
        _ => ApplicationOutcome.Withdrawn,
    };

    private static DutyNotified Notice(ref Chance chance, DateOnly today) =>
        new(Duty.NotifyOtherChange, today.AddDays(-chance.Between(1, 45)), today);

    private static YearMonth Month(DateOnly today, int months)
    {
        var month = today.AddMonths(months);
        return new YearMonth(month.Year, month.Month);
    }
}
