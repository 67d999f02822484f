using System.Collections.Immutable;

namespace Supervision.Access.Unusual;

/// <summary>
/// Finds what is unusual among readings. A pure function of the records, the cases and the rules: whoever has the log
/// finds the same.
/// </summary>
public static class UnusualReads
{
    /// <summary>
    /// Judges the readings of a period, the newest first; those of before it are what an actor is held against.
    /// </summary>
    /// <param name="records">In any order, of the period and of before it.</param>
    /// <param name="from">The period: recorded at or after this.</param>
    /// <param name="until">And before this.</param>
    public static ImmutableArray<UnusualReading> Find(
        IReadOnlyCollection<ReadRecord> records, ReadGrounds grounds, DateTimeOffset from, DateTimeOffset until,
        UnusualRules rules)
    {
        var found = new List<UnusualReading>();
        foreach (var ofActor in records.Where(read => read.At < until).GroupBy(read => (read.Actor, read.Kind)))
        {
            var (actor, kind) = ofActor.Key;
            found.AddRange(Volumes([.. ofActor], actor, kind, from, rules));
            ReadRecord[] inPeriod = [.. ofActor.Where(read => read.At >= from)];
            if (kind == ActorKind.Person)
                found.AddRange(ByDay(
                    UnusualReason.OffHours, inPeriod.Where(read => !rules.IsWorkTime(read.At)), _ => null, rules));
            found.AddRange(ByDay(
                UnusualReason.NoOpenCase,
                inPeriod.Where(read => UnusualRules.NeedsCase(read)
                    && grounds.HadCase(read.ReferentId!, read.At, rules.CaseGrace) == false),
                read => read.ReferentId,
                rules));
        }

        return
        [
            .. found.OrderByDescending(one => one.From).ThenBy(one => one.Key, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<UnusualReading> Volumes(
        ReadRecord[] records, string actor, ActorKind kind, DateTimeOffset from, UnusualRules rules)
    {
        // The mean is of windows in which there was something: who is away for weeks is not held against zero.
        var (windowsBefore, readsBefore) = (0, 0L);
        foreach (var window in records.GroupBy(read => rules.WindowOf(read.At)).OrderBy(window => window.Key.From))
        {
            var reads = window.Count();
            if (window.Key.Until > from)
            {
                var max = rules.ReadsMax(kind);
                if (reads > max)
                    yield return Of(UnusualReason.VolumeLimit, max, null);
                var usual = windowsBefore == 0 ? 0 : (int)Math.Min(
                    int.MaxValue, (rules.BaselineFactor * readsBefore + windowsBefore - 1) / windowsBefore);
                if (windowsBefore >= rules.BaselineWindowsMin && reads >= rules.BaselineReadsMin && reads > usual)
                    yield return Of(UnusualReason.VolumeBaseline, usual, windowsBefore);
            }

            windowsBefore++;
            readsBefore += reads;

            UnusualReading Of(UnusualReason reason, int limit, int? windows) => new(
                reason, actor, kind, window.Key.From, window.Key.Until, null, reads, DossiersOf(window), limit,
                windows);
        }
    }

    private static IEnumerable<UnusualReading> ByDay(
        UnusualReason reason, IEnumerable<ReadRecord> records, Func<ReadRecord, string?> referentOf,
        UnusualRules rules) =>
        records.GroupBy(read => (Day: rules.DayOf(read.At), Referent: referentOf(read)))
            .Select(day => new UnusualReading(
            reason, day.First().Actor, day.First().Kind, day.Key.Day.From, day.Key.Day.Until, day.Key.Referent,
            day.Count(), DossiersOf(day)));

    private static int DossiersOf(IEnumerable<ReadRecord> records) =>
        records.Select(read => read.ReferentId).OfType<string>().Distinct(StringComparer.Ordinal).Count();
}
