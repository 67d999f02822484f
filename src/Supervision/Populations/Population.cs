namespace Supervision.Populations;

/// <summary>A simulated population: its events in order of arrival, and what is true of each referent.</summary>
/// <remarks>Pure: no clock, no I/O, no shared state. Two enumerations of one plan give the same bytes.</remarks>
public sealed class Population
{
    private readonly PopulationPlan _plan;

    private Population(PopulationPlan plan) => _plan = plan;

    /// <exception cref="ArgumentException">The plan fails <see cref="PopulationPlan.Check"/>.</exception>
    public static Population Create(PopulationPlan plan) =>
        plan.Check() is [var first, ..]
            ? throw new ArgumentException($"{first.Pointer}: {first.Message}", nameof(plan))
            : new Population(plan);

    /// <summary>The events that arrive on the days of the plan, in order of arrival.</summary>
    public IEnumerable<PopulationEvent> Events() =>
        _plan.Scenario == Scenario.Bulk
            ? new BulkEvents(_plan).All()
            : new World(_plan).Events(0, _plan.Days);

    /// <summary>
    /// The same history from day <paramref name="fromDay"/> on, without end: what arrives before that day is passed
    /// over, so that a stream can go on where an earlier one stopped. Not for the bulk scenario, which has no days.
    /// </summary>
    public IEnumerable<PopulationEvent> LiveEvents(int fromDay) =>
        _plan.Scenario == Scenario.Bulk
            ? throw new InvalidOperationException("A bulk population has no days to go on from.")
            : new World(_plan).Events(fromDay, PopulationPlan.DaysMax);

    /// <summary>What is true of each referent, in the order of their ids. Never part of an event.</summary>
    public IEnumerable<ReferentTruth> Truth()
    {
        for (var index = 0; index < _plan.Referents; index++)
            yield return Profile.Draw(_plan, index).Truth(_plan);
    }
}
