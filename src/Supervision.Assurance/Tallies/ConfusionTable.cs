namespace Supervision.Assurance.Tallies;

/// <summary>
/// What was selected against what was found: true and false positives (selected), true and false negatives (not).
/// </summary>
public readonly record struct ConfusionTable
{
    public static readonly ConfusionTable Empty;

    public ConfusionTable(long truePositives, long falsePositives, long trueNegatives, long falseNegatives)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(truePositives);
        ArgumentOutOfRangeException.ThrowIfNegative(falsePositives);
        ArgumentOutOfRangeException.ThrowIfNegative(trueNegatives);
        ArgumentOutOfRangeException.ThrowIfNegative(falseNegatives);
        TruePositives = truePositives;
        FalsePositives = falsePositives;
        TrueNegatives = trueNegatives;
        FalseNegatives = falseNegatives;
    }

    public long TruePositives { get; }

    public long FalsePositives { get; }

    public long TrueNegatives { get; }

    public long FalseNegatives { get; }

    public long Selected => TruePositives + FalsePositives;

    public long Positives => TruePositives + FalseNegatives;

    public long Negatives => FalsePositives + TrueNegatives;

    public long Count => Selected + TrueNegatives + FalseNegatives;

    /// <summary>One case, or some that are alike.</summary>
    public static ConfusionTable Of(bool selected, bool positive, long count = 1) => (selected, positive) switch
    {
        (true, true) => new(count, 0, 0, 0),
        (true, false) => new(0, count, 0, 0),
        (false, false) => new(0, 0, count, 0),
        (false, true) => new(0, 0, 0, count),
    };

    public ConfusionTable Merge(ConfusionTable other) => new(
        TruePositives + other.TruePositives,
        FalsePositives + other.FalsePositives,
        TrueNegatives + other.TrueNegatives,
        FalseNegatives + other.FalseNegatives);
}
