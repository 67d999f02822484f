using Supervision.Populations;

namespace Supervision.Tests.Populations;

/// <summary>Whether a population looks as the published figures say, within the tolerance of each test.</summary>
public sealed class A_simulated_population
{
    private static readonly PopulationPlan Plan = new() { Seed = 20, Referents = 10_000, Days = 365 };

    private static readonly Lazy<List<Seen>> Year = new(() =>
        [.. Simulated.Of(Population.Create(Plan), "application.submitted", "referent.registered")]);

    // 13,000 applications of 10,000 referents a year are published: 1.3 each. Tolerance a quarter.
    [Fact]
    public void Files_about_one_application_a_year_each() =>
        Assert.InRange(ApplicationsEach().Sum() / (double)Plan.Referents, 1.0, 1.6);

    [Fact]
    public void Leaves_half_of_all_applications_to_one_referent_in_a_hundred()
    {
        var each = ApplicationsEach();

        Assert.InRange(each.Take(Plan.Referents / 100).Sum() / (double)each.Sum(), 0.40, 0.60);
        Assert.InRange(each.Count(count => count <= 2) / (double)Plan.Referents, 0.85, 0.98);
    }

    // 24 % business services, 23 % information and communication; four standard errors are 1.7 points.
    [Theory]
    [InlineData("M", 0.24)]
    [InlineData("J", 0.23)]
    public void Has_the_published_sectors(string sector, double share)
    {
        var known = Year.Value.Where(seen => seen.Kind == "referent.registered")
            .DistinctBy(seen => seen.Subject).ToList();
        var inSector = known.Count(seen => seen.Data.GetProperty("sector").GetString() == sector);

        Assert.InRange(known.Count, 9_900, 10_000);
        Assert.Equal(share, inSector / (double)known.Count, 0.017);
    }

    // 5.8 warnings and 2.4 fines per 100 are published for 2022, from mostly targeted checks. An order of magnitude.
    [Fact]
    public void Is_warned_and_fined_in_the_order_of_the_published_figures()
    {
        var plan = Plan with { Days = 730 };
        var imposed = Simulated.Of(Population.Create(plan), "measure.imposed").Where(seen => seen.Day >= 365)
            .CountBy(seen => seen.Data.GetProperty("kind").GetString()!).ToDictionary();

        Assert.InRange(imposed["warning"] / 100.0, 1, 12);
        Assert.InRange(imposed["fine"] / 100.0, 0.2, 5);
    }

    [Fact]
    public void Has_breaches_that_say_nothing_about_the_group()
    {
        var truth = Population.Create(Plan).Truth().ToLookup(one => one.Group);

        Assert.InRange(truth["b"].Count() / (double)Plan.Referents, 0.28, 0.32);

        // Four standard errors of the difference of the means are 8 thousandths.
        Assert.Equal(truth["a"].Average(one => one.BreachPerMille), truth["b"].Average(one => one.BreachPerMille), 8.0);
    }

    [Theory]
    [InlineData(Scenario.Baseline, 0.9, 1.1)]
    [InlineData(Scenario.BiasedProxy, 5, 9)]
    public void Has_a_proxy_for_the_group_only_where_it_is_planted(Scenario scenario, double least, double most)
    {
        var truth = Population.Create(Plan with { Scenario = scenario }).Truth().ToLookup(one => one.Group);

        Assert.InRange(Share(truth["b"]) / Share(truth["a"]), least, most);

        static double Share(IEnumerable<ReferentTruth> group) => group.Average(one => one.Proxy ? 1.0 : 0);
    }

    [Fact]
    public void Is_checked_more_in_the_group_of_the_proxy_where_that_is_planted()
    {
        Assert.InRange(RiskCheckRatio(Scenario.Baseline), 0.7, 1.4);
        Assert.InRange(RiskCheckRatio(Scenario.BiasedProxy), 1.5, 6);

        static double RiskCheckRatio(Scenario scenario)
        {
            var population = Population.Create(Plan with { Scenario = scenario, Referents = 5_000, Days = 730 });
            var groups = population.Truth().ToDictionary(one => one.ReferentId, one => one.Group);
            var checks = Simulated.Of(population, "check.planned")
                .Where(seen => seen.Data.GetProperty("channel").GetString() == "risk")
                .CountBy(seen => groups[seen.Subject]).ToDictionary();
            return checks["b"] / (double)groups.Count(group => group.Value == "b")
                / (checks["a"] / (double)groups.Count(group => group.Value == "a"));
        }
    }

    [Fact]
    public void Turns_bad_in_an_outbreak()
    {
        var plan = Plan with { Scenario = Scenario.Outbreak, Days = 730 };
        var population = Population.Create(plan);
        var bad = population.Truth().Where(one => one.TurnsBadOn is not null).Select(one => one.ReferentId).ToHashSet();
        var signals = Simulated.Of(population, "signal.received").Where(seen => bad.Contains(seen.Subject))
            .CountBy(seen => seen.Day >= 365).ToDictionary();

        Assert.InRange(bad.Count, 400, 600);
        Assert.InRange(signals[true] / (double)signals[false], 3, 20);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(100)]
    public void Is_about_as_busy_as_asked(int wanted)
    {
        var plan = Plan with { Referents = 5_000, Days = 730, EventsPerReferent = wanted };

        // The few busy ones decide: a quarter either way.
        Assert.InRange(Population.Create(plan).Events().Count() / (double)plan.Referents, wanted * 0.75, wanted * 1.25);
    }

    private static List<int> ApplicationsEach() =>
    [
        .. Year.Value.Where(seen => seen.Kind == "application.submitted").CountBy(seen => seen.Subject)
            .Select(pair => pair.Value).OrderDescending(),
        .. Enumerable.Repeat(0, Plan.Referents - Year.Value.Where(seen => seen.Kind == "application.submitted")
            .Select(seen => seen.Subject).Distinct().Count()),
    ];
}
