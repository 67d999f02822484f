using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Populations;

namespace Supervision.Tests.Populations;

public sealed class Simulating_a_population
{
    private static readonly Lazy<List<Seen>> Events = new(() => Simulated.All(Simulated.Small));

    // Taken from a release build, where tests run a debug one: both must give them. Whoever changes the simulation
    // changes these, and says so: every figure measured on it changes too.
    [Theory]
    [InlineData(Scenario.Baseline, "90e3280786022b65b95ad01676196185cfa6bc36dc9bcfee0576915731337ed3")]
    [InlineData(Scenario.BiasedProxy, "bbcf5f214f09d31bdcfac2569d52444f203654396945b74dcaa8dc0c05559f98")]
    [InlineData(Scenario.Outbreak, "f35b785365341270612d870aa1180229bd6d4759af84bdcf6c63d224de5e493c")]
    [InlineData(Scenario.Bulk, "24914b365206d4a63b1d79f66e75b6aa33b1ede2b92500a4a9ab76b7fe78cb76")]
    public void Gives_the_same_bytes_for_the_same_seed_everywhere(Scenario scenario, string hash) => Assert.Equal(
        hash,
        Simulated.HashOf(Population.Create(
            new PopulationPlan { Seed = 7, Referents = 50, Days = 730, Scenario = scenario }).Events()));

    [Fact]
    public void Gives_other_bytes_for_another_seed() => Assert.NotEqual(
        Simulated.HashOf(Population.Create(new PopulationPlan { Seed = 1, Referents = 20 }).Events()),
        Simulated.HashOf(Population.Create(new PopulationPlan { Seed = 2, Referents = 20 }).Events()));

    [Theory]
    [InlineData(Scenario.Baseline)]
    [InlineData(Scenario.BiasedProxy)]
    [InlineData(Scenario.Outbreak)]
    [InlineData(Scenario.Bulk)]
    public void Gives_events_that_are_accepted_the_moment_they_arrive(Scenario scenario)
    {
        var reader = new CloudEventReader(EventLimits.Default, 16);
        var plan = new PopulationPlan { Seed = 11, Referents = 300, Days = 900, Scenario = scenario };
        var count = 0;
        foreach (var happened in Population.Create(plan).Events())
        {
            var reading = reader.Read(happened.Json.Span, happened.ArrivesAt);
            Assert.True(reading.Event is not null, string.Join(';', reading.Refusals));
            count++;
        }

        Assert.InRange(count, 5_000, 100_000);
    }

    [Fact]
    public void Tells_every_kind_of_fact_that_can_come_from_outside() => Assert.Equal(
        FactTypes.All.Where(type => !type.IsOwn).Select(type => type.Name).Order(),
        Simulated.All(Simulated.Small with { Referents = 800 }).Select(seen => seen.Type).Distinct().Order());

    [Fact]
    public void Delivers_in_order_of_arrival_and_never_before_it_happened()
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var seen in Events.Value)
        {
            Assert.True(seen.ArrivesAt >= latest, "an event arrives before the one that was given first");
            Assert.True(seen.Time <= seen.ArrivesAt, "an event arrives before it happened");
            Assert.Equal(Simulated.Small.Start.AddDays(seen.Day), DateOnly.FromDateTime(seen.ArrivesAt.UtcDateTime));
            latest = seen.ArrivesAt;
        }
    }

    [Fact]
    public void Repeats_an_id_only_with_the_same_content()
    {
        var repeated = Events.Value.GroupBy(seen => (seen.Source, seen.Id)).Where(same => same.Count() > 1).ToList();

        Assert.All(repeated, same => Assert.Single(same.Select(seen => seen.Json).Distinct()));

        // One in a hundred is planted.
        Assert.InRange(repeated.Count / (double)Events.Value.Count, 0.005, 0.02);
    }

    [Fact]
    public void Is_late_and_out_of_order_now_and_then()
    {
        var late = Events.Value.Count(seen => seen.ArrivesAt - seen.Time > TimeSpan.FromDays(3) && seen.Day > 3);
        var overtaken = Events.Value.GroupBy(seen => seen.Subject)
            .Sum(same => same.Zip(same.Skip(1)).Count(pair => pair.Second.Time < pair.First.Time));

        Assert.InRange(late / (double)Events.Value.Count, 0.02, 0.06);
        Assert.InRange(overtaken / (double)Events.Value.Count, 0.02, 0.30);
    }

    [Fact]
    public void Corrects_and_retracts_what_it_sent()
    {
        var sent = Events.Value.Select(seen => (seen.Source, seen.Id)).ToHashSet();
        var about = Events.Value.Where(seen => seen.Kind is "fact.corrected" or "fact.retracted").ToList();
        var known = about.Count(seen => sent.Contains(
            (seen.Data.GetProperty("ofSource").GetString()!, seen.Data.GetProperty("ofId").GetString()!)));

        Assert.InRange(about.Count / (double)Events.Value.Count, 0.003, 0.02);

        // What is corrected may itself still be on its way when the plan ends.
        Assert.InRange(known / (double)about.Count, 0.95, 1);
    }

    [Fact]
    public void Keeps_the_truth_out_of_the_events()
    {
        var truth = Population.Create(Simulated.Small).Truth().ToImmutableDictionary(one => one.ReferentId);
        var json = truth.Values.Select(one => JsonSerializer.Serialize(one, ReferentTruthJson.Default.ReferentTruth));
        var hidden = json.SelectMany(one => JsonDocument.Parse(one).RootElement.EnumerateObject())
            .Select(member => member.Name).Where(name => name != "referentId").ToHashSet();

        Assert.Equal(Simulated.Small.Referents, truth.Count);
        Assert.Superset(new HashSet<string> { "group", "proxy", "breachPerMille" }, hidden);
        Assert.All(Events.Value, seen =>
        {
            Assert.True(truth.ContainsKey(seen.Subject));
            Assert.All(hidden, name => Assert.DoesNotContain($"\"{name}\"", seen.Json, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Goes_on_live_where_it_stopped()
    {
        var plan = Simulated.Small with { Referents = 30, Days = 200 };
        var whole = Simulated.All(plan).Where(seen => seen.Day >= 120).Select(seen => seen.Json).ToList();
        var live = Population.Create(plan).LiveEvents(120)
            .TakeWhile(happened => happened.Day < 230).Select(Seen.Of).ToList();

        Assert.Equal(whole, live.Where(seen => seen.Day < plan.Days).Select(seen => seen.Json));
        Assert.Contains(live, seen => seen.Day >= plan.Days);
    }

    [Fact]
    public void Says_all_that_is_wrong_with_a_plan()
    {
        var plan = new PopulationPlan
        {
            Seed = 1,
            Referents = 0,
            Days = -1,
            Start = new DateOnly(1900, 1, 1),
            EventsPerReferent = 0,
            Scenario = (Scenario)99,
        };

        Assert.Equal(
            ["/referents", "/days", "/eventsPerReferent", "/start", "/scenario"],
            plan.Check().Select(refusal => refusal.Pointer));
        Assert.Throws<ArgumentException>(() => Population.Create(plan));
    }
}
