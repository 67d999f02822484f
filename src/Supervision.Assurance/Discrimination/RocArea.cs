using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Discrimination;

/// <summary>How often a case with a finding scores above one without, equal scores counting half.</summary>
/// <remarks>
/// <code>
/// A = Σ w+·w−·( [s+ &gt; s−] + ½[s+ = s−] ) / ( Σw+ · Σw− )
/// </code>
/// s+, s−: scores of positives and negatives; w+, w−: their weights, 1 without weighting. A = 0.5 is chance, 1 is
/// perfect order. Source: Bamber, D. (1975), Journal of Mathematical Psychology 12(4), 387–415; Hanley, J. A. and
/// McNeil, B. J. (1982), Radiology 143(1), 29–36. Interval: Poisson bootstrap, percentiles; without weights DeLong's is
/// there too. Where no score overlaps (A is 0 or 1) no resampling varies, and the limit is that of Clopper and Pearson
/// for k of k, (α/2)^(1/k), with k the fewer of positives and negatives: see Obuchowski, N. A. and Lieber, M. L.
/// (2002), "Confidence bounds when the estimated ROC area is 1.0", Academic Radiology 9(5), 526–530. Undefined without
/// positives or without negatives, and when all scores are the same. Says nothing of whether probabilities are right,
/// and little where only the few highest are ever selected.
/// </remarks>
public static class RocArea
{
    public static Answer<Estimate> Of(ScoreTally tally, int rounds, ulong seed, double confidence)
    {
        if (ScoreBootstrap.Missing(tally) is null && tally.Cells.DistinctBy(cell => cell.Score).Count() == 1)
            return Lack.NoVariation;

        var found = ScoreBootstrap.Of(tally, Value, rounds, seed, confidence);
        if (found.Value is not { Value: 0 or 1 } whole)
            return found;

        var positives = tally.Cells.Where(cell => cell.Positive).Sum(cell => cell.Count);
        var fewer = Math.Min(positives, tally.Count - positives);
        var limit = Math.Pow((1 - confidence) / 2, 1.0 / fewer);
        return whole.Value == 1 ? whole with { Lower = limit } : whole with { Upper = 1 - limit };
    }

    internal static double? Value(
        ReadOnlySpan<int> scores, ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives)
    {
        var (above, below, pairs) = (0.0, 0.0, 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            pairs += positives[i] * (below + (negatives[i] / 2));
            below += negatives[i];
            above += positives[i];
        }

        return above > 0 && below > 0 ? pairs / (above * below) : null;
    }
}
