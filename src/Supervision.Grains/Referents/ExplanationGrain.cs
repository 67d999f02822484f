using Orleans.Concurrency;
using Supervision.Contracts.Referents;
using Supervision.Explanations;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Referents;

/// <summary>Reads a history anew and explains it, without a trace.</summary>
[GrainType("explanation"), StatelessWorker(ExplanationsMax)]
internal sealed class ExplanationGrain(IEventLog log, IModelInUse inUse) : Grain, IExplanationGrain
{
    /// <summary>Explanations that are made at once on one silo; further ones wait.</summary>
    private const int ExplanationsMax = 4;

    public async Task<Explanation?> Explain(
        ReferentId referent, DateTimeOffset asOf, DateTimeOffset? knownAt, DateTimeOffset? since,
        CancellationToken cancellation)
    {
        var (history, position) = await ReferentFolds.History(referent, log, knownAt, cancellation);
        var model = (await inUse.Now(cancellation)).Model;
        return history.IsKnownOn(DateOnly.FromDateTime(asOf.UtcDateTime))
            ? Explanation.Of(history, model, asOf, knownAt, since, position)
            : null;
    }

    public async Task<Hindsight?> LookBack(
        ReferentId referent, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var (history, _) = await ReferentFolds.History(referent, log, knownAt: null, cancellation);
        var model = (await inUse.Now(cancellation)).Model;
        return history.IsKnownOn(to) ? HindsightRules.Of(history, model, from, to) : null;
    }
}
