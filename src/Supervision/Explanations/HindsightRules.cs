using System.Collections.Immutable;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>
/// Compares the levels of past days as they were known with those known now, and says what made them differ.
/// </summary>
public static class HindsightRules
{
    /// <summary>So many evaluations go into saying which facts moved a level; beyond, that is left open.</summary>
    private const int EvaluationsMax = 2_000;

    private const int CausesMax = 20;

    /// <summary>Over the days from one to another, both included.</summary>
    public static Hindsight Of(ReferentHistory history, RiskModel? model, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(history);
        var days = to.DayNumber - from.DayNumber + 1;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, Hindsight.DaysMax);
        var bare = new Hindsight(
            history.Referent, from, to, model?.Identity, days, 0, [], 0, 0, 0, [],
            history.Erased.Count(time => time <= LivedLevels.StartOf(to.DayNumber + 1)), []);
        if (model is null)
            return bare;

        var levels = LivedLevels.Of(history, model, from.DayNumber, to.DayNumber);
        var spans = Spans(levels);
        return bare with
        {
            DaysOtherwise = spans.Sum(span => span.Count),
            Periods = Explain(history, model, from.DayNumber, levels, [.. spans.Take(Hindsight.PeriodsMax)]),
            MorePeriods = Math.Max(0, spans.Count - Hindsight.PeriodsMax),
            Crossed = levels.Crossed.Count,
            WouldHaveCrossed = Rises(levels, model).Count(),
            DaysByLevels = DaysOfLevels.Of(levels.Then.Zip(levels.Now)),
            Crossings = [.. Crossings(levels, model, from.DayNumber)],
        };
    }

    /// <summary>Days in a row, by their place, on which the two differ in the same way.</summary>
    private static List<(int Start, int Count)> Spans(LivedLevels levels)
    {
        List<(int Start, int Count)> spans = [];
        for (var day = 0; day < levels.Now.Length; day++)
        {
            if (levels.Then[day] == levels.Now[day])
                continue;

            if (spans.Count > 0 && spans[^1] is var (start, count) && start + count == day
                && (levels.Then[day], levels.Now[day]) == (levels.Then[start], levels.Now[start]))
                spans[^1] = (start, count + 1);
            else
                spans.Add((day, 1));
        }

        return spans;
    }

    /// <summary>Goes through the history once more, and watches the first day of every span.</summary>
    private static ImmutableArray<HindsightPeriod> Explain(
        ReferentHistory history, RiskModel model, int first, LivedLevels levels, List<(int Start, int Count)> spans)
    {
        var watched = spans.Select(span => new WatchedDay(first + span.Start, levels.Then[span.Start])).ToArray();
        var growing = new GrowingFold(history.Referent);
        var evaluations = 0;
        var heardFrom = history.ErasedFrom;
        foreach (var fact in spans.Count == 0 ? [] : history.Facts)
        {
            growing.Add(fact);
            var heardBefore = heardFrom;
            heardFrom = Math.Min(heardFrom, ReferentHistory.TellsFrom(fact));
            foreach (var day in watched)
            {
                var isHeardNow = heardFrom <= day.Day && heardBefore > day.Day;
                if (!day.Learned(fact.RecordedAt) || (growing.TouchedFrom > day.Day && !isHeardNow))
                    continue;

                day.LateFacts++;
                if (evaluations++ >= EvaluationsMax || day.Because.Count == CausesMax)
                    day.AllLookedAt = false;
                else if (heardFrom <= day.Day
                    && Scoring.Assess(growing.Fold, model, LivedLevels.StartOf(day.Day)).Level is var level
                    && level != day.Level)
                    day.Move(level, SourceEvent.Of(fact, growing.Prior));
            }
        }

        return
        [
            .. spans.Zip(watched, (span, day) => new HindsightPeriod(
                DateOnly.FromDayNumber(day.Day), DateOnly.FromDayNumber(day.Day + span.Count - 1),
                levels.Then[span.Start], levels.Now[span.Start], day.LateFacts, [.. day.Because], day.AllLookedAt)),
        ];
    }

    private static IEnumerable<HindsightCrossing> Crossings(LivedLevels levels, RiskModel model, int first)
    {
        if (model.Escalation is not { AtLevel: var line })
            return [];

        var taken = levels.Crossed.Where(day => levels.Now[day - first] < line).GroupBy(day => day)
            .Select(day => new HindsightCrossing(
                DateOnly.FromDayNumber(day.Key), HindsightOutcome.WouldNotHaveCrossed, null, day.Count() - 1));
        var added = Rises(levels, model)
            .Where(place => levels.Then[place] < line)
            .Select(place => (Day: first + place, CrossedOn: CrossedWithin(place)))
            .Where(one => one.CrossedOn != one.Day)
            .Select(one => new HindsightCrossing(
                DateOnly.FromDayNumber(one.Day), HindsightOutcome.WouldHaveCrossed,
                one.CrossedOn is { } day ? DateOnly.FromDayNumber(day) : null));
        return taken.Concat(added).OrderBy(one => one.On).ThenBy(one => one.Outcome);

        // While the level stays there, as it is known now.
        int? CrossedWithin(int place)
        {
            var end = place;
            while (end + 1 < levels.Now.Length && levels.Now[end + 1] >= line)
                end++;
            return levels.Crossed.Where(day => day >= first + place && day <= first + end)
                .Select(day => (int?)day).FirstOrDefault();
        }
    }

    /// <summary>The places of the days on which the level would have risen to the line, as it is known now.</summary>
    private static IEnumerable<int> Rises(LivedLevels levels, RiskModel model) =>
        model.Escalation is not { AtLevel: var line }
            ? []
            : Enumerable.Range(0, levels.Now.Length).Where(place => levels.Now[place] >= line
                && (place == 0 ? levels.NowBefore : levels.Now[place - 1]) < line);

    /// <summary>A past day, and what was learned of it afterwards.</summary>
    private sealed class WatchedDay(int day, RiskLevel level)
    {
        private readonly DateTimeOffset _end = LivedLevels.StartOf(day + 1);
        private bool _isOver;

        public int Day => day;

        public RiskLevel Level { get; private set; } = level;

        public int LateFacts { get; set; }

        public List<SourceEvent> Because { get; } = [];

        public bool AllLookedAt { get; set; } = true;

        /// <summary>Whether the day was over when this was learned: the first such fact ends it for the rest.</summary>
        public bool Learned(DateTimeOffset recordedAt) => _isOver |= recordedAt >= _end;

        public void Move(RiskLevel level, SourceEvent source)
        {
            Level = level;
            Because.Add(source);
        }
    }
}
