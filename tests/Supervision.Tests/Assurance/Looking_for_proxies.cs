using Supervision.Assurance;
using Supervision.Assurance.Proxies;

namespace Supervision.Tests.Assurance;

public sealed class Looking_for_proxies
{
    /// <summary>
    /// An interval of how strongly two things go together that do not: it holds zero, and its own figure.
    /// </summary>
    [Fact]
    public void Does_not_exclude_that_nothing_is_told_where_nothing_is()
    {
        var missed = 0;
        for (var seed = 1UL; seed <= 60; seed++)
        {
            var chance = new Chance(seed);
            var table = new long[6, 3];
            for (var i = 0; i < 1_000; i++)
                table[chance.Below(6), chance.Below(3)]++;

            foreach (var found in new[]
            {
                CramersV.Of(table, 0.95).Value!.Value,
                MutualInformation.Of(table, 0.95).Value!.Value,
            })
            {
                Assert.InRange(found.Value, found.Lower, found.Upper);
                missed += found.Lower > 0 ? 1 : 0;
            }
        }

        Assert.InRange(missed, 0, 12); // Two figures of each of 60 tables, one side of 95 per cent: 3 by theory.
    }

    /// <summary>Treatment of arthritis by improvement, Koch and Edwards (1988), as in the R package vcd.</summary>
    private static readonly long[,] Arthritis = { { 29, 7, 7 }, { 13, 7, 21 } };

    /// <summary>
    /// R, vcd::assocstats of treatment by improvement: Cramér's V 0.394, likelihood ratio 13.530 of 84 patients, so
    /// 13.530 / 168 nats. SAS, PROC FREQ, Berkeley: V 0.1427 and 93.4494 of 4,526 (University of Toronto, STA429).
    /// </summary>
    [Fact]
    public void Measures_association_as_R_and_SAS_print_it()
    {
        long[,] berkeley = { { 1493, 1198 }, { 1278, 557 } };

        Assert.Equal(0.394, CramersV.Value(Arthritis).Known(), 3);
        Assert.Equal(13.530, 2 * 84 * MutualInformation.Value(Arthritis).Known(), 3);
        Assert.Equal(0.1427, CramersV.Value(berkeley).Known(), 4);
        Assert.Equal(93.4494, 2 * 4526 * MutualInformation.Value(berkeley).Known(), 4);
    }

    [Fact]
    public void Is_the_same_when_rows_and_columns_change_places()
    {
        var turned = new long[3, 2];
        for (var r = 0; r < 2; r++)
        {
            for (var c = 0; c < 3; c++)
                turned[c, r] = Arthritis[r, c];
        }

        Assert.Equal(CramersV.Value(Arthritis).Known(), CramersV.Value(turned).Known(), 12);
        Assert.Equal(MutualInformation.Value(Arthritis).Known(), MutualInformation.Value(turned).Known(), 12);
    }

    [Fact]
    public void Orders_members_as_the_area_does()
    {
        long[,] table = { { 37, 2 }, { 20, 12 }, { 3, 1 }, { 8, 8 }, { 4, 18 } };

        Assert.Equal(0.823678861788618, Area(table, 1), 12);
        Assert.Equal(1, Area(table, 0) + Area(table, 1), 12);
    }

    /// <summary>
    /// Fisher's tea taster: of the tables with these margins, mutual information at least as large has the 0, 1, 3 and
    /// 4 of four: probability 34/70 = 0.4857, the two-sided exact p-value that R prints.
    /// </summary>
    [Fact]
    public void Deals_labels_out_as_the_exact_distribution_does()
    {
        var test = PermutationTest.Of(
            new long[,] { { 3, 1 }, { 1, 3 } }, MutualInformation.Value, 20_000, Figures.Seed).Known();

        Assert.Equal(0.4857, test.PValue, 0.015);
    }

    [Fact]
    public void Keeps_the_margins_whatever_it_deals()
    {
        var chance = new Chance(3);
        var table = new long[3, 3];
        for (var round = 0; round < 200; round++)
        {
            TableDraw.Fill(table, [1_000, 50, 7], [900, 150, 7], ref chance);

            Assert.Equal([1_000L, 50, 7], Enumerable.Range(0, 3).Select(r => table[r, 0] + table[r, 1] + table[r, 2]));
            Assert.Equal([900L, 150, 7], Enumerable.Range(0, 3).Select(c => table[0, c] + table[1, c] + table[2, c]));
            Assert.All(table.Cast<long>(), cell => Assert.True(cell >= 0));
        }
    }

    [Fact]
    public void Is_repeated_by_its_seed()
    {
        var one = PermutationTest.Of(Arthritis, MutualInformation.Value, 500, 9).Known();

        Assert.Equal(one, PermutationTest.Of(Arthritis, MutualInformation.Value, 500, 9).Known());
    }

    [Fact]
    public void Tells_the_feature_that_knows_the_group_from_those_that_do_not()
    {
        var findings = ProxyScan.Of(
            [
                new("postcode", new long[,] { { 400, 100 }, { 100, 400 } }, IsOrdered: true),
                new("month", new long[,] { { 250, 251 }, { 249, 250 } }, IsOrdered: false),
                new("constant", new long[,] { { 500, 500 } }, IsOrdered: true),
            ],
            999,
            Figures.Rounds,
            Figures.Seed,
            Figures.Confidence);

        Assert.Equal(0.002, findings[0].AdjustedPValue!.Value, 12);
        Assert.Equal(0.3, Math.Abs(findings[0].Area!.Value.Known().Value - 0.5), 12);
        Assert.Equal(0.6, findings[0].Strength.Known().Value, 12);
        Assert.True(findings[0].Strength.Known().Lower > 0.5);
        Assert.True(findings[1].AdjustedPValue > 0.5);
        Assert.Null(findings[1].Area);
        findings[2].Test.Lacks(Lack.NoVariation);
        Assert.Null(findings[2].AdjustedPValue);
    }

    /// <summary>By hand: (30 − 10)/200 of the group and (10 − 10)/400 of the reference, so 0.1.</summary>
    [Fact]
    public void Says_how_much_of_a_disparity_goes_by_a_feature()
    {
        var effect = LeaveOutEffect.Of(new(20, 30, 10, 140), new(40, 10, 10, 340), 1_000, Figures.Seed, 0.95).Known();

        Assert.Equal(0.1, effect.Value, 12);
        Assert.True(effect.Lower > 0);
        Assert.Equal(600, effect.Count);
    }

    [Fact]
    public void Says_what_it_lacks()
    {
        LeaveOutEffect.Of(default, new(1, 1, 1, 1), 200, 1, 0.95).Lacks(Lack.NoCases);
        CramersV.Value(new long[2, 2]).Lacks(Lack.NoCases);
        MutualInformation.Value(new long[2, 2]).Lacks(Lack.NoCases);
        MutualInformation.Value(new long[,] { { 1, 2 } }).Lacks(Lack.NoVariation);
        GroupArea.Of(new long[,] { { 0, 2 } }, 0, 200, 1, 0.95).Lacks(Lack.NoPositives);
        GroupArea.Of(new long[,] { { 3, 0 } }, 0, 200, 1, 0.95).Lacks(Lack.NoNegatives);
        PermutationTest.Of(new long[2, 2], MutualInformation.Value, 99, 1).Lacks(Lack.NoCases);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => PermutationTest.Of(Arthritis, MutualInformation.Value, 98, 1));
    }

    private static double Area(long[,] table, int group) =>
        GroupArea.Of(table, group, Figures.Rounds, Figures.Seed, 0.95).Known().Value;
}
