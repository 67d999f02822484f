using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>
/// A simulated country: goes from day to day, lets each referent live its day, and hands over what arrives. Holds
/// only what is still to happen, and what is still on its way.
/// </summary>
internal sealed class World
{
    private readonly Dictionary<int, List<(Life Life, Action Happening)>> _calendar = [];
    private readonly PopulationPlan _plan;
    private readonly Life[] _lives;
    private readonly Registers _registers;
    private readonly Applications _applications;
    private readonly Oversight _oversight;
    private readonly Delivery _delivery;

    public World(PopulationPlan plan)
    {
        _plan = plan;
        OutbreakDay = Profile.OutbreakDay(plan);
        Activity = ActivityOf(plan);
        _lives = new Life[plan.Referents];
        for (var index = 0; index < plan.Referents; index++)
            _lives[index] = new Life(Profile.Draw(plan, index), Chance.For(plan.Seed, index, 2));

        _delivery = new Delivery(plan);
        _registers = new Registers(this);
        _applications = new Applications(this);
        _oversight = new Oversight(this);
    }

    /// <summary>The day of the plan that is being lived.</summary>
    public int Today { get; private set; }

    public int OutbreakDay { get; }

    /// <summary>How busy everything is, in hundredths of what the published figures give.</summary>
    public int Activity { get; }

    public Scenario Scenario => _plan.Scenario;

    public DateOnly Date(int day) => _plan.Start.AddDays(day);

    public Causes CausesOf(Life life) => life.Profile.CausesOn(Today, OutbreakDay);

    /// <summary>Something will happen to a referent, unless it has ended by then.</summary>
    public void In(int days, Life life, Action happening)
    {
        var day = Today + Math.Max(1, days);
        if (!_calendar.TryGetValue(day, out var happenings))
            _calendar[day] = happenings = [];

        happenings.Add((life, happening));
    }

    /// <summary>The referent's history gains a fact today, which reaches the system sooner or later.</summary>
    public EventName Tell(Life life, Fact fact) => _delivery.Send(life, Today, Today, fact);

    /// <summary>As <see cref="Tell"/>, for what happened before the plan began.</summary>
    public void TellOfBefore(Life life, int day, Fact fact) => _delivery.Send(life, day, Today, fact);

    /// <summary>An event should never have been sent, and its sender says so today.</summary>
    public void Retract(Life life, EventName name, CorrectionReason reason) =>
        _delivery.Send(life, Today, Today, new FactRetracted(name.Source, name.Id, reason), name.Source);

    public IEnumerable<PopulationEvent> Events(int fromDay, int untilDay)
    {
        for (Today = 0; Today < untilDay; Today++)
        {
            LiveToday();
            foreach (var arrived in _delivery.ArrivalsOf(Today, Today >= fromDay))
                yield return arrived;
        }
    }

    private void LiveToday()
    {
        if (_calendar.Remove(Today, out var happenings))
        {
            foreach (var (life, happening) in happenings)
            {
                if (!life.Ended)
                    happening();
            }
        }

        foreach (var life in _lives)
        {
            if (!life.Recognised && !life.Ended && Today == Math.Max(0, life.Profile.RecognisedOnDay))
                _registers.Recognise(life);

            if (!life.Recognised || life.Ended)
                continue;

            LiveToday(life);
        }
    }

    private void LiveToday(Life life)
    {
        if (life.Odds is null || (Today == OutbreakDay && life.Profile.TurnsBad))
            life.Odds = DailyOdds.Of(life.Profile, CausesOf(life), Activity);

        for (var certain = life.Odds.CertainApplications; certain > 0; certain--)
            _applications.File(life);

        switch (life.Odds.Draw(ref life.Chance))
        {
            case Turn.None:
                break;
            case Turn.Application:
                _applications.File(life);
                break;
            case Turn.RegistryChange:
                _registers.ChangeSomething(life);
                break;
            case Turn.BoardChange:
                _registers.ChangeBoard(life);
                break;
            case Turn.Arrears:
                _registers.FallInArrears(life);
                break;
            case Turn.Signal:
                _oversight.TakeSignal(life);
                break;
            case Turn.Stop:
                _registers.StopQuietly(life);
                return;
        }

        _oversight.MaySelect(life);
    }

    private static int ActivityOf(PopulationPlan plan) =>
        plan.EventsPerReferent is { } wanted ? EventsExpected.ActivityFor(wanted, plan.Days) : 100;
}

/// <summary>What names an event for ever: who sent it and its id there.</summary>
internal readonly record struct EventName(string Source, string Id);
