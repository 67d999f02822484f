namespace Supervision.Assurance.Agreement;

/// <summary>How often two values met within a unit, each unit counting by the values it holds.</summary>
internal readonly record struct Coincidences(double[,] Observed, double[] Margins, double Total)
{
    public static Coincidences Of(int[][] units, ReadOnlySpan<long> counts, int values)
    {
        var (observed, margins, total) = (new double[values, values], new double[values], 0.0);
        for (var u = 0; u < units.Length; u++)
        {
            if (counts[u] == 0)
                continue;

            var weight = counts[u] / (units[u].Length - 1.0);
            for (var i = 0; i < units[u].Length; i++)
            {
                for (var j = 0; j < units[u].Length; j++)
                {
                    if (i != j)
                        observed[units[u][i], units[u][j]] += weight;
                }

                margins[units[u][i]] += counts[u];
                total += counts[u];
            }
        }

        return new Coincidences(observed, margins, total);
    }

    public double? Alpha(double[] values, AlphaMetric metric)
    {
        var (seen, expected) = (0.0, 0.0);
        for (var c = 0; c < values.Length; c++)
        {
            for (var k = c + 1; k < values.Length; k++)
            {
                var distance = Distance(values, metric, c, k);
                seen += Observed[c, k] * distance;
                expected += Margins[c] * Margins[k] * distance;
            }
        }

        return expected > 0 ? 1 - ((Total - 1) * seen / expected) : null;
    }

    private double Distance(double[] values, AlphaMetric metric, int c, int k)
    {
        var root = metric switch
        {
            AlphaMetric.Nominal => 1,
            AlphaMetric.Ordinal => Margins[c..(k + 1)].Sum() - ((Margins[c] + Margins[k]) / 2),
            AlphaMetric.Interval => values[c] - values[k],
            AlphaMetric.Ratio => (values[c] - values[k]) / (values[c] + values[k]),
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Unknown metric."),
        };
        return root * root;
    }
}
