namespace Supervision.Populations;

/// <summary>How many events a referent of the baseline has on average, measured over populations of 30,000.</summary>
/// <remarks>
/// Some come whatever the activity: 1.5, and 2.75 a year. The others follow applications, and pile up while stays
/// last: 8 after one year, 29 after two, 60 after three, 121 after five, then about 31 more each year.
/// </remarks>
internal static class EventsExpected
{
    // Days, and events in hundredths at an activity of 100.
    private static readonly (int Days, int Hundredths)[] Growing =
        [(0, 0), (365, 800), (730, 2_910), (1_095, 6_000), (1_825, 12_140), (36_525, 306_800)];

    /// <summary>The activity, in hundredths, that gives about so many events in so many days.</summary>
    public static int ActivityFor(int eventsPerReferent, int days)
    {
        var rest = eventsPerReferent * 100L - (150 + days * 275L / 365);
        return (int)Math.Clamp(rest * 100 / Math.Max(1, GrowingAfter(days)), 1, 10_000_000);
    }

    private static long GrowingAfter(int days)
    {
        var next = 1;
        while (Growing[next].Days < days)
            next++;

        var (fromDays, from) = Growing[next - 1];
        var (toDays, to) = Growing[next];
        return from + (to - from) * (long)(days - fromDays) / (toDays - fromDays);
    }
}
