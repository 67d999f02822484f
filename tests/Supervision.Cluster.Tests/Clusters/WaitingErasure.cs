using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>Has nothing to erase, and says so when it is let; it lists the subjects that it is given.</summary>
internal sealed class WaitingErasure : IPayloadErasure
{
    /// <summary>A run goes on once this is done.</summary>
    public TaskCompletionSource Let { get; set; } = Done();

    public ImmutableSortedSet<string> Known { get; set; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The next look at the subjects fails with this.</summary>
    public Exception? Failure { get; set; }

    public bool Allowed { get; set; } = true;

    public Task<bool> IsAllowed(CancellationToken cancellation) => Task.FromResult(Allowed);

    public async Task<ImmutableArray<string>> Subjects(
        string after, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        await Let.Task;
        return Failure is { } failure
            ? throw failure
            : [.. Known.Where(subject => string.CompareOrdinal(subject, after) > 0).Take(limit)];
    }

    public Task<int> Erase(IReadOnlyCollection<ErasureOrder> orders, CancellationToken cancellation) =>
        Task.FromResult(0);

    public Task<int> ForgetTold(
        IReadOnlyCollection<ReferentId> referents, DateTimeOffset before, CancellationToken cancellation) =>
        Task.FromResult(0);

    public Task ForgetFollowUp(ReferentId referent, int upToEpisode, CancellationToken cancellation) =>
        Task.CompletedTask;

    public Task ForgetListed(ReferentId referent, int upToEpisode, CancellationToken cancellation) =>
        Task.CompletedTask;

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
