namespace Supervision.Assurance.Stability;

/// <summary>
/// Splits cases into two halves by chance: to find in one and test in the other, or to hold one against the other.
/// </summary>
public static class Halves
{
    /// <summary>True for the first half, which has one case more when the number is odd.</summary>
    public static bool[] Of(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var first = new bool[count];
        first.AsSpan(0, count - (count / 2)).Fill(true);
        var chance = new Chance(seed);
        chance.Shuffle(first.AsSpan());
        return first;
    }
}
