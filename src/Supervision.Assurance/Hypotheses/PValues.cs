namespace Supervision.Assurance.Hypotheses;

/// <summary>What the adjustments share: p-values are between 0 and 1, and are taken in order.</summary>
internal static class PValues
{
    public static void Check(IReadOnlyList<double> pValues)
    {
        foreach (var p in pValues)
        {
            if (p is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(pValues), p, "A p-value lies between 0 and 1.");
        }
    }

    /// <summary>Where each p-value is found, smallest first.</summary>
    public static int[] Ascending(IReadOnlyList<double> pValues)
    {
        Check(pValues);
        return [.. Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i])];
    }
}
