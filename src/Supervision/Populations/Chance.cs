namespace Supervision.Populations;

/// <summary>A stream of chance that is the same on every machine: SplitMix64, integer arithmetic only.</summary>
/// <remarks>
/// <code>
/// state = state + 0x9E3779B97F4A7C15                  (mod 2^64)
/// z = (state xor state shr 30) · 0xBF58476D1CE4E5B9   (mod 2^64)
/// z = (z xor z shr 27) · 0x94D049BB133111EB           (mod 2^64)
/// next = z xor z shr 31
/// </code>
/// Source: Steele, G. L., Lea, D. and Flood, C. H. (2014), "Fast splittable pseudorandom number generators", OOPSLA
/// '14, 453–472, doi:10.1145/2660193.2660195, with the constants of Stafford's mixer 13. Decision record 0010.
/// </remarks>
internal struct Chance(ulong state)
{
    private ulong _state = state;

    /// <summary>A stream of its own for each purpose of each referent, so that none shifts another.</summary>
    public static Chance For(long seed, int referent, int purpose)
    {
        var first = new Chance(unchecked((ulong)seed));
        var second = new Chance(first.Next() ^ unchecked((ulong)referent));
        return new Chance(second.Next() ^ unchecked((ulong)purpose));
    }

    public ulong Next() => Mix(unchecked(_state += 0x9E3779B97F4A7C15));

    /// <summary>0 up to, not including, <paramref name="limit"/>; the bias is below limit / 2^64.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>From <paramref name="least"/> up to and including <paramref name="most"/>.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool PerMille(int odds) => Below(1_000) < odds;

    public bool PerMillion(int odds) => Below(1_000_000) < odds;

    /// <summary>An index of <paramref name="weights"/>, drawn by weight.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
            total += weight;

        var left = Below(total);
        var index = 0;
        while (left >= weights[index])
            left -= weights[index++];

        return index;
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
