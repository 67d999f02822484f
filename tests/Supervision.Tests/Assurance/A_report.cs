using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Assurance;
using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Reports;

namespace Supervision.Tests.Assurance;

public sealed class A_report
{
    private static readonly ReportPlan Plan = new(
        ["origin"], ImmutableSortedDictionary<string, string>.Empty, IsProbability: false, Rounds: 200, Figures.Seed,
        Figures.Confidence);

    /// <summary>
    /// Audit of the control process of student grants, 2014, rounded to ten: Algorithm Audit, TA:AA:2024:01, tables 1
    /// and 2 (DUO_CUB_Netherlands_Statistics.xlsx). Population, risk category 1, selected, unduly, after appeal.
    /// </summary>
    [Theory]
    [InlineData("scored", 0.220, 1.000)]
    [InlineData("checked", 0.632, 6.22)]
    [InlineData("finding", 0.855, 26.5)]
    public void Tells_how_a_difference_grows_from_stage_to_stage(string stage, double share, double ratio)
    {
        var counter = new ReportCounter(1);
        Came("nl", 178_200, CaseStage.Scored, 1_050 - 130, 130);
        Came("europe", 15_630, CaseStage.Scored, 120 - 50, 50);
        Came("outside", 54_820, CaseStage.Scored, 2_010 - 1_060, 1_060);
        var figures = Group(ReportWriting.Write(counter, Plan with
        {
            References = ImmutableSortedDictionary<string, string>.Empty.Add("origin", "nl"),
        }), "outside").Stages.Single(figures => figures.Stage == stage);

        Assert.Equal(share, figures.ShareOfStage.Value!.Value, 3);
        Assert.Equal(ratio, figures.Ratio!.Value!.Value, 2 - (ratio > 10 ? 1 : 0));
        Assert.True(figures.Ratio.Lower <= figures.Ratio.Value && figures.Ratio.Value <= figures.Ratio.Upper);

        void Came(string group, long all, CaseStage none, long selected, long unduly)
        {
            counter.Add(Case(group, none), all - selected - unduly);
            counter.Add(Case(group, CaseStage.Checked), selected);
            counter.Add(Case(group, CaseStage.Finding), unduly);
        }
    }

    /// <summary>By hand: 60 of 100 without a finding selected against 20 of 100.</summary>
    [Fact]
    public void Holds_groups_against_the_reference_and_corrects_for_how_many_tests_there_are()
    {
        var report = ReportWriting.Write(Uneven(), Plan);

        var rate = Metric(report, "b", "false-positive-rate");
        Assert.Equal((0.6, 0.4, 3.0), (
            Math.Round(rate.Value.Value!.Value, 12), Math.Round(rate.Difference!.Value!.Value, 12),
            Math.Round(rate.Ratio!.Value!.Value, 12)));
        Assert.Equal(("above", "two-proportion"), (rate.Band, rate.Test!.Kind));
        Assert.True(rate.Test.PValue < rate.Test.Holm && rate.Test.PValue <= rate.Test.BenjaminiHochberg);
        Assert.InRange(rate.Detectable!.Value, 0.1, 0.25);
        Assert.Null(Metric(report, "a", "false-positive-rate").Ratio);
    }

    [Fact]
    public void Rules_on_every_standard_requirement_and_says_by_which_rule()
    {
        var report = ReportWriting.Write(Uneven(), Plan);

        var verdict = report.Verdicts.Single(at => at.Question == "false-positive-rate/ratio/origin=b");
        Assert.Equal(("refuted", "interval-outside"), (verdict.Verdict, verdict.Rule));
        var area = report.Verdicts.Single(at => at.Question == "roc-area");
        Assert.Equal(("not-enough-data", "undefined"), (area.Verdict, area.Rule));
        Assert.Equal("no-cases", report.Reliability.RocArea.Lack);
    }

    [Fact]
    public void Is_the_same_to_the_byte_from_the_same_counts_in_any_order()
    {
        var one = JsonSerializer.Serialize(ReportWriting.Write(Scored(rows => rows), Plan));
        var other = JsonSerializer.Serialize(ReportWriting.Write(Scored(rows => rows.Reverse()), Plan));
        var seed = JsonSerializer.Serialize(ReportWriting.Write(Scored(rows => rows), Plan with { Seed = 2 }));

        Assert.Equal(one, other);
        Assert.NotEqual(one, seed);
    }

    [Fact]
    public void Orders_and_calibrates_scores_that_are_probabilities()
    {
        var points = ReportWriting.Write(Scored(rows => rows), Plan).Reliability;
        var shares = ReportWriting.Write(Scored(rows => rows), Plan with { IsProbability = true }).Reliability;

        Assert.True(points.RocArea.Value > 0.6);
        Assert.Equal(("out-of-reach", "out-of-reach"), (points.Brier.Lack, points.CalibrationSlope.Lack));
        Assert.NotNull(shares.Brier.Value);
        Assert.True(shares.CalibrationSlope.Lower < shares.CalibrationSlope.Upper);
        Assert.Equal((1.0, 1.0), (shares.Curve[^1].TruePositiveRate, shares.Curve[^1].FalsePositiveRate));
        Assert.All(shares.Bins, bin => Assert.NotNull(bin.Expected));
        Assert.All(points.Bins, bin => Assert.Null(bin.Expected));
    }

    /// <summary>Seven findings must not be told, nor what they would follow from.</summary>
    [Fact]
    public void Says_no_number_below_ten_nor_what_gives_one_away()
    {
        var counter = new ReportCounter(1);
        counter.Add(Decided("a", true, true), 60);
        counter.Add(Decided("a", true, false), 40);
        counter.Add(Decided("a", false, true), 50);
        counter.Add(Decided("a", false, false), 70);
        counter.Add(Decided("b", true, true), 7);
        counter.Add(Decided("b", true, false), 40);
        counter.Add(Decided("b", false, true), 50);
        counter.Add(Decided("b", false, false), 70);

        var report = ReportWriting.Write(counter, Plan);

        var small = Group(report, "b");
        Assert.Null(small.Findings);
        Assert.All(
            small.Metrics.Where(metric => metric.Metric is "positive-predictive-value" or "false-negative-rate"),
            metric => Assert.Equal(("suppressed", (double?)null), (metric.Value.Lack, metric.Value.Value)));
        Assert.Equal(
            "not-enough-data",
            report.Verdicts.Single(at => at.Question == "positive-predictive-value/ratio/origin=b").Verdict);
        // The reference keeps a cell back too, or the total would give the small one away.
        Assert.Contains(Group(report, "a").Metrics, metric => metric.Value.Lack == "suppressed");
    }

    /// <summary>A quarter of the cases without a finding was checked, so each stands for four.</summary>
    [Fact]
    public void Weighs_cases_by_the_probability_that_they_were_checked()
    {
        var counter = new ReportCounter(1);
        counter.Add(Decided("a", true, true), 80);
        counter.Add(Decided("a", true, false), 20);
        counter.Add(Decided("a", false, false) with { Weight = 4 }, 100);
        counter.Add(Decided("a", false, true) with { Weight = 4 }, 20);

        var report = ReportWriting.Write(counter, Plan);

        Assert.True(report.Population.IsWeighted);
        Assert.Equal(20.0 / 420, Metric(report, "a", "false-positive-rate").Value.Value!.Value, 12);
        Assert.True(Metric(report, "a", "false-positive-rate").Value.EffectiveCount < 120);
    }

    /// <summary>Wright's paradox in small: even within each stratum, uneven over both.</summary>
    [Fact]
    public void Compares_within_strata_what_strata_explain()
    {
        var counter = new ReportCounter(1);
        Add("a", "visits", 400, 100);
        Add("b", "visits", 100, 25);
        Add("a", "desk", 20, 180);
        Add("b", "desk", 60, 540);

        var group = Group(
            ReportWriting.Write(counter, Plan with
            {
                References = ImmutableSortedDictionary<string, string>.Empty.Add("origin", "a"),
            }), "b");

        Assert.Equal("below", group.Metrics.Single(metric => metric.Metric == "selection-rate").Band);
        Assert.Equal(1, group.Conditional!.OddsRatio.Value!.Value, 12);
        Assert.True(group.Conditional.OddsRatio.Lower < 1 && group.Conditional.OddsRatio.Upper > 1);

        void Add(string origin, string stratum, long selected, long passed)
        {
            counter.Add(Decided(origin, true, null) with { Stratum = stratum }, selected);
            counter.Add(Decided(origin, false, null) with { Stratum = stratum }, passed);
        }
    }

    /// <summary>A case lost among those of one group only: neither its stage nor its size is said elsewhere.</summary>
    [Fact]
    public void Says_by_no_stage_how_many_a_group_is_that_is_not_said()
    {
        var counter = new ReportCounter(1);
        counter.Add(Case("a", CaseStage.Checked), 395);
        counter.Add(Case("a", CaseStage.Scored), 5);
        counter.Add(Case("b", CaseStage.Checked), 200);
        counter.Add(Case("c", CaseStage.Checked), 7);

        var report = ReportWriting.Write(counter, Plan);

        var stages = report.Attributes[0].Groups.ToDictionary(group => group.Group, group => group.Stages);
        Assert.Null(Reached("a", "checked") ?? Reached("b", "checked"));
        Assert.Null(Reached("c", "scored"));
        Assert.Null(Group(report, "c").Cases);
        Assert.Equal(Reached("b", "scored"), Group(report, "b").Cases);
        long? Reached(string group, string stage) => stages[group].Single(figures => figures.Stage == stage).Reached;
    }

    /// <summary>Two programmes of 12,900 of which few are selected and hardly any has a finding.</summary>
    [Fact]
    public void Says_who_is_selected_where_findings_are_too_few_to_be_said()
    {
        var counter = new ReportCounter(1);
        Add("a", 1, 24, 28, 12_842);
        Add("b", 2, 93, 26, 12_847);

        var rate = Metric(ReportWriting.Write(counter, Plan), "a", "selection-rate");

        Assert.Equal(25.0 / 12_895, rate.Value.Value!.Value, 12);
        Assert.Equal(25.0 / 12_895 / (95.0 / 12_968), rate.Ratio!.Value!.Value, 12);
        Assert.Equal("suppressed", Metric(ReportWriting.Write(counter, Plan), "a", "false-negative-rate").Value.Lack);

        void Add(string group, long found, long clean, long missed, long passed)
        {
            counter.Add(Decided(group, true, true), found);
            counter.Add(Decided(group, true, false), clean);
            counter.Add(Decided(group, false, true), missed);
            counter.Add(Decided(group, false, false), passed);
        }
    }

    /// <summary>The false-negative rate is of the 40 findings of each group, whatever else was drawn.</summary>
    [Fact]
    public void Counts_for_a_weighted_ratio_the_cases_that_it_is_of()
    {
        var counter = new ReportCounter(1);
        foreach (var group in new[] { "a", "b" })
        {
            counter.Add(Decided(group, true, true), 20);
            counter.Add(Decided(group, false, true) with { Weight = 4 }, 20);
            counter.Add(Decided(group, true, false), 400);
            counter.Add(Decided(group, false, false) with { Weight = 4 }, 600);
        }

        var report = ReportWriting.Write(counter, Plan);

        var ratio = Metric(report, "b", "false-negative-rate").Ratio!;
        Assert.Equal((80, 58.823529), (ratio.Count, Math.Round(ratio.EffectiveCount!.Value, 6)));
        Assert.Equal(1, Metric(report, "b", "prevalence").Ratio!.Value!.Value, 12);
    }

    /// <summary>
    /// 0.00149 is counted as 0.001: what the model said is not what the figure would hold against it.
    /// </summary>
    [Fact]
    public void Does_not_take_its_own_rounding_for_the_fault_of_a_model()
    {
        var counter = new ReportCounter(1);
        counter.Add(new ReportCase(1, null, true, 1, null, "", ["a"]), 300);
        counter.Add(new ReportCase(1, null, false, 1, null, "", ["a"]), 199_700);
        counter.Add(new ReportCase(2, null, false, 1, null, "", ["a"]), 10);

        var report = ReportWriting.Write(counter, Plan with { IsProbability = true });

        Assert.Equal(
            ("out-of-reach", "out-of-reach"),
            (report.Reliability.ObservedToExpected.Lack, report.Reliability.Brier.Lack));
    }

    [Fact]
    public void Has_the_interval_of_DeLong_beside_that_of_the_bootstrap()
    {
        var said = ReportWriting.Write(Scored(rows => rows), Plan).Reliability;

        Assert.Equal(said.RocArea.Value, said.RocAreaAnalytic.Value);
        Assert.Equal(said.RocAreaAnalytic.Lower!.Value, said.RocArea.Lower!.Value, 0.01);
        Assert.NotEqual(said.RocAreaAnalytic.Lower, said.RocArea.Lower);
    }

    /// <summary>A score with one finding in it is no point of its own, nor is it left between two.</summary>
    [Fact]
    public void Draws_no_curve_from_which_a_handful_can_be_read()
    {
        var report = ReportWriting.Write(Scored(rows => rows), Plan);
        var (curve, findings) = (report.Reliability.Curve, report.Population.Findings!.Value);
        var others = report.Population.Outcomes!.Value - findings;

        Assert.InRange(curve.Length, 20, 200);
        Assert.All(curve.Zip(curve.Skip(1)), pair =>
        {
            Assert.False(Between(pair, point => point.TruePositiveRate, findings) is > 0.5 and < 9.5);
            Assert.False(Between(pair, point => point.FalsePositiveRate, others) is > 0.5 and < 9.5);
        });

        static double Between((RocPoint One, RocPoint Next) pair, Func<RocPoint, double> rate, long all) =>
            (rate(pair.Next) - rate(pair.One)) * all;
    }

    private static ReportCounter Uneven()
    {
        var counter = new ReportCounter(1);
        foreach (var (group, selected) in new[] { ("a", 20), ("b", 60) })
        {
            counter.Add(Decided(group, true, false), selected);
            counter.Add(Decided(group, false, false), 100 - selected);
            counter.Add(Decided(group, true, true), 60);
            counter.Add(Decided(group, false, true), 40);
        }

        return counter;
    }

    private static ReportCounter Scored(Func<IEnumerable<ReportCase>, IEnumerable<ReportCase>> order)
    {
        var counter = new ReportCounter(1);
        var chance = new Chance(7);
        var rows = new List<ReportCase>();
        for (var i = 0; i < 2_000; i++)
        {
            var score = (int)chance.Below(1_000);
            rows.Add(new ReportCase(
                score, score >= 500, chance.Below(1_000) < score, 1, null, "", [i % 2 == 0 ? "a" : "b"]));
        }

        foreach (var row in order(rows))
            counter.Add(row);
        return counter;
    }

    private static ReportCase Case(string group, CaseStage stage) => new(null, null, null, 1, stage, "", [group]);

    private static ReportCase Decided(string group, bool selected, bool? outcome) =>
        new(null, selected, outcome, 1, null, "", [group]);

    private static GroupSaid Group(Report report, string group) =>
        report.Attributes[0].Groups.Single(said => said.Group == group);

    private static MetricFigures Metric(Report report, string group, string metric) =>
        Group(report, group).Metrics.Single(said => said.Metric == metric);
}
