using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Features;

/// <summary>
/// Folds a whole history held in memory: for a replay, an export, or the question what a score was on a day long past,
/// which a live fold, having let go of what is old, no longer answers.
/// </summary>
public static class HistoryFold
{
    /// <summary>
    /// Folds the facts of one referent, in order of position. The result answers for every day, the earliest too.
    /// </summary>
    public static ReferentFold Of(ReferentId id, IEnumerable<RecordedFact> facts)
    {
        var fold = new ReferentFold(id, new FoldState { KeepsAll = true });
        var prior = new PriorFacts([]);
        foreach (var fact in facts)
        {
            prior.Add(fact);
            fold.Fold(fact, prior);
        }

        return fold;
    }
}
