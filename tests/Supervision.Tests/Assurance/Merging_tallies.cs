using CsCheck;
using Supervision.Assurance.Tallies;

namespace Supervision.Tests.Assurance;

/// <summary>Stages of a cluster add up to the same, whatever the order and the grouping.</summary>
public sealed class Merging_tallies
{
    private static readonly Gen<ScoreTally> ScoreTallies = Gen.Select(
        Gen.OneOfConst("a", "b", "c"), Gen.Int[0, 4], Gen.Bool, Gen.OneOfConst(1.0, 2.5, 1 / 3.0), Gen.Long[0, 9],
        (group, score, positive, weight, count) => new ScoreCell(group, score, positive, weight, count))
        .Array[0, 20].Select(cells => ScoreTally.Of(cells));

    private static readonly Gen<OutcomeTally> OutcomeTallies = Gen.Select(
        Gen.OneOfConst(1.0, 2.5, 1 / 3.0), Gen.Long[0, 9], Gen.Long[0, 9],
        (weight, hits, misses) => new OutcomeCell(weight, hits, misses))
        .Array[0, 9].Select(cells => OutcomeTally.Of(cells));

    private static readonly Gen<PairTable> PairTables =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2]).Array[0, 20].Select(pairs => PairTable.Of(3, pairs));

    private static readonly Gen<GroupTally> GroupTallies = ScoreTallies.Select(tally => tally.At(2));

    [Fact]
    public void Is_the_same_in_any_order_and_grouping_of_scores() =>
        Gen.Select(ScoreTallies, ScoreTallies, ScoreTallies).Sample((a, b, c) =>
            a.Merge(b).Equals(b.Merge(a)) && a.Merge(b).Merge(c).Equals(a.Merge(b.Merge(c)))
            && a.Merge(ScoreTally.Empty).Equals(a) && a.Merge(b).Count == a.Count + b.Count);

    [Fact]
    public void Is_the_same_in_any_order_and_grouping_of_outcomes() =>
        Gen.Select(OutcomeTallies, OutcomeTallies, OutcomeTallies).Sample((a, b, c) =>
            a.Merge(b).Equals(b.Merge(a)) && a.Merge(b).Merge(c).Equals(a.Merge(b.Merge(c)))
            && a.Merge(OutcomeTally.Empty).Equals(a) && a.Merge(b).Count == a.Count + b.Count);

    [Fact]
    public void Is_the_same_in_any_order_and_grouping_of_pairs() =>
        Gen.Select(PairTables, PairTables, PairTables).Sample((a, b, c) =>
            a.Merge(b).Equals(b.Merge(a)) && a.Merge(b).Merge(c).Equals(a.Merge(b.Merge(c)))
            && a.Merge(PairTable.Of(3, [])).Equals(a) && a.Merge(b).Count == a.Count + b.Count);

    [Fact]
    public void Is_the_same_in_any_order_and_grouping_of_groups() =>
        Gen.Select(GroupTallies, GroupTallies, GroupTallies).Sample((a, b, c) =>
            a.Merge(b).Equals(b.Merge(a)) && a.Merge(b).Merge(c).Equals(a.Merge(b.Merge(c)))
            && a.Merge(GroupTally.Empty).Equals(a));

    [Fact]
    public void Selects_the_same_before_and_after_merging() =>
        Gen.Select(ScoreTallies, ScoreTallies).Sample((a, b) => a.Merge(b).At(2).Equals(a.At(2).Merge(b.At(2))));

    [Fact]
    public void Adds_up_the_cells_of_a_fourfold_table() =>
        Assert.Equal(new FourfoldTable(6, 8, 10, 12), new FourfoldTable(1, 2, 3, 4).Merge(new(5, 6, 7, 8)));

    [Fact]
    public void Counts_a_case_in_one_cell_of_a_confusion_table()
    {
        var all = ConfusionTable.Of(true, true).Merge(ConfusionTable.Of(true, false))
            .Merge(ConfusionTable.Of(false, true)).Merge(ConfusionTable.Of(false, false));

        Assert.Equal(new ConfusionTable(1, 1, 1, 1), all);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Refuses_a_weight_that_is_none(double weight)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OutcomeTally.Of(1, 1, weight));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreTally.Of([new("a", 1, true, weight, 1)]));
    }
}
