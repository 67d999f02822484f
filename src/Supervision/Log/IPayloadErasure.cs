using System.Collections.Immutable;
using Supervision.Referents;

namespace Supervision.Log;

/// <summary>
/// Takes payloads out of what is stored, by law. The events stay, with their digest and their place in the chain. To
/// take out again what is gone changes nothing.
/// </summary>
public interface IPayloadErasure
{
    /// <summary>Referents in one call of an erasure.</summary>
    const int BatchMax = 200;

    /// <summary>Whether this process may: the role of reports on PostgreSQL may not.</summary>
    Task<bool> IsAllowed(CancellationToken cancellation);

    /// <summary>
    /// Subjects after one, in the order of their bytes, that have a payload of before a moment.
    /// </summary>
    Task<ImmutableArray<string>> Subjects(
        string after, DateTimeOffset before, int limit, CancellationToken cancellation);

    /// <summary>
    /// Carries out orders that are on the log: erases what they name, and what quarantine says of these events; answers
    /// how many payloads there were.
    /// </summary>
    Task<int> Erase(IReadOnlyCollection<ErasureOrder> orders, CancellationToken cancellation);

    /// <summary>Deletes the changes of level told of these referents before a moment; answers how many.</summary>
    Task<int> ForgetTold(
        IReadOnlyCollection<ReferentId> referents, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>
    /// Takes episodes of follow-up out of their list, and what was stored of the grain, which folds the log again. No
    /// silo may have that grain meanwhile.
    /// </summary>
    Task ForgetFollowUp(ReferentId referent, int upToEpisode, CancellationToken cancellation);

    /// <summary>Takes episodes of follow-up out of their list, and leaves the grain to forget by itself.</summary>
    Task ForgetListed(ReferentId referent, int upToEpisode, CancellationToken cancellation);
}
