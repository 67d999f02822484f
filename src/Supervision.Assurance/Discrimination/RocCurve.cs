using System.Collections.Immutable;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Discrimination;

/// <summary>The points of the ROC curve, from the highest threshold down, for a plot.</summary>
/// <remarks>
/// <code>
/// TPR(t) = Σ w+[s+ ≥ t] / Σ w+,   FPR(t) = Σ w−[s− ≥ t] / Σ w−
/// </code>
/// Source: Fawcett, T. (2006), Pattern Recognition Letters 27(8), 861–874. Empty without positives or negatives. A
/// curve carries no interval; read it beside that of its area.
/// </remarks>
public static class RocCurve
{
    public static ImmutableArray<RocPoint> Of(ScoreTally tally)
    {
        if (ScoreBootstrap.Missing(tally) is not null)
            return [];

        var points = ImmutableArray.CreateBuilder<RocPoint>();
        new ScoreGrid(tally.Cells).Value(tally.Counts(), (scores, positives, negatives) =>
        {
            var (allPositives, allNegatives) = (Sum(positives), Sum(negatives));
            var (found, burdened) = (0.0, 0.0);
            for (var i = scores.Length - 1; i >= 0; i--)
            {
                found += positives[i];
                burdened += negatives[i];
                points.Add(new RocPoint(scores[i], found / allPositives, burdened / allNegatives));
            }

            return 0;
        });
        return points.ToImmutable();
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;

        return sum;
    }
}
