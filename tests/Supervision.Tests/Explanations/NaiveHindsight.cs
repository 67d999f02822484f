using Supervision.Explanations;
using Supervision.Risk;

namespace Supervision.Tests.Explanations;

/// <summary>Hindsight from its definition: every day and every event folded from nothing.</summary>
internal sealed class NaiveHindsight
{
    private readonly RiskLevel _line;
    private readonly RiskLevel _nowBefore;

    public NaiveHindsight(ReferentHistory history, RiskModel model, DateOnly from, DateOnly to)
    {
        _line = model.Escalation!.AtLevel;
        _nowBefore = LevelOn(history, model, from.AddDays(-1));
        var known = history.KnownAt(Start(from).AddTicks(-1)).Facts.Length;
        var level = (history with { Facts = history.Facts[..known] }).Assess(model, Start(from).AddTicks(-1)).Level;
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            Open(day, (history with { Facts = history.Facts[..known] }).Assess(model, Start(day)).Level);
            var end = history.KnownAt(Start(day.AddDays(1)).AddTicks(-1)).Facts.Length;
            while (known < end)
            {
                var at = history.Facts[known].RecordedAt;
                while (known < end && history.Facts[known].RecordedAt == at)
                    known++;
                Open(day, (history with { Facts = history.Facts[..known] }).Assess(model, at).Level);
            }

            var then = (history with { Facts = history.Facts[..known] }).IsKnownOn(day) ? level : RiskLevel.None;
            Days.Add((day, then, LevelOn(history, model, day)));
        }

        void Open(DateOnly day, RiskLevel next)
        {
            if (level < _line && next >= _line)
                Crossed.Add(day);
            level = next;
        }
    }

    public List<(DateOnly Day, RiskLevel Then, RiskLevel Now)> Days { get; } = [];

    public List<DateOnly> Crossed { get; } = [];

    public IEnumerable<DateOnly> WouldOpen()
    {
        var before = _nowBefore;
        foreach (var (day, _, now) in Days)
        {
            if (before < _line && now >= _line)
                yield return day;
            before = now;
        }
    }

    public IEnumerable<HindsightCrossing> Differing()
    {
        foreach (var day in Crossed.Where(day => Days.Single(one => one.Day == day).Now < _line).Distinct())
            yield return new HindsightCrossing(
                day, HindsightOutcome.WouldNotHaveCrossed, null, Crossed.Count(one => one == day) - 1);
        foreach (var day in WouldOpen())
        {
            if (Days.Single(one => one.Day == day).Then >= _line)
                continue;

            var spell = Days.SkipWhile(one => one.Day < day).TakeWhile(one => one.Now >= _line).Select(one => one.Day);
            var opened = spell.Where(one => Crossed.Contains(one)).Select(one => (DateOnly?)one).FirstOrDefault();
            if (opened != day)
                yield return new HindsightCrossing(day, HindsightOutcome.WouldHaveCrossed, opened);
        }
    }

    /// <summary>The level of a whole day; none before anything was heard of the referent.</summary>
    public static RiskLevel LevelOn(ReferentHistory history, RiskModel model, DateOnly day) =>
        history.IsKnownOn(day) ? history.Assess(model, Start(day)).Level : RiskLevel.None;

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(default), TimeSpan.Zero);
}
