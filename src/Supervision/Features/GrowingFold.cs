using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Features;

/// <summary>
/// A whole history folded fact by fact, so that what each one did can be seen. It answers for every day, the earliest
/// too.
/// </summary>
internal sealed class GrowingFold(ReferentId referent)
{
    private readonly PriorFacts _prior = new([]);

    public ReferentFold Fold { get; } = new(referent, new FoldState { KeepsAll = true });

    /// <summary>What was added, to look into.</summary>
    public IPriorFacts Prior => _prior;

    /// <summary>The first day whose values the last fact changed; beyond all days when it changed none.</summary>
    public int TouchedFrom { get; private set; } = int.MaxValue;

    public FoldOutcome Add(RecordedFact fact)
    {
        var series = Fold.State.Series;
        // What an assessment remembers of earlier days must still hear of what came before this fact.
        Fold.Levels.ForgetFrom(series.TouchedFrom);
        series.Settle();
        _prior.Add(fact);
        var outcome = Fold.Fold(fact, _prior);
        TouchedFrom = series.TouchedFrom;
        return outcome;
    }
}
