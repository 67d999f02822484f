using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Replays;

namespace Supervision.Grains.Replays;

/// <summary>
/// Goes through referents in the order of their ids, and reads each history anew from the log, one at a time: the live
/// grains are not asked, and no more than one history is in memory.
/// </summary>
internal sealed class ReferentSteps(
    ReplayJob job, ReplayJudging judging, IEventLog log, IPayloadErasure subjects) : IReplaySteps
{
    private readonly Queue<ReferentId> _named = new(
        job.Order.Filter.Ids.Order(Comparer<ReferentId>.Create(Compare)));

    private readonly Queue<ReferentId> _page = new();
    private string? _countedTo = "";
    private string? _pagedTo;
    private bool _hasPaged;
    private long _counted;

    private bool IsNamed => !job.Order.Filter.Ids.IsEmpty;

    public async Task<long?> Count(CancellationToken cancellation)
    {
        if (IsNamed)
            return job.Order.Filter.Ids.Length;

        var (referents, next) = await ReplayWalk.Page(subjects, _countedTo!, cancellation);
        _counted += referents.Count;
        _countedTo = next;
        return next is null ? _counted : null;
    }

    public async Task<ReplayStep?> Next(string position, CancellationToken cancellation)
    {
        if (await NextReferent(position, cancellation) is not { } referent)
            return null;

        var (history, last) = await ReferentFolds.History(referent, log, knownAt: null, cancellation);
        var head = job.Heads[last.Partition];
        history = history with { Facts = [.. history.Facts.TakeWhile(fact => fact.Position.Offset <= head)] };
        return new ReplayStep(referent.ToString(), history.Facts.Length, judging.Judge(history));
    }

    private async Task<ReferentId?> NextReferent(string position, CancellationToken cancellation)
    {
        if (IsNamed)
        {
            while (_named.TryPeek(out var passed) && string.CompareOrdinal(passed.ToString(), position) <= 0)
                _named.Dequeue();
            return _named.TryDequeue(out var named) ? named : null;
        }

        while (_page.Count == 0)
        {
            if (_hasPaged && _pagedTo is null)
                return null;

            var (referents, next) = await ReplayWalk.Page(subjects, _pagedTo ?? position, cancellation);
            foreach (var referent in referents)
                _page.Enqueue(referent);
            (_hasPaged, _pagedTo) = (true, next);
        }

        return _page.Dequeue();
    }

    private static int Compare(ReferentId one, ReferentId other) =>
        string.CompareOrdinal(one.ToString(), other.ToString());
}
