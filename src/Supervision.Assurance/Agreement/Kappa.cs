using Supervision.Assurance.Intervals;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Agreement;

/// <summary>How far two readers agree beyond what their own habits would give by chance.</summary>
/// <remarks>
/// <code>
/// κ = 1 − Σ v(i,j)·o(i,j) / Σ v(i,j)·r(i)·c(j)
/// </code>
/// o: shares of the table; r, c: its row and column shares; v: disagreement of levels i and j, 0 on the diagonal. 1 is
/// full agreement, 0 is chance. Source: Cohen, J. (1960), Educational and Psychological Measurement 20(1), 37–46;
/// weighted: Cohen, J. (1968), Psychological Bulletin 70(4), 213–220. Interval: Poisson bootstrap over pairs,
/// percentiles. Undefined without pairs, and when both readers use one and the same level only. Low when nearly all
/// cases are of one level, however well readers agree (Feinstein and Cicchetti 1990): give the raw agreement beside it.
/// </remarks>
public static class Kappa
{
    public static Answer<Estimate> Of(
        PairTable pairs, AgreementWeight weight, int rounds, ulong seed, double confidence)
    {
        var disagreement = new double[pairs.Levels, pairs.Levels];
        for (var i = 0; i < pairs.Levels; i++)
        {
            for (var j = 0; j < pairs.Levels; j++)
                disagreement[i, j] = Of(weight, i, j);
        }

        return Of(pairs, disagreement, rounds, seed, confidence);
    }

    /// <summary>With disagreements of one's own, not negative and 0 on the diagonal.</summary>
    public static Answer<Estimate> Of(
        PairTable pairs, double[,] disagreement, int rounds, ulong seed, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(disagreement.GetLength(0), pairs.Levels, nameof(disagreement));
        ArgumentOutOfRangeException.ThrowIfNotEqual(disagreement.GetLength(1), pairs.Levels, nameof(disagreement));
        Limits.Rounds(rounds);
        if (pairs.Count == 0)
            return Lack.NoCases;

        long[] counts = [.. pairs.Cells];
        if (Value(counts) is not { } value)
            return Lack.NoVariation;

        return PercentileInterval.Of(
            value, CellBootstrap.Draw(counts, Value, rounds, seed), confidence, pairs.Count);

        double? Value(ReadOnlySpan<long> cells) => Kappa.Value(cells, disagreement, pairs.Levels);
    }

    private static double? Value(ReadOnlySpan<long> cells, double[,] disagreement, int levels)
    {
        var (rows, columns, n) = (new double[levels], new double[levels], 0.0);
        for (var k = 0; k < cells.Length; k++)
        {
            rows[k / levels] += cells[k];
            columns[k % levels] += cells[k];
            n += cells[k];
        }

        var (observed, expected) = (0.0, 0.0);
        for (var k = 0; k < cells.Length; k++)
        {
            observed += disagreement[k / levels, k % levels] * cells[k];
            expected += disagreement[k / levels, k % levels] * rows[k / levels] * columns[k % levels];
        }

        return expected > 0 ? 1 - (observed * n / expected) : null;
    }

    private static double Of(AgreementWeight weight, int i, int j) => weight switch
    {
        AgreementWeight.Unweighted => i == j ? 0 : 1,
        AgreementWeight.Linear => Math.Abs(i - j),
        AgreementWeight.Quadratic => (double)(i - j) * (i - j),
        _ => throw new ArgumentOutOfRangeException(nameof(weight), weight, "Unknown weight."),
    };
}
