using System.Collections.Immutable;

namespace Supervision.Assurance.Scans;

/// <summary>
/// Brings features to mean 0 and spread 1, so that none counts more for being written in small units.
/// </summary>
internal sealed class FeatureScale(ImmutableArray<double> means, ImmutableArray<double> spreads)
{
    public static FeatureScale Of(IReadOnlyCollection<ScanCase> cases)
    {
        var means = Means(cases);
        var spreads = means.Select((mean, i) =>
        {
            var spread = Math.Sqrt(cases.Average(at => (at.Features[i] - mean) * (at.Features[i] - mean)));
            return spread > 0 ? spread : 1;
        });
        return new FeatureScale(means, [.. spreads]);
    }

    public static ImmutableArray<double> Means(IEnumerable<ScanCase> cases)
    {
        double[]? sums = null;
        var count = 0;
        foreach (var (features, _) in cases)
        {
            sums ??= new double[features.Count];
            ArgumentOutOfRangeException.ThrowIfNotEqual(features.Count, sums.Length, nameof(cases));
            for (var i = 0; i < sums.Length; i++)
            {
                if (!double.IsFinite(features[i]))
                    throw new ArgumentOutOfRangeException(nameof(cases), features[i], "A feature is a finite number.");

                sums[i] += features[i];
            }

            count++;
        }

        return sums is null ? [] : [.. sums.Select(sum => sum / count)];
    }

    public double[] Apply(ScanCase at)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(at.Features.Count, means.Length, nameof(at));
        return [.. at.Features.Select((feature, i) => (feature - means[i]) / spreads[i])];
    }
}
