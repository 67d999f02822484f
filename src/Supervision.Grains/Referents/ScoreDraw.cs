using System.Collections.Immutable;
using Supervision.Referents;

namespace Supervision.Grains.Referents;

/// <summary>
/// Draws scores that were told, each as likely as any other. Every score has a number that the seed gives it, and those
/// with the lowest are drawn; so the same seed draws the same, and a score that is erased meanwhile moves no other.
/// </summary>
public static class ScoreDraw
{
    /// <param name="isWanted">Which scores there are to draw from.</param>
    /// <param name="upTo">Only changes up to this sequence number.</param>
    /// <returns>Those drawn, in the order in which they were told, and from how many.</returns>
    public static async Task<(ImmutableArray<RiskChange> Drawn, long Of)> Of(
        IReferentViews views, int count, int seed, Func<RiskChange, bool> isWanted, long upTo,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var of = 0L;
        // The highest of the numbers drawn first, because that one goes when a lower comes.
        var drawn = new PriorityQueue<RiskChange, ulong>(
            count + 1, Comparer<ulong>.Create((one, other) => other.CompareTo(one)));
        await foreach (var page in views.ChangesInPages(null, cancellation))
        {
            foreach (var told in page.Where(told => told.Sequence <= upTo && isWanted(told)))
            {
                of++;
                if (drawn.Count < count)
                    drawn.Enqueue(told, Number(seed, told.Sequence));
                else
                    drawn.EnqueueDequeue(told, Number(seed, told.Sequence));
            }

            if (page[^1].Sequence >= upTo)
                break;
        }

        return ([.. drawn.UnorderedItems.Select(item => item.Element).OrderBy(told => told.Sequence)], of);
    }

    /// <summary>
    /// SplitMix64 of seed and sequence number. Source: Steele, Lea and Flood (2014), "Fast splittable pseudorandom
    /// number generators", OOPSLA '14, doi:10.1145/2660193.2660195.
    /// </summary>
    private static ulong Number(int seed, long sequence)
    {
        unchecked
        {
            return Mix(Mix((ulong)seed + 0x9E3779B97F4A7C15) + (ulong)sequence);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
