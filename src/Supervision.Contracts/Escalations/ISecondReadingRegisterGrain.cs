using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;

namespace Supervision.Contracts.Escalations;

/// <summary>The plan for second readings, one command at a time. The key is 0.</summary>
[GrainInterfaceType("second-reading-register"), Alias("second-reading-register-grain")]
public interface ISecondReadingRegisterGrain : IGrainWithIntegerKey
{
    /// <summary>The plan that holds; a first one is made, and is on the log, when there is none.</summary>
    [Alias("plan")]
    Task<SecondReadingPlan> Plan(CancellationToken cancellation);

    /// <summary>A lead sets the plan.</summary>
    [Alias("set")]
    Task<SecondReadingReceipt> Set(SetSecondReadings command, CancellationToken cancellation);
}

/// <summary>Sets the plan.</summary>
/// <param name="Seed">Null for one that nobody chose.</param>
[GenerateSerializer, Immutable, Alias("set-second-readings")]
public sealed record SetSecondReadings(
    [property: Id(0)] decimal Share, [property: Id(1)] string? Seed, [property: Id(2)] CaseActor By);

/// <summary>The answer to a command on the plan: the plan that holds now, and why not, if not.</summary>
/// <param name="Plan">Null as long as there is none.</param>
[GenerateSerializer, Immutable, Alias("second-reading-receipt")]
public sealed record SecondReadingReceipt(
    [property: Id(0)] SecondReadingPlan? Plan, [property: Id(1)] Refusal? Refusal);

/// <summary>The typed way to the plan for second readings.</summary>
public static class SecondReadingGrains
{
    public static ISecondReadingRegisterGrain SecondReadings(this IGrainFactory grains) =>
        grains.GetGrain<ISecondReadingRegisterGrain>(0);
}
