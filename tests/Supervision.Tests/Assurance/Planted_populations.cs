using System.Collections.Immutable;
using Supervision.Assurance;
using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Power;
using Supervision.Assurance.Reports;

namespace Supervision.Tests.Assurance;

/// <summary>
/// Populations with a bias that was put there: a report has to find it as often as its power says, where it is and
/// nowhere else, and be silent as often as its level says. Two groups of 300, behaving the same, over a hundred seeds.
/// </summary>
public sealed class Planted_populations
{
    private const int Group = 300;
    private const int Seeds = 100;
    private const double Breaches = 0.3;
    private const double Level = 0.05;

    /// <summary>Three standard errors of a share of a hundred seeds, at its widest.</summary>
    private const double Noise = 0.15;

    private static readonly ReportPlan Plan = new(
        ["group"], ImmutableSortedDictionary<string, string>.Empty.Add("group", "a"), IsProbability: false,
        Rounds: Limits.BootstrapRoundsLeast, Seed: 1, Figures.Confidence);

    [Fact]
    public void With_no_bias_raise_an_alarm_as_often_as_the_level_says()
    {
        var found = Found("selection-rate", (one, _) => Case(Selects(ref one, 0.3), Finds(ref one, Breaches)));

        Assert.InRange(found, 0, Level + (3 * Math.Sqrt(Level * (1 - Level) / Seeds)));
    }

    /// <summary>A feature that stands in for the group lifts scores of b, and nothing that b does.</summary>
    [Fact]
    public void With_a_proxy_are_found_in_selection_and_not_in_findings()
    {
        var selected = Found("selection-rate", Draw);
        var findings = Found("prevalence", Draw);

        Assert.InRange(selected, Power(0.42, 0.3) - Noise, 1);
        Assert.InRange(findings, 0, Noise);

        static ReportCase Draw(Chance one, bool isB) =>
            Case(Selects(ref one, isB ? 0.42 : 0.3), Finds(ref one, Breaches));
    }

    /// <summary>The same breach is written down as a finding more often in b.</summary>
    [Fact]
    public void With_biased_labels_are_found_in_findings_and_not_in_selection()
    {
        var findings = Found("prevalence", Draw);
        var selected = Found("selection-rate", Draw);

        Assert.InRange(findings, Power(0.42, 0.3) - Noise, 1);
        Assert.InRange(selected, 0, Noise);

        static ReportCase Draw(Chance one, bool isB) =>
            Case(Selects(ref one, 0.3), Finds(ref one, isB ? 0.42 : Breaches));
    }

    /// <summary>
    /// Of those passed over one in five is checked, and they have half as many breaches: counted as they come findings
    /// look far more frequent than they are, and weighed by the chance of being checked they do not.
    /// </summary>
    [Fact]
    public void With_biased_selection_of_checks_are_put_right_by_weights()
    {
        const double truth = (0.3 * 0.4) + (0.7 * 0.2);

        var plain = Mean(isWeighted: false);
        var weighted = Mean(isWeighted: true);

        Assert.InRange(Math.Abs(plain - truth), 0.04, 1);
        Assert.InRange(Math.Abs(weighted - truth), 0, 0.015);

        static double Mean(bool isWeighted) => Enumerable.Range(0, Seeds).Average(seed => Report(seed, (one, _) =>
        {
            var selected = Selects(ref one, 0.3);
            var isChecked = selected || one.Share() < 0.2;
            var found = Finds(ref one, selected ? 0.4 : 0.2);
            return Case(selected, isChecked ? found : null) with
            {
                Weight = isWeighted && isChecked && !selected ? 5 : 1,
            };
        }).Reliability.Prevalence.Value!.Value);
    }

    /// <summary>
    /// In the first round b was checked twice as often, so more was found there; a score that counts findings of before
    /// then selects b more, although both behave the same.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void With_a_feedback_loop_are_found_where_findings_feed_the_score(bool feeds)
    {
        var found = Found("selection-rate", (one, isB) =>
        {
            var foundBefore = one.Share() < (isB ? 0.8 : 0.4) && Finds(ref one, Breaches);
            var selected = Selects(ref one, feeds && foundBefore ? 0.8 : 0.25);
            return Case(selected, Finds(ref one, Breaches));
        });

        var (b, a) = (0.25 + (0.8 * Breaches * 0.55), 0.25 + (0.4 * Breaches * 0.55));
        Assert.InRange(found, feeds ? Power(b, a) - Noise : 0, feeds ? 1 : Noise);
    }

    private static double Power(double b, double a) =>
        TwoProportionPower.Of(b, Group, a, Group, Level, Alternative.TwoSided).Known();

    /// <summary>The share of seeds in which the test of b against a is significant, for one metric.</summary>
    private static double Found(string metric, Func<Chance, bool, ReportCase> draw) =>
        Enumerable.Range(0, Seeds).Count(seed => Report(seed, draw).Attributes[0].Groups
            .Single(said => said.Group == "b").Metrics.Single(said => said.Metric == metric).Test is { } test
                && test.PValue < Level) / (double)Seeds;

    private static Report Report(int seed, Func<Chance, bool, ReportCase> draw)
    {
        var counter = new ReportCounter(1);
        for (var i = 0; i < 2 * Group; i++)
        {
            var isB = i % 2 == 1;
            counter.Add(draw(Chance.For((ulong)seed, (ulong)i), isB) with { Groups = [isB ? "b" : "a"] });
        }

        return ReportWriting.Write(counter, Plan);
    }

    private static bool Selects(ref Chance one, double share) => one.Share() < share;

    private static bool Finds(ref Chance one, double share) => one.Share() < share;

    private static ReportCase Case(bool selected, bool? found) => new(null, selected, found, 1, null, "", []);
}
