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
        var growing = new GrowingFold(id);
        foreach (var fact in facts)
            growing.Add(fact);

        return growing.Fold;
    }
}
