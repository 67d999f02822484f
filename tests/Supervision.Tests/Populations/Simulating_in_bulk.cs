using System.Globalization;
using Supervision.Populations;

namespace Supervision.Tests.Populations;

public sealed class Simulating_in_bulk
{
    private static readonly PopulationPlan Plan = new()
    {
        Seed = 3,
        Referents = 40,
        Days = 100,
        Scenario = Scenario.Bulk,
        EventsPerReferent = 250,
    };

    private static readonly Lazy<List<Seen>> Events = new(() => Simulated.All(Plan));

    [Fact]
    public void Gives_each_referent_exactly_as_many_events() => Assert.All(
        Events.Value.CountBy(seen => seen.Subject).ToList(), pair => Assert.Equal(250, pair.Value));

    [Fact]
    public void Counts_its_ids_without_a_gap() => Assert.Equal(
        Enumerable.Range(1, 40 * 250), Events.Value.Select(seen => int.Parse(seen.Id, CultureInfo.InvariantCulture)));

    [Fact]
    public void Mixes_the_kinds_of_facts() =>
        Assert.InRange(Events.Value.Select(seen => seen.Kind).Distinct().Count(), 15, 25);

    [Fact]
    public void Ends_every_stay_and_answers_every_request()
    {
        // A story takes 20 events after the first 2; the last one of each referent is cut off between start and end.
        const int StoriesCutOff = 40;

        Assert.Equal(Count("information.requested"), Count("information.received"));
        Assert.Equal(Count("stay.started"), Count("stay.ended") + StoriesCutOff);
    }

    [Fact]
    public void Has_no_days_to_go_on_from() =>
        Assert.Throws<InvalidOperationException>(() => Population.Create(Plan).LiveEvents(1));

    private static int Count(string kind) => Events.Value.Count(seen => seen.Kind == kind);
}
