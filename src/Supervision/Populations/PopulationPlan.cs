using System.Collections.Immutable;

namespace Supervision.Populations;

/// <summary>All that decides a simulated population: the same plan gives the same bytes on every machine.</summary>
public sealed record PopulationPlan
{
    /// <summary>As many as the range <c>kvk:99000000</c> to <c>kvk:99999999</c> holds.</summary>
    public const int ReferentsMax = 1_000_000;

    public const int DaysMax = 36_525;

    public const int EventsPerReferentMax = 10_000_000;

    /// <summary>How many events each referent of the bulk scenario has, when the plan does not say.</summary>
    public const int EventsPerReferentDefault = 100;

    public required long Seed { get; init; }

    public int Referents { get; init; } = 1_000;

    /// <summary>The first day on which events arrive; some tell of years before it.</summary>
    public DateOnly Start { get; init; } = new(2023, 1, 1);

    public int Days { get; init; } = 730;

    public Scenario Scenario { get; init; }

    /// <summary>
    /// In the bulk scenario exactly so many for each. In the others the average over the population that activity is
    /// scaled towards, roughly; when absent, activity is that of the published figures.
    /// </summary>
    public int? EventsPerReferent { get; init; }

    /// <summary>Everything that is wrong with the plan; empty when it can be carried out.</summary>
    public ImmutableArray<Refusal> Check()
    {
        var wrong = ImmutableArray.CreateBuilder<Refusal>();
        Within(Referents, 1, ReferentsMax, "/referents");
        Within(Days, 1, DaysMax, "/days");
        Within(EventsPerReferent ?? 1, 1, EventsPerReferentMax, "/eventsPerReferent");
        // The oldest recognitions are eight years before the start, and no event may be from before 1990.
        Within(Start.Year, 1999, 2200, "/start");
        if (!Enum.IsDefined(Scenario))
            wrong.Add(new Refusal("unknown-scenario", "The scenario is not on the list.", "/scenario"));

        return wrong.ToImmutable();

        void Within(int value, int least, int most, string pointer)
        {
            if (value < least || value > most)
                wrong.Add(new Refusal("out-of-range", $"Must be {least} to {most}.", pointer));
        }
    }
}
