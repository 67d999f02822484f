using Supervision.Assurance;
using Supervision.Assurance.Scans;

namespace Supervision.Tests.Assurance;

public sealed class Scanning_without_groups
{
    private static readonly ScanPlan Plan = new(Splits: 6, SmallestCluster: 30, Seed: 4, Confidence: 0.95);

    [Fact]
    public void Finds_the_kind_of_case_on_which_the_model_errs()
    {
        var findings = BiasScan.Of(Cases(seed: 1, cases: 2_000, elsewhere: 0.1, there: 0.4), Plan with { Splits = 2 });

        var worst = findings.MaxBy(finding => finding.Difference.Value?.Value ?? -1);
        Assert.True(worst.AdjustedPValue < 0.001);
        Assert.True(worst.Difference.Known().Lower > 0.1);
        Assert.InRange(worst.Centre[0], 7, 13);
    }

    /// <summary>
    /// Found on one half and tested on the other, corrected: at 0.05 it may be wrong in one of twenty.
    /// </summary>
    [Fact]
    public void Stays_silent_as_often_as_its_level_says_when_there_is_none()
    {
        var alarms = Enumerable.Range(0, 200).Count(seed =>
            BiasScan.Of(Cases((ulong)seed, 400, 0.2, 0.2), Plan with { SmallestCluster = 20 })
                .Any(finding => finding.AdjustedPValue < 0.05));

        // Six standard errors above 5 per cent of 200.
        Assert.InRange(alarms, 0, 28);
    }

    [Fact]
    public void Is_repeated_by_its_seed()
    {
        var cases = Cases(3, 600, 0.1, 0.3);

        Assert.Equal(
            BiasScan.Of(cases, Plan).Select(finding => (finding.Cases, finding.Errors, finding.AdjustedPValue)),
            BiasScan.Of(cases, Plan).Select(finding => (finding.Cases, finding.Errors, finding.AdjustedPValue)));
    }

    [Fact]
    public void Finds_nothing_where_all_cases_are_alike_or_few()
    {
        ScanCase[] alike = [.. Enumerable.Range(0, 300).Select(i => new ScanCase([1, 2], i % 3 == 0))];

        Assert.Empty(BiasScan.Of(alike, Plan));
        Assert.Empty(BiasScan.Of(Cases(1, 100, 0.1, 0.9), Plan));
        Assert.Empty(BiasScan.Of([], Plan));
    }

    [Fact]
    public void Refuses_a_plan_that_cannot_be_followed_and_features_that_are_none()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasScan.Of([], Plan with { Splits = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasScan.Of([], Plan with { SmallestCluster = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasScan.Of(
            [.. Enumerable.Repeat(new ScanCase([double.NaN], true), 200)], Plan));
    }

    /// <summary>Two clouds of cases; around 10 the model errs more often, or not.</summary>
    private static ScanCase[] Cases(ulong seed, int cases, double elsewhere, double there)
    {
        var chance = new Chance(seed);
        var made = new ScanCase[cases];
        for (var i = 0; i < cases; i++)
        {
            var isThere = chance.Below(4) == 0;
            made[i] = new ScanCase(
                [(isThere ? 10 : 0) + (4 * chance.Share()), 5 * chance.Share()],
                chance.Share() < (isThere ? there : elsewhere));
        }

        return made;
    }
}
