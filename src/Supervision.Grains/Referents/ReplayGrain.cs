using Orleans.Concurrency;
using Supervision.Contracts.Referents;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Referents;

/// <summary>Folds a history anew, beside the live grain and without a trace, to answer for the past.</summary>
[GrainType("replay"), StatelessWorker(ReplaysMax)]
internal sealed class ReplayGrain(IEventLog log, IModelInUse inUse) : Grain, IReplayGrain
{
    /// <summary>Replays that run at once on one silo; further ones wait.</summary>
    private const int ReplaysMax = 8;

    /// <summary>No feature looks further back.</summary>
    private const int ReachYears = 5;

    public async Task<RiskView?> RiskAsOf(
        ReferentId referent, DateTimeOffset asOf, DateTimeOffset? knownAt, CancellationToken cancellation)
    {
        var (history, position) = await ReferentFolds.History(referent, log, knownAt, cancellation);
        if (!history.IsKnownOn(DateOnly.FromDateTime(asOf.UtcDateTime)))
            return null;

        var fold = HistoryFold.Of(referent, history.Facts);
        var used = await inUse.Now(cancellation);
        return new RiskView(referent, position, used.Score(fold, asOf), null)
        {
            Erased = history.Erased.Count(time => time <= asOf && time > asOf.AddYears(-ReachYears)),
        };
    }
}
