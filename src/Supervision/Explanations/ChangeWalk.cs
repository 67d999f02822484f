using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>
/// Walks from one moment to another through what was learned between them and the days that passed, and keeps every
/// step on which points or level moved.
/// </summary>
internal sealed class ChangeWalk
{
    /// <summary>Steps that are told; the oldest of more are put together.</summary>
    public const int StepsMax = 100;

    /// <summary>Events that are judged one by one; the oldest of more are put together.</summary>
    public const int EventsMax = 10_000;

    private readonly GrowingFold _growing;
    private readonly RiskModel _model;
    private readonly List<ChangeStep> _steps = [];
    private Standing _now;
    private DateTimeOffset _at;

    private ChangeWalk(GrowingFold growing, RiskModel model, DateTimeOffset since)
    {
        (_growing, _model, _at) = (growing, model, since);
        _now = Standing.Of(growing.Fold, model, since);
    }

    public static ChangeSince Of(ReferentHistory history, RiskModel model, DateTimeOffset since, DateTimeOffset asOf)
    {
        var growing = new GrowingFold(history.Referent);
        var known = history.Facts.TakeWhile(fact => fact.RecordedAt <= since).Count();
        foreach (var fact in history.Facts.AsSpan()[..known])
            growing.Add(fact);

        var walk = new ChangeWalk(growing, model, since);
        var first = walk._now.State;
        var learned = history.Facts[known..];
        var together = Math.Max(0, learned.Length - EventsMax);
        if (together > 0)
            walk.TakeTogether(learned[..together], asOf);
        foreach (var fact in learned[together..])
            walk.Take(fact, asOf);
        walk.Pass(asOf);
        return new ChangeSince(
            since.ToUniversalTime(), first.Level, first.Points, walk._now.State.Level, walk._now.State.Points,
            walk.Told());
    }

    /// <summary>Never back, and what is learned after the moment asked about is judged as of that moment.</summary>
    private DateTimeOffset Within(DateTimeOffset at, DateTimeOffset asOf) => at < _at ? _at : at > asOf ? asOf : at;

    private void Take(RecordedFact fact, DateTimeOffset asOf)
    {
        var at = Within(fact.RecordedAt, asOf);
        Pass(at);
        _growing.Add(fact);
        Step(at, StepCause.Event, SourceEvent.Of(fact, _growing.Prior), 1);
    }

    private void TakeTogether(ImmutableArray<RecordedFact> facts, DateTimeOffset asOf)
    {
        foreach (var fact in facts)
            _growing.Add(fact);
        Step(Within(facts[^1].RecordedAt, asOf), StepCause.Several, null, facts.Length);
    }

    /// <summary>The days up to a moment on which time alone may have changed something.</summary>
    private void Pass(DateTimeOffset to)
    {
        var last = DateOnly.FromDateTime(to.UtcDateTime);
        while (_now.State.DueOn is { } due && due <= last)
            Step(new DateTimeOffset(due.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), StepCause.Time, null, 0);
    }

    private void Step(DateTimeOffset at, StepCause because, SourceEvent? source, int events)
    {
        var next = Standing.Of(_growing.Fold, _model, at);
        if (!_now.IsSame(next))
            _steps.Add(new ChangeStep(
                at.ToUniversalTime(), because, source, events, _now.State.Level, _now.State.Points, next.State.Level,
                next.State.Points, _now.Until(next, _model)));
        (_now, _at) = (next, at);
    }

    private ImmutableArray<ChangeStep> Told()
    {
        if (_steps.Count <= StepsMax)
            return [.. _steps];

        var together = _steps[..^(StepsMax - 1)];
        var indicators = together.SelectMany(step => step.Indicators).GroupBy(step => step.Indicator)
            .Select(group => group.First() with { To = group.Last().To })
            .Where(step => step.From != step.To);
        var one = new ChangeStep(
            together[^1].At, StepCause.Several, null, together.Sum(step => step.Events), together[0].LevelFrom,
            together[0].PointsFrom, together[^1].LevelTo, together[^1].PointsTo, [.. indicators]);
        return [one, .. _steps[^(StepsMax - 1)..]];
    }
}
