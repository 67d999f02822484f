namespace Supervision.Assurance.Tallies;

/// <summary>How many cases were alike in group, score, outcome and weight.</summary>
/// <param name="Score">A whole number: points, or a probability in a stated fraction such as thousandths.</param>
/// <param name="Positive">Whether the check had a finding.</param>
/// <param name="Weight">One over the probability that the case was checked; 1 without weighting.</param>
public readonly record struct ScoreCell(string Group, int Score, bool Positive, double Weight, long Count)
    : IComparable<ScoreCell>
{
    /// <summary>By group, score, outcome and weight.</summary>
    public int CompareTo(ScoreCell other)
    {
        var order = string.CompareOrdinal(Group, other.Group);
        if (order == 0)
            order = Score.CompareTo(other.Score);

        if (order == 0)
            order = Positive.CompareTo(other.Positive);

        return order == 0 ? Weight.CompareTo(other.Weight) : order;
    }

    public static bool operator <(ScoreCell left, ScoreCell right) => left.CompareTo(right) < 0;

    public static bool operator >(ScoreCell left, ScoreCell right) => left.CompareTo(right) > 0;

    public static bool operator <=(ScoreCell left, ScoreCell right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ScoreCell left, ScoreCell right) => left.CompareTo(right) >= 0;
}
