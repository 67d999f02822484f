using System.Collections.Immutable;
using Supervision.Assurance.Reports;

namespace Supervision.Tests.Assurance;

public sealed class Reporting_on_features_and_people
{
    private static readonly ReportPlan Plan = new(
        ["origin"], ImmutableSortedDictionary<string, string>.Empty.Add("origin", "a"), IsProbability: false,
        Rounds: 200, Figures.Seed, Figures.Confidence);

    /// <summary>Of group b twice as many are above ten in one feature; the other deals all alike.</summary>
    [Fact]
    public void Finds_the_feature_that_tells_of_a_group_and_clears_the_one_that_does_not()
    {
        var counter = new ReportCounter(1, ["telling", "silent"], []);
        for (var i = 0; i < 4_000; i++)
        {
            var isB = i % 2 == 1;
            var telling = (i / 2 % 10) + (isB ? 4 : 0);
            counter.Add(Case(isB ? "b" : "a", true, null, [telling, i / 2 % 7]));
        }

        var report = ReportWriting.Write(counter, Plan);

        var (telling1, silent) = (report.Proxies!.Features[0], report.Proxies.Features[1]);
        Assert.Equal(("telling", "silent"), (telling1.Feature, silent.Feature));
        Assert.True(telling1.Holm < 0.01 && telling1.Strength.Lower > 0.3);
        var area = Math.Max(telling1.Area.Value!.Value, 1 - telling1.Area.Value.Value);
        Assert.InRange(area, 0.79, 0.83); // By hand 1 − 6·6/2/100, less what tenths take together.
        Assert.Equal(1, silent.Holm);
        Assert.Equal(("refuted", 8), Verdict(report, "proxy/origin=telling"));
        Assert.Equal(("shown", 8), Verdict(report, "proxy/origin=silent"));
    }

    /// <summary>By hand: of b 500 of 1,000 are selected with it and 300 without, of a 300 both times.</summary>
    [Fact]
    public void Says_what_leaving_a_feature_out_does_to_the_difference()
    {
        var counter = new ReportCounter(1, [], ["extra"]);
        for (var i = 0; i < 1_000; i++)
        {
            counter.Add(Without("a", i < 300, i < 300));
            counter.Add(Without("b", i < 500, i < 300));
        }

        var report = ReportWriting.Write(counter, Plan);

        var left = Assert.Single(report.Proxies!.LeftOut);
        Assert.Equal(("extra", "b", 0.2), (left.LeftOut, left.Group, Math.Round(left.Effect.Value!.Value, 12)));
        Assert.Equal(("refuted", 7), Verdict(report, "left-out/origin=extra"));
    }

    [Fact]
    public void Finds_a_kind_of_case_on_which_the_model_errs_without_being_told_of_groups()
    {
        var counter = new ReportCounter(0, ["size", "other"], []);
        for (var i = 0; i < 4_000; i++)
        {
            var isLarge = i % 4 == 0;
            var isError = i * 7 % 10 < (isLarge ? 6 : 1);
            counter.Add(new ReportCase(null, true, !isError, 1, null, "", [])
            {
                Features = [isLarge ? 90 + (i % 5) : i % 5, i % 100 == 0 ? double.NaN : i % 3],
            });
        }

        var report = ReportWriting.Write(counter, Plan with { Attributes = [], References = Plan.References.Clear() });

        var worst = report.Scan!.Clusters.MaxBy(cluster => cluster.Difference.Value)!;
        Assert.True(worst.Centre[0] > 80 && worst.Holm < 0.001 && worst.Difference.Lower > 0.3);
        Assert.Contains(report.Verdicts, verdict =>
            verdict is { Verdict: "refuted", Number: 13 }
            && verdict.Question.StartsWith("bias-scan=", StringComparison.Ordinal));
    }

    /// <summary>By hand: 40 of 200 against 10 of 100, and 90 of 100 looked into against 60 of 100.</summary>
    [Fact]
    public void Holds_the_risk_channel_against_the_lot_and_groups_against_each_other()
    {
        var use = new UseCounter(1);
        for (var i = 0; i < 200; i++)
            use.Checked("risk", i < 40);
        for (var i = 0; i < 100; i++)
        {
            use.Checked("random", i < 10);
            use.Decided(["a"], "north", i < 90, i < 30);
            use.Decided(["b"], i < 50 ? "south" : "", i < 60, i < 30);
        }

        var report = ReportWriting.Write(With(use), Plan);

        var effect = report.Effect!;
        Assert.Equal((0.1, 2.0), (
            Math.Round(effect.Difference.Value!.Value, 12), Math.Round(effect.Ratio.Value!.Value, 12)));
        var random = effect.Channels.Single(channel => channel.Channel == "random");
        Assert.Equal(100 / 300.0, random.Share.Value!.Value, 12);
        // Chow et al.: (0.1·0.9 + 0.2·0.8)·((1.9600 + 0.8416)/0.1)² = 196.2, each.
        Assert.Equal(394, effect.ChecksNeeded);
        Assert.Equal("shown", Verdict(report, "effect/difference").Verdict);
        var groups = report.Use!.Groups.Where(group => group.Attribute == "origin").ToArray();
        Assert.Equal((0.9, 0.6, -0.3), (
            groups[0].Followed.Value!.Value, groups[1].Followed.Value!.Value,
            Math.Round(groups[1].Difference!.Value!.Value, 12)));
        Assert.True(groups[1].Holm < 0.001);
        Assert.Equal(("refuted", 15), Verdict(report, "use/followed/ratio/origin=b"));
        Assert.Equal(["north", "south"], report.Use.Groups.Where(group => group.Attribute == "team")
            .Select(group => group.Group));
    }

    [Fact]
    public void Says_there_are_not_enough_data_where_nobody_read_a_case_twice_or_few_did()
    {
        var use = new UseCounter(1);
        use.Read(["breach"]);
        var none = ReportWriting.Write(With(use), Plan);
        for (var i = 0; i < 9; i++)
            use.Read(["breach", "no-breach"]);
        var few = ReportWriting.Write(With(use), Plan);

        Assert.Equal((0L, "too-few-pairs"), (none.Use!.Agreement.Cases, none.Use.Agreement.Kappa.Lack));
        Assert.Equal((null, "suppressed"), (few.Use!.Agreement.Cases, few.Use.Agreement.Alpha.Lack));
        Assert.Equal(("not-enough-data", 6), Verdict(none, "agreement/kappa"));
        Assert.Null(none.Effect);
    }

    /// <summary>
    /// The example of Wikipedia, Cohen's kappa: 20 both yes, 5 and 10 apart, 15 both no: kappa 0.4, agreement 0.7.
    /// </summary>
    [Fact]
    public void Measures_how_far_readers_agree()
    {
        var use = new UseCounter(1);
        foreach (var (first, second, count) in new[]
        {
            ("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15),
        })
        {
            for (var i = 0; i < count; i++)
                use.Read([first, second]);
        }

        var agreement = ReportWriting.Write(With(use), Plan).Use!.Agreement;

        Assert.Equal((0.7, 0.4), (
            Math.Round(agreement.Share.Value!.Value, 12), Math.Round(agreement.Kappa.Value!.Value, 12)));
        Assert.InRange(agreement.Alpha.Value!.Value, 0.38, 0.42);
    }

    [Fact]
    public void Says_nothing_that_would_tell_of_fewer_than_ten()
    {
        var use = new UseCounter(1);
        for (var i = 0; i < 50; i++)
        {
            use.Checked("risk", i < 4);
            use.Checked("random", i < 20);
            use.Decided(["a"], "", i < 45, i < 20);
        }

        var report = ReportWriting.Write(With(use), Plan);

        Assert.Equal(("suppressed", "suppressed"), (report.Effect!.Difference.Lack, report.Use!.Followed.Lack));
        Assert.Null(report.Effect.ChecksNeeded);
    }

    /// <summary>A feature that one case alone has would tell which group it is of.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(12)]
    public void Says_nothing_by_a_feature_that_a_handful_has(int having)
    {
        var counter = new ReportCounter(1, ["marked"], []);
        for (var i = 0; i < 200; i++)
            counter.Add(Case(i % 2 == 0 ? "a" : "b", null, null, [i < having ? 1 : 0]));

        var telling = Assert.Single(ReportWriting.Write(counter, Plan).Proxies!.Features);

        Assert.Equal(
            ("suppressed", "suppressed", "suppressed"),
            (telling.Strength.Lack, telling.Information.Lack, telling.Area.Lack));
        Assert.Null(telling.PValue);
    }

    /// <summary>All less what is said of the others is what is not said: it takes one more that is not.</summary>
    [Fact]
    public void Says_no_team_channel_or_period_that_gives_the_last_one_away()
    {
        var use = new UseCounter(1);
        foreach (var (team, cases) in new[] { ("north", 153), ("south", 149), ("west", 5) })
        {
            for (var i = 0; i < cases; i++)
                use.Decided(["a"], team, i % 2 == 0, i % 4 == 0);
        }

        foreach (var (channel, checks) in new[] { ("risk", 293), ("signal", 100), ("random", 7) })
        {
            for (var i = 0; i < checks; i++)
                use.Checked(channel, i % 2 == 0);
        }

        var counter = With(use);
        counter.Drift = new DriftCounter([]);
        foreach (var (period, cases) in new[] { ("1", 296), ("2", 296), ("3", 8) })
        {
            for (var i = 0; i < cases; i++)
                counter.Drift.Add(period, null, i % 2 == 0, []);
        }

        var report = ReportWriting.Write(counter, Plan);

        Assert.Equal(307, report.Use!.Cases);
        Assert.Equal(1, report.Use.Groups.Count(group => group.Attribute == "team" && group.Cases is not null));
        Assert.Equal(1, report.Effect!.Channels.Count(channel => channel.Checks is not null));
        Assert.InRange(report.Drift!.Periods.Count(period => period.Cases is not null), 0, 1);
    }

    /// <summary>Two always read, on a third of the cases one more: those count as much as the others.</summary>
    [Fact]
    public void Holds_the_first_two_readers_against_each_other_where_there_is_a_third()
    {
        var use = new UseCounter(1);
        for (var i = 0; i < 300; i++)
        {
            var (one, two) = (i % 2 == 0 ? "breach" : "none", i % 10 == 0 ? "none" : i % 2 == 0 ? "breach" : "none");
            use.Read(i % 3 == 0 ? [one, two, "none"] : [one, two]);
        }

        var agreement = ReportWriting.Write(With(use), Plan).Use!.Agreement;

        Assert.Equal((300, 300), (agreement.Cases, agreement.Kappa.Count));
        // By hand: 0.9 agree; by their habits 0.5·0.4 + 0.5·0.6 = 0.5 would.
        Assert.Equal((0.9 - 0.5) / 0.5, agreement.Kappa.Value!.Value, 12);
    }

    private static ReportCounter With(UseCounter use)
    {
        var counter = new ReportCounter(1) { Use = use };
        counter.Add(Case("a", null, null, []), 20);
        return counter;
    }

    private static ReportCase Case(string group, bool? selected, bool? outcome, ImmutableArray<double> features) =>
        new(null, selected, outcome, 1, null, "", [group]) { Features = features };

    private static ReportCase Without(string group, bool selected, bool without) =>
        new(null, selected, null, 1, null, "", [group]) { SelectedWithout = [without] };

    private static (string Verdict, int? Number) Verdict(Report report, string question)
    {
        var said = report.Verdicts.Single(verdict => verdict.Question == question);
        return (said.Verdict, said.Number);
    }
}
