using MathNet.Numerics;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Hypotheses;

/// <summary>Whether outcome depends on group, exactly, for cells of any size: the test for small cells.</summary>
/// <remarks>
/// <code>
/// P(x) = C(a+b, x) · C(c+d, a+c−x) / C(n, a+c)
/// greater: Σ P(x), x ≥ a;   less: Σ P(x), x ≤ a;   two-sided: Σ P(x) over P(x) ≤ P(a)(1 + 10⁻⁷)
/// </code>
/// a, b, c, d: the cells, with all margins fixed; C: binomial coefficient. The statistic given is the odds ratio of the
/// sample, ad / bc, infinite when b or c is zero. Source: Fisher, R. A. (1935), The Design of Experiments, chapter 2;
/// two-sided by probability as in R's fisher.test. Undefined when a margin is zero: such a table says nothing.
/// Conservative: its real false-alarm rate is below its level, often by half in small tables.
/// </remarks>
public static class FisherExactTest
{
    private const double Tie = 1 + 1e-7;

    public static Answer<TestResult> Of(FourfoldTable table, Alternative alternative)
    {
        var (first, second, events) = (table.A + table.B, table.C + table.D, table.A + table.C);
        if (table.Count == 0)
            return Lack.NoCases;

        if (first == 0 || second == 0 || events == 0 || events == table.Count)
            return Lack.NoVariation;

        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Min(first, events), Limits.ExactTablesMax, nameof(table));
        var observed = LogProbability(table.A);
        var p = 0.0;
        for (var x = Math.Max(0, events - second); x <= Math.Min(first, events); x++)
        {
            var probability = LogProbability(x);
            if (IsAsFar(x, probability))
                p += Math.Exp(probability);
        }

        var odds = table.B * table.C == 0
            ? (table.A * table.D == 0 ? 1 : double.PositiveInfinity)
            : (double)table.A * table.D / ((double)table.B * table.C);
        return new TestResult(odds, Math.Min(1, p), alternative, table.Count);

        bool IsAsFar(long x, double probability) => alternative switch
        {
            Alternative.Greater => x >= table.A,
            Alternative.Less => x <= table.A,
            Alternative.TwoSided => probability <= observed + Math.Log(Tie),
            _ => throw new ArgumentOutOfRangeException(nameof(alternative), alternative, "Unknown alternative."),
        };

        double LogProbability(long x) =>
            LogChoose(first, x) + LogChoose(second, events - x) - LogChoose(table.Count, events);
    }

    private static double LogChoose(long n, long k) =>
        SpecialFunctions.GammaLn(n + 1.0) - SpecialFunctions.GammaLn(k + 1.0) - SpecialFunctions.GammaLn(n - k + 1.0);
}
