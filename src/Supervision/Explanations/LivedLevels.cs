using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>
/// The levels of past days as they were known on those days, and the levels of the same days as they are known now.
/// Before the day on which something was heard of the referent there is none.
/// </summary>
internal sealed class LivedLevels
{
    /// <summary>Up to so many moments of a day are judged one by one; more are judged once, at the end of it.</summary>
    private const int JudgedEachMax = 1_000;

    private readonly GrowingFold _growing;
    private readonly ImmutableArray<RecordedFact> _facts;
    private readonly RiskModel _model;
    private readonly int _first;
    private readonly List<int> _crossed = [];
    private int _next;
    private int _heardFrom;
    private RiskState _state;

    private LivedLevels(ReferentHistory history, RiskModel model, int first, int last)
    {
        (_facts, _model, _first, _heardFrom) = (history.Facts, model, first, history.ErasedFrom);
        _growing = new GrowingFold(history.Referent);
        Then = new RiskLevel[last - first + 1];
        Now = new RiskLevel[last - first + 1];
    }

    /// <summary>Day by day, at the end of each, with what had been recorded by then.</summary>
    public RiskLevel[] Then { get; }

    /// <summary>Day by day, with everything recorded.</summary>
    public RiskLevel[] Now { get; }

    /// <summary>The level of the day before the first, with everything recorded.</summary>
    public RiskLevel NowBefore { get; private set; }

    /// <summary>
    /// The days on which the level rose to the line, as known then; a day twice when it did twice. What was recorded at
    /// one moment is judged together: between two events of it there was no moment at which anybody could have asked.
    /// </summary>
    public IReadOnlyList<int> Crossed => _crossed;

    public static LivedLevels Of(ReferentHistory history, RiskModel model, int first, int last)
    {
        var levels = new LivedLevels(history, model, first, last);
        levels.Live();
        levels.LookBack();
        return levels;
    }

    public static DateTimeOffset StartOf(int day) =>
        new(DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private void Live()
    {
        while (IsLearnedBefore(StartOf(_first)))
            Take();
        _state = Scoring.Assess(_growing.Fold, _model, StartOf(_first).AddTicks(-1));
        for (var day = _first; day < _first + Then.Length; day++)
        {
            if (_state.DueOn is { } due && due.DayNumber <= day)
                Judge(day, StartOf(day));
            Learn(day);
            Then[day - _first] = LevelOn(day, _state);
        }

        while (_next < _facts.Length)
            Take();
    }

    private void Learn(int day)
    {
        var end = StartOf(day + 1);
        var moments = 0;
        for (; IsLearnedBefore(end); moments++)
        {
            var at = _facts[_next].RecordedAt;
            while (_next < _facts.Length && _facts[_next].RecordedAt == at)
                Take();
            if (moments < JudgedEachMax)
                Judge(day, at);
        }

        if (moments > JudgedEachMax)
            Judge(day, end.AddTicks(-1));
    }

    private void Take()
    {
        var fact = _facts[_next++];
        _heardFrom = Math.Min(_heardFrom, ReferentHistory.TellsFrom(fact));
        _growing.Add(fact);
    }

    /// <summary>None of a day before anything was heard of the referent, by what is known so far.</summary>
    private RiskLevel LevelOn(int day, RiskState state) => day < _heardFrom ? RiskLevel.None : state.Level;

    private bool IsLearnedBefore(DateTimeOffset moment) =>
        _next < _facts.Length && _facts[_next].RecordedAt < moment;

    private void Judge(int day, DateTimeOffset at)
    {
        var before = _state.Level;
        // What was recorded out of order belongs to the day in which its place on the log puts it.
        _state = Scoring.Assess(_growing.Fold, _model, at < StartOf(day) ? StartOf(day) : at);
        if (EscalationTrigger.Fires(_model, before, _state.Level))
            _crossed.Add(day);
    }

    private void LookBack()
    {
        var state = Scoring.Assess(_growing.Fold, _model, StartOf(_first - 1));
        NowBefore = LevelOn(_first - 1, state);
        for (var day = _first; day < _first + Now.Length; day++)
        {
            if (state.DueOn is { } due && due.DayNumber <= day)
                state = Scoring.Assess(_growing.Fold, _model, StartOf(day));
            Now[day - _first] = LevelOn(day, state);
        }
    }
}
