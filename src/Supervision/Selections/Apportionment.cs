namespace Supervision.Selections;

/// <summary>Divides places over groups by their size, in whole numbers, none left without.</summary>
internal static class Apportionment
{
    /// <summary>
    /// By largest remainder; then each group that got nothing takes one from that which has most. Ties go by the order
    /// given.
    /// </summary>
    /// <param name="places">At least as many as there are groups, and at most as many as all of them hold.</param>
    public static int[] Of(int places, IReadOnlyList<int> sizes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(places, sizes.Count);
        long all = sizes.Sum();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(places, all);

        int[] given = [.. sizes.Select(size => (int)(places * (long)size / all))];
        var byRemainder = Enumerable.Range(0, sizes.Count)
            .OrderByDescending(group => places * (long)sizes[group] % all);
        foreach (var group in byRemainder.Take(places - given.Sum()))
            given[group]++;

        while (Array.IndexOf(given, 0) is >= 0 and var without)
        {
            given[Array.IndexOf(given, given.Max())]--;
            given[without]++;
        }

        return given;
    }
}
