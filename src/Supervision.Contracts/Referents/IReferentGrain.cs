using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Contracts.Referents;

/// <summary>One supervised referent: its history folded, its risk live. The key is the referent id.</summary>
[GrainInterfaceType("referent"), Alias("referent-grain")]
public interface IReferentGrain : IGrainWithStringKey
{
    /// <summary>Folds events of this referent, in order; skips those it has. Never fails because of data.</summary>
    [Alias("apply")]
    Task Apply([Immutable] ImmutableArray<LoggedEvent> events, CancellationToken cancellation);

    /// <summary>
    /// The score at this moment, of everything on the log, or null when the log holds nothing about the referent.
    /// </summary>
    /// <param name="atLeast">A position that the answer must reflect; the answer reflects the whole log anyway.</param>
    [Alias("risk")]
    Task<RiskView?> Risk(LogPosition? atLeast, CancellationToken cancellation);

    /// <summary>What is known of the referent, or null when the log holds nothing about it.</summary>
    [Alias("view")]
    Task<ReferentView?> View(CancellationToken cancellation);

    /// <summary>
    /// What could not be folded and is not stored yet, everything on the log considered. What is not in it is stored,
    /// or was folded.
    /// </summary>
    [Alias("quarantined")]
    Task<ImmutableArray<QuarantinedEvent>> Quarantined(CancellationToken cancellation);

    /// <summary>Evaluates again, because time has passed.</summary>
    [Alias("reassess")]
    Task Reassess(CancellationToken cancellation);

    /// <summary>
    /// What is to be stored of this referent, its history folded to <paramref name="upTo"/> at least; it stays with the
    /// grain until <see cref="Settled"/>.
    /// </summary>
    [Alias("collect-up-to")]
    Task<ReferentFlush?> Collect(long upTo, CancellationToken cancellation);

    /// <summary>So many of what was collected, the oldest first, are stored and need not be given again.</summary>
    [Alias("settled")]
    Task Settled(int changes, int outbox, int quarantined, CancellationToken cancellation);

    /// <summary>
    /// Another activation stored this referent, so the one of this name ends and forgets what it has to tell: the next
    /// one begins from what is stored.
    /// </summary>
    [Alias("step-down")]
    Task StepDown(string activation, CancellationToken cancellation);
}

/// <summary>Scores of the past, folded from the log beside the live grains. Stateless: the key is 0.</summary>
[GrainInterfaceType("replay"), Alias("replay-grain")]
public interface IReplayGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The score as of a moment, by the model in use, of the events recorded up to <paramref name="knownAt"/>, or of
    /// all when it is null; null when there are none.
    /// </summary>
    [Alias("risk-as-of")]
    Task<RiskView?> RiskAsOf(
        ReferentId referent, DateTimeOffset asOf, DateTimeOffset? knownAt, CancellationToken cancellation);
}

/// <summary>The typed way to the grains about referents.</summary>
public static class ReferentGrains
{
    public static IReferentGrain Referent(this IGrainFactory grains, ReferentId referent) =>
        GrainKind<IReferentGrain>.Of(grains, referent.ToString());

    public static IReplayGrain Replay(this IGrainFactory grains) => grains.GetGrain<IReplayGrain>(0);
}
