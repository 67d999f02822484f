using Orleans.Concurrency;
using Supervision.Contracts.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Referents;

/// <summary>Folds a history anew, beside the live grain and without a trace, to answer for the past.</summary>
[GrainType("replay"), StatelessWorker(ReplaysMax)]
internal sealed class ReplayGrain(IEventLog log, RiskModelInUse inUse) : Grain, IReplayGrain
{
    /// <summary>Replays that run at once on one silo; further ones wait.</summary>
    private const int ReplaysMax = 8;

    public async Task<RiskView?> RiskAsOf(
        ReferentId referent, DateTimeOffset asOf, DateTimeOffset? knownAt, CancellationToken cancellation)
    {
        var fold = await ReferentFolds.Whole(referent, log, knownAt, cancellation);
        if (!fold.HasFacts)
            return null;

        var position = new LogPosition(Partitions.Of(referent.ToString(), log.PartitionCount), fold.Offset);
        return new RiskView(referent, position, Scoring.Score(fold, inUse.Model, asOf), null);
    }
}
