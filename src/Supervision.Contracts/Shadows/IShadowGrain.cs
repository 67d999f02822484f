using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Contracts.Shadows;

/// <summary>
/// What shadows say of the referents of one partition, counted where they are judged. The key is the number of the
/// partition. It judges for nobody but itself: no score, list, change of level or escalation comes from here.
/// </summary>
[GrainInterfaceType("shadow"), Alias("shadow-grain")]
public interface IShadowGrain : IGrainWithIntegerKey
{
    /// <summary>Begins to count, if it does not yet.</summary>
    [Alias("wake")]
    Task Wake(CancellationToken cancellation);

    /// <summary>Where the referents stand now, by the model in use and by a shadow.</summary>
    /// <param name="shadow">The hash of the shadow.</param>
    [Alias("standing")]
    Task<ShadowStandingView> Standing(string shadow, CancellationToken cancellation);

    /// <summary>What came of judging by a shadow on these days, both included, and who stood where last.</summary>
    [Alias("days")]
    Task<ImmutableArray<ShadowDay>> Days(
        string shadow, DateOnly from, DateOnly to, CancellationToken cancellation);

    /// <summary>Referents whose level by the shadow is another, after one in the order of ids.</summary>
    /// <param name="after">Where the page before ended; null for the first.</param>
    [Alias("movers")]
    Task<ImmutableArray<ReferentId>> Movers(
        string shadow, ReferentId? after, int limit, CancellationToken cancellation);

    /// <summary>Both scores of these referents as stored, and what is different; strangers are left out.</summary>
    [Alias("explain")]
    Task<ImmutableArray<ShadowMove>> Explain(
        string shadow, ImmutableArray<ReferentId> referents, CancellationToken cancellation);

    /// <summary>Judges whoever is not judged yet, as far as snapshots are stored, and stores the days.</summary>
    [Alias("settle")]
    Task Settle(CancellationToken cancellation);

    /// <summary>Stores the days.</summary>
    [Alias("store")]
    Task Store(CancellationToken cancellation);
}

/// <summary>Where the referents of one partition stand.</summary>
/// <param name="IsEvaluated">The shadow judges here at this moment; if not, the rest is empty.</param>
/// <param name="IsWhole">Every referent of the partition is counted, and time has been accounted for.</param>
/// <param name="Used">The hash of the model in use that it is compared with; null when none is.</param>
[GenerateSerializer, Immutable, Alias("shadow-standing-view")]
public sealed record ShadowStandingView(
    [property: Id(0)] bool IsEvaluated,
    [property: Id(1)] bool IsWhole,
    [property: Id(2)] string? Used,
    [property: Id(3)] StandingTally Tally);

/// <summary>One referent whose level would be another, and why.</summary>
/// <param name="Position">The last event of the referent that both scores reflect.</param>
/// <param name="Because">What of the differences between the two documents bears on it, in sentences.</param>
[GenerateSerializer, Immutable, Alias("shadow-move")]
public sealed record ShadowMove(
    [property: Id(0)] ReferentId Referent,
    [property: Id(1)] LogPosition Position,
    [property: Id(2)] RiskLevel UsedLevel,
    [property: Id(3)] int UsedPoints,
    [property: Id(4)] RiskLevel ShadowLevel,
    [property: Id(5)] int ShadowPoints,
    [property: Id(6)] ImmutableArray<IndicatorDifference> Indicators,
    [property: Id(7)] ImmutableArray<string> Because);

/// <summary>The typed way to the grains of shadows.</summary>
public static class ShadowGrains
{
    public static IShadowGrain Shadow(this IGrainFactory grains, int partition) =>
        grains.GetGrain<IShadowGrain>(partition);
}
