namespace Supervision.Assurance;

/// <summary>A stream of chance that is the same on every machine: SplitMix64, integer arithmetic only.</summary>
/// <remarks>
/// <code>
/// state = state + 0x9E3779B97F4A7C15                  (mod 2^64)
/// z = (state xor state shr 30) · 0xBF58476D1CE4E5B9   (mod 2^64)
/// z = (z xor z shr 27) · 0x94D049BB133111EB           (mod 2^64)
/// next = z xor z shr 31
/// </code>
/// Source: Steele, G. L., Lea, D. and Flood, C. H. (2014), "Fast splittable pseudorandom number generators", OOPSLA
/// '14, 453–472, doi:10.1145/2660193.2660195. Decision record 0021.
/// </remarks>
public struct Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A stream of its own for each part of a seeded work, so that parts can run in any order.</summary>
    public static Chance For(ulong seed, ulong part)
    {
        var first = new Chance(seed);
        return new Chance(first.Next() ^ Mix(unchecked(part * 0x9E3779B97F4A7C15)));
    }

    public ulong Next() => Mix(unchecked(_state += 0x9E3779B97F4A7C15));

    /// <summary>0 up to, not including, <paramref name="limit"/>; the bias is below limit / 2^64.</summary>
    public long Below(long limit) => (long)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>A multiple of 2^−53 in [0, 1).</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>An order drawn evenly from all orders (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
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
