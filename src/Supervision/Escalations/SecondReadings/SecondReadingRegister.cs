using Supervision.Access;
using Supervision.Escalations.Casework;

namespace Supervision.Escalations.SecondReadings;

/// <summary>It was planned which share of cases is judged again, by which seed.</summary>
/// <param name="By">Null for the plan that there is before anybody sets one.</param>
public sealed record SecondReadingsPlanned(decimal Share, string Seed, string? By = null);

/// <summary>The plans for second readings, of which the last holds.</summary>
/// <param name="Plan">Null before the first.</param>
public sealed record SecondReadingRegister(SecondReadingPlan? Plan)
{
    public static readonly SecondReadingRegister Empty = new((SecondReadingPlan?)null);

    public SecondReadingRegister Evolve(SecondReadingsPlanned planned, DateTimeOffset at) => new(new SecondReadingPlan(
        checked((Plan?.Number ?? 0) + 1), planned.Share, planned.Seed, planned.By, at));

    /// <summary>The plan that there is when a first case is judged and nobody has set one.</summary>
    public Decision<SecondReadingsPlanned> Begin(decimal share, string seed) => Plan is not null
        ? Decision<SecondReadingsPlanned>.Nothing
        : new SecondReadingsPlanned(share, seed);

    /// <summary>A lead sets a plan. Cases that were drawn stay so; the same again records nothing.</summary>
    /// <param name="seed">Null for one that nobody chose.</param>
    /// <param name="drawn">That one.</param>
    public Decision<SecondReadingsPlanned> Set(decimal share, string? seed, string drawn, CaseActor by)
    {
        if (by.Kind != ActorKind.Person || !by.IsLead)
            return new Refusal("not-allowed", "Only a team lead plans second readings.");
        if (SecondReadingPlan.Wrong(share, seed ?? drawn) is { } wrong)
            return wrong;

        return Plan is { } plan && (plan.Share, plan.By) == (share, by.Id) && plan.Seed == (seed ?? plan.Seed)
            ? Decision<SecondReadingsPlanned>.Nothing
            : new SecondReadingsPlanned(share, seed ?? drawn, by.Id);
    }
}
