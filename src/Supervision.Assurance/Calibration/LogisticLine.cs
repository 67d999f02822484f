namespace Supervision.Assurance.Calibration;

/// <summary>The straight line that fits the log-odds of an outcome best, by maximum likelihood.</summary>
/// <remarks>
/// <code>
/// ln( P(y=1) / P(y=0) ) = a + b·x
/// (a, b) ← (a, b) + I⁻¹·Σ w·(y − p)·(1, x),   I = Σ w·p(1 − p)·(1, x)(1, x)ᵀ   (Newton, Fisher scoring)
/// variance = I⁻¹ when weights are 1, else I⁻¹·Σ w²(y − p)²(1, x)(1, x)ᵀ·I⁻¹
/// </code>
/// x: a number; y: 1 or 0; w: weight; p: fitted probability. Source: McCullagh, P. and Nelder, J. A. (1989),
/// Generalized Linear Models, chapter 4; with weights Binder, D. A. (1983), International Statistical Review 51(3),
/// 279–292. Undefined without both outcomes, without two different x, and when x separates the outcomes: then the best
/// line is infinitely steep.
/// </remarks>
internal readonly record struct LogisticLine(
    double Intercept, double Slope, double InterceptError, double SlopeError)
{
    private const int StepsMax = 50;
    private const double Precise = 1e-10;
    private const double SteepMax = 1e6;

    /// <summary>One entry for each kind of case: its x, its weight, how many positives and negatives.</summary>
    public static Answer<LogisticLine> Fit(IReadOnlyList<(double X, double Weight, double Hits, double Misses)> cases)
    {
        var hits = cases.Sum(at => at.Weight * at.Hits);
        var misses = cases.Sum(at => at.Weight * at.Misses);
        if (hits <= 0)
            return Lack.NoPositives;

        if (misses <= 0)
            return Lack.NoNegatives;

        // Around the mean the two parts of the line hardly depend on each other, and the steps stay short.
        var mean = cases.Sum(at => at.X * at.Weight * (at.Hits + at.Misses)) / (hits + misses);
        var (a, b) = (Math.Log(hits / misses), 0.0);
        for (var step = 0; step < StepsMax; step++)
        {
            var sums = LogisticSums.Of(cases, mean, a, b);
            if (sums.Determinant <= 1e-12 * sums.I00 * sums.I11 || sums.I11 == 0)
                return step == 0 ? Lack.NoVariation : Lack.Separated;

            var (da, db) = sums.Step();
            (a, b) = (a + da, b + db);
            if (!double.IsFinite(a + b) || Math.Abs(b) > SteepMax)
                return Lack.Separated;

            if (Math.Abs(da) <= Precise * (1 + Math.Abs(a)) && Math.Abs(db) <= Precise * (1 + Math.Abs(b)))
                return Line(LogisticSums.Of(cases, mean, a, b), mean, a, b, cases.All(at => at.Weight == 1));
        }

        return Lack.Separated;
    }

    private static LogisticLine Line(LogisticSums sums, double mean, double a, double b, bool plain)
    {
        var (v00, v01, v11) = plain ? sums.Inverse() : sums.Sandwich();
        var interceptVariance = v00 - (2 * mean * v01) + (mean * mean * v11);
        return new LogisticLine(a - (b * mean), b, Math.Sqrt(interceptVariance), Math.Sqrt(v11));
    }
}
