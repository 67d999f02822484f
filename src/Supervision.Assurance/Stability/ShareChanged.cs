using Supervision.Assurance.Intervals;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Stability;

/// <summary>Which part of the referents change level when something changes that should not matter much.</summary>
/// <remarks>
/// <code>
/// share = #{ |after − before| ≥ steps } / n
/// </code>
/// steps ≥ 1. Whatever the change is (one event lost, one value within its measurement error, one indicator left out,
/// the other half of the facts), the caller makes it and hands over the pairs of levels. Wilson's interval: Wilson
/// (1927). Undefined without pairs. It describes these referents; a population in which most are far from a bound looks
/// stable under any model.
/// </remarks>
public static class ShareChanged
{
    public static Answer<Estimate> Of(PairTable pairs, double confidence, int steps = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var changed = 0L;
        for (var before = 0; before < pairs.Levels; before++)
        {
            for (var after = 0; after < pairs.Levels; after++)
            {
                if (Math.Abs(after - before) >= steps)
                    changed += pairs[before, after];
            }
        }

        return WilsonInterval.Of(changed, pairs.Count, confidence);
    }
}
