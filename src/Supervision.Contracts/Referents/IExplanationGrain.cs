using Supervision.Explanations;
using Supervision.Referents;

namespace Supervision.Contracts.Referents;

/// <summary>
/// Explains scores and looks back on them, folded from the log beside the live grains. Stateless: the key is 0.
/// </summary>
[GrainInterfaceType("explanation"), Alias("explanation-grain")]
public interface IExplanationGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The score as of a moment, explained, by the model in use, of the events recorded up to
    /// <paramref name="knownAt"/>, or of all when it is null; null when there are none.
    /// </summary>
    /// <param name="since">With what changed since this earlier moment.</param>
    [Alias("explain")]
    Task<Explanation?> Explain(
        ReferentId referent, DateTimeOffset asOf, DateTimeOffset? knownAt, DateTimeOffset? since,
        CancellationToken cancellation);

    /// <summary>
    /// Which levels and escalations of these days, both included, would have been different with what is known now, by
    /// the model in use; null when there are no events.
    /// </summary>
    [Alias("look-back")]
    Task<Hindsight?> LookBack(ReferentId referent, DateOnly from, DateOnly to, CancellationToken cancellation);
}

/// <summary>The typed way to explanations.</summary>
public static class ExplanationGrains
{
    public static IExplanationGrain Explanations(this IGrainFactory grains) => grains.GetGrain<IExplanationGrain>(0);
}
