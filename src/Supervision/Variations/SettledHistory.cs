using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;

namespace Supervision.Variations;

/// <summary>
/// A history with its corrections carried out: what was corrected says what it should have said, what was retracted is
/// gone, and nothing in it points to another event. It folds to the same state, and its facts can be copied or left
/// out one by one.
/// </summary>
public static class SettledHistory
{
    /// <param name="facts">Of one referent, in order of position.</param>
    public static ImmutableArray<RecordedFact> Of(IReadOnlyCollection<RecordedFact> facts)
    {
        var settled = new Dictionary<EventKey, Fact?>();
        var originals = new Dictionary<EventKey, RecordedFact>();
        foreach (var fact in facts.Where(fact => Corrections.TargetOf(fact.Fact) is null))
            originals.TryAdd(fact.Key, fact);

        foreach (var correction in facts)
        {
            if (Corrections.TargetOf(correction.Fact) is { } target
                && originals.GetValueOrDefault(target) is { } original
                && Corrections.MayBeOf(original, correction)
                && Corrections.TryApply(original, correction.Fact, out var replacement))
                settled[target] = replacement;
        }

        return
        [
            .. from fact in facts
               where Corrections.TargetOf(fact.Fact) is null
               let now = settled.TryGetValue(fact.Key, out var other) ? other : fact.Fact
               where now is not null
               select now == fact.Fact ? fact : fact with { Fact = now },
        ];
    }
}
