using Supervision.Tests.Assurance.Studies;

namespace Supervision.Tests.Assurance;

/// <summary>
/// The assurance of the assurance, at a size for every run; `Supervision.Benchmarks assurance coverage` and `planted`
/// do it in full.
/// </summary>
public sealed class Promises_of_the_statistics
{
    public static TheoryData<string> WhereTheoryHolds =>
        [.. CoverageStudy.All.Where(study => study.TheoryHolds).Select(study => study.Name)];

    public static TheoryData<int, double> Planted => new() { { 500, 0.15 }, { 2_000, 0.10 }, { 500, 0 }, { 2_000, 0 } };

    [Theory]
    [MemberData(nameof(WhereTheoryHolds))]
    public void Are_kept_by_intervals_of_95_per_cent(string name)
    {
        var (coverage, samples) = CoverageStudy.All.Single(study => study.Name == name).Run(1_000, Figures.Seed);

        // A thousand samples are uncertain by 0.7 points, so this is 93 to 97 with room for that.
        Assert.InRange(coverage, 0.93 - 0.005, 0.97 + 0.005);
        Assert.InRange(samples, 990, 1_000);
    }

    [Theory]
    [MemberData(nameof(Planted))]
    public void Are_kept_by_the_power_to_find_a_planted_bias(int checks, double points)
    {
        const int Seeds = 500;
        var (found, power) = new PlantedBias(checks, points).Run(Seeds, Figures.Seed);

        // Four standard errors of a share of so many seeds, and the power itself is an approximation.
        Assert.Equal(power, found, (4 * Math.Sqrt(power * (1 - power) / Seeds)) + 0.01);
        Assert.True(points == 0 ? found < 0.10 : found > 0.5);
    }
}
