using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using Supervision.Assurance;
using Supervision.Assurance.Reports;

namespace Supervision.Tests.Assurance;

/// <summary>
/// Somebody takes every number of a report for an equation in the cases that he does not know, and solves them. Empty
/// cells of groups he knows from elsewhere. Nothing of a group below ten may come out, whatever attributes the report
/// has.
/// </summary>
public sealed class An_attack_by_subtraction
{
    private const int Kinds = 6;
    private static readonly string[] Origins = ["a", "b", "c", ""];
    private static readonly string[] Ages = ["young", "old", ""];

    private static readonly ReportPlan Plan = new(
        ["origin", "age", "both"], ImmutableSortedDictionary<string, string>.Empty, IsProbability: false, Rounds: 100,
        Figures.Seed, Figures.Confidence);

    [Fact]
    public void Finds_no_count_below_ten_in_any_report()
    {
        var (small, learnt) = (0, 0);
        for (var round = 0; round < 60; round++)
        {
            var cells = Cells(new Chance((ulong)round));
            var report = ReportWriting.Write(Counted(cells), Plan);
            var unlabelled = Groups().Where(group => group.Name == "").ToArray();
            var known = cells.Keys.Where(cell => cells[cell] > 0 || unlabelled.Any(group => group.IsIn(cell))).Order()
                .ToArray();
            var equations = Matrix<double>.Build.DenseOfRows([.. Said(report).Select(Row)]);
            var unknown = equations.Kernel();
            learnt += known.Length - unknown.Length;
            foreach (var (name, part) in Groups().SelectMany(Parts))
            {
                var count = cells.Where(cell => part(cell.Key)).Sum(cell => cell.Value);
                if (count is 0 or >= 10)
                    continue;

                small++;
                var asked = Vector<double>.Build.DenseOfArray(Row(part));
                Assert.True(
                    unknown.Any(free => Math.Abs(free.DotProduct(asked)) > 1e-9),
                    $"Round {round}: {name} is {count}, and can be worked out.");
            }

            double[] Row(Func<(int Origin, int Age, int Kind), bool> isIn) =>
                [.. known.Select(cell => isIn(cell) ? 1.0 : 0.0)];
        }

        // It is no attack where there is nothing to find, nor where nothing is said.
        Assert.InRange(small, 300, int.MaxValue);
        Assert.InRange(learnt, 1_000, int.MaxValue);
    }

    /// <summary>Kind: selected and passed over, each with a finding, without one, and without an outcome.</summary>
    private static Dictionary<(int Origin, int Age, int Kind), long> Cells(Chance chance)
    {
        var cells = new Dictionary<(int, int, int), long>();
        for (var origin = 0; origin < Origins.Length; origin++)
        {
            for (var age = 0; age < Ages.Length; age++)
            {
                for (var kind = 0; kind < Kinds; kind++)
                {
                    cells[(origin, age, kind)] = chance.Below(6) switch
                    {
                        0 => 0,
                        1 => chance.Below(12),
                        _ => chance.Below(200),
                    };
                }
            }
        }

        return cells;
    }

    private static ReportCounter Counted(Dictionary<(int Origin, int Age, int Kind), long> cells)
    {
        var counter = new ReportCounter(3);
        foreach (var ((origin, age, kind), count) in cells.Where(cell => cell.Value > 0))
        {
            var (first, second) = (Origins[origin], Ages[age]);
            bool? outcome = (kind % 3) switch { 0 => true, 1 => false, _ => null };
            counter.Add(
                new ReportCase(null, kind < 3, outcome, 1, null, "", [first, second, Both(first, second)]), count);
        }

        return counter;
    }

    private static string Both(string origin, string age) => origin == "" || age == "" ? "" : origin + "-" + age;

    private static IEnumerable<(string Name, Func<(int Origin, int Age, int Kind), bool> IsIn)> Groups() =>
    [
        .. Origins.Select((origin, o) => (
            origin, (Func<(int Origin, int Age, int Kind), bool>)(cell => cell.Origin == o))),
        .. Ages.Select((age, a) => (
            age, (Func<(int Origin, int Age, int Kind), bool>)(cell => cell.Age == a))),
        .. Origins.SelectMany((origin, o) => Ages.Select((age, a) => (
            Both(origin, age),
            (Func<(int Origin, int Age, int Kind), bool>)(cell => cell.Origin == o && cell.Age == a))))
            .Where(both => both.Item1 != ""),
    ];

    private static IEnumerable<(string Name, Func<(int Origin, int Age, int Kind), bool> IsIn)> Parts(
        (string Name, Func<(int Origin, int Age, int Kind), bool> IsIn) of) =>
        // How many have no group, and how many of those are selected, tells of the labels.
        new int[][] { [0], [1], [2], [3], [4], [5], [0, 1, 2], [3, 4, 5], [0, 1, 2, 3, 4, 5] }
            .Where(kinds => of.Name != "" || kinds.Length == 1).Select(kinds => (
            $"'{of.Name}' {string.Join(',', kinds)}",
            (Func<(int Origin, int Age, int Kind), bool>)(cell => of.IsIn(cell) && kinds.Contains(cell.Kind))));

    /// <summary>What each number of the report is the sum of.</summary>
    private static IEnumerable<Func<(int Origin, int Age, int Kind), bool>> Said(Report report)
    {
        foreach (var kinds in new int[]?[]
        {
            [0, 1, 2, 3, 4, 5], [0, 1, 3, 4],
            report.Population.Selected is null ? null : [0, 1, 2],
            report.Population.Findings is null ? null : [0, 3],
            report.Reliability.HitRate.Value is null ? null : [0],
            report.Reliability.HitRate.Value is null ? null : [1],
        })
        {
            if (kinds is not null)
                yield return cell => kinds.Contains(cell.Kind);
        }

        foreach (var group in report.Attributes.SelectMany(attribute => attribute.Groups))
        {
            var isIn = Groups().Single(at => at.Name == group.Group).IsIn;
            foreach (var kinds in Said(group))
                yield return cell => isIn(cell) && kinds.Contains(cell.Kind);
        }
    }

    private static IEnumerable<int[]> Said(GroupSaid group)
    {
        if (group.Cases is not null)
            yield return [0, 1, 2, 3, 4, 5];
        if (group.Selected is not null)
            yield return [0, 1, 2];
        if (group.Outcomes is not null)
            yield return [0, 1, 3, 4];
        if (group.Findings is not null)
            yield return [0, 3];

        // A rate with its number of cases gives both counts that it is made of.
        foreach (var metric in group.Metrics.Where(metric => metric.Value.Value is not null))
        {
            var (part, rest) = metric.Metric switch
            {
                "selection-rate" => (new[] { 0, 1, 2 }, new[] { 3, 4, 5 }),
                "false-positive-rate" => ([1], [4]),
                "false-negative-rate" => ([3], [0]),
                "positive-predictive-value" => ([0], [1]),
                "false-omission-rate" => ([3], [4]),
                _ => (new[] { 0, 3 }, new[] { 1, 4 }),
            };
            yield return part;
            yield return rest;
        }
    }
}
