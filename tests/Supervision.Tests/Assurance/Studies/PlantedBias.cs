using Supervision.Assurance;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Power;
using Supervision.Assurance.Tallies;

namespace Supervision.Tests.Assurance.Studies;

/// <summary>Checks of two groups in which false alarms of one are more frequent by a known number of points.</summary>
/// <remarks>
/// Half of the checks are of either group, three of ten have a finding, and a fifth of those without one in the
/// reference is a false alarm. What the test finds is held beside the power computed for the cases that each population
/// had.
/// </remarks>
public sealed record PlantedBias(int Checks, double Points)
{
    public const double Level = 0.05;
    private const double Prevalence = 0.3;
    private const double Reference = 0.2;
    private const double Sensitivity = 0.6;

    public static IReadOnlyList<PlantedBias> All { get; } =
        [new(500, 0.15), new(2_000, 0.10), new(500, 0), new(2_000, 0)];

    /// <summary>How often the test found a difference, and how often its power said that it would.</summary>
    public (double Found, double Power) Run(int seeds, ulong seed)
    {
        var (found, power) = (0, 0.0);
        for (var i = 0; i < seeds; i++)
        {
            var (group, reference) = Draw(Chance.For(seed, (ulong)i));
            var test = GroupComparison.Of(group, reference, GroupMetric.FalsePositiveRate, 1 - Level).Test;
            found += test.Value?.PValue <= Level ? 1 : 0;
            power += TwoProportionPower.Of(
                Reference + Points, group.Negatives, Reference, reference.Negatives, Level).Value ?? 0;
        }

        return (found / (double)seeds, power / seeds);
    }

    private (ConfusionTable Group, ConfusionTable Reference) Draw(Chance chance)
    {
        var (group, reference) = (ConfusionTable.Empty, ConfusionTable.Empty);
        for (var i = 0; i < Checks; i++)
        {
            var isMember = chance.Below(2) == 0;
            var isPositive = chance.Share() < Prevalence;
            var isSelected = chance.Share() < (isPositive ? Sensitivity : Reference + (isMember ? Points : 0));
            var one = ConfusionTable.Of(isSelected, isPositive);
            (group, reference) = isMember ? (group.Merge(one), reference) : (group, reference.Merge(one));
        }

        return (group, reference);
    }
}
