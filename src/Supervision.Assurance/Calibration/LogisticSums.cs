namespace Supervision.Assurance.Calibration;

/// <summary>What one step of fitting a logistic line adds up: gradient, information and squared gradients.</summary>
internal readonly record struct LogisticSums(
    double G0, double G1, double I00, double I01, double I11, double M00, double M01, double M11)
{
    public double Determinant => (I00 * I11) - (I01 * I01);

    public static LogisticSums Of(
        IReadOnlyList<(double X, double Weight, double Hits, double Misses)> cases, double mean, double a, double b)
    {
        var (g0, g1, i00, i01, i11) = (0.0, 0.0, 0.0, 0.0, 0.0);
        var (m00, m01, m11) = (0.0, 0.0, 0.0);
        foreach (var (raw, weight, hits, misses) in cases)
        {
            var x = raw - mean;
            var p = 1 / (1 + Math.Exp(-(a + (b * x))));
            var gradient = weight * ((hits * (1 - p)) - (misses * p));
            var information = weight * (hits + misses) * p * (1 - p);
            var squared = weight * weight * ((hits * (1 - p) * (1 - p)) + (misses * p * p));
            g0 += gradient;
            g1 += gradient * x;
            i00 += information;
            i01 += information * x;
            i11 += information * x * x;
            m00 += squared;
            m01 += squared * x;
            m11 += squared * x * x;
        }

        return new LogisticSums(g0, g1, i00, i01, i11, m00, m01, m11);
    }

    public (double A, double B) Step() =>
        (((I11 * G0) - (I01 * G1)) / Determinant, ((I00 * G1) - (I01 * G0)) / Determinant);

    public (double V00, double V01, double V11) Inverse() =>
        (I11 / Determinant, -I01 / Determinant, I00 / Determinant);

    public (double V00, double V01, double V11) Sandwich()
    {
        var (v00, v01, v11) = Inverse();
        var (a00, a01) = ((v00 * M00) + (v01 * M01), (v00 * M01) + (v01 * M11));
        var (a10, a11) = ((v01 * M00) + (v11 * M01), (v01 * M01) + (v11 * M11));
        return ((a00 * v00) + (a01 * v01), (a00 * v01) + (a01 * v11), (a10 * v01) + (a11 * v11));
    }
}
