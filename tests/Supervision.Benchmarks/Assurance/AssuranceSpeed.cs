using System.Diagnostics;
using Supervision.Assurance;
using Supervision.Assurance.Calibration;
using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Tallies;

namespace Supervision.Benchmarks.Assurance;

/// <summary>What a report on many scored rows costs: tallies by stages, then all figures from the tallies.</summary>
internal static class AssuranceSpeed
{
    private const int Attributes = 5;
    private const int GroupsEach = 5;
    private const int Stage = 100_000;
    private static readonly string[] Labels = ["a", "b", "c", "d", "e"];

    public static void Run(int most, int rounds)
    {
        foreach (var rows in new[] { most / 4, most / 2, most })
            Report(Row.Draw(rows), rounds);

        Console.WriteLine($"peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576.0:N0} MB, "
            + $"{Environment.ProcessorCount} processors");
    }

    private static void Report(Row[] rows, int rounds)
    {
        var clock = Stopwatch.StartNew();
        var allocated = GC.GetTotalAllocatedBytes();
        var tallies = Enumerable.Range(0, Attributes).Select(attribute => Tally(rows, attribute)).ToArray();
        var tallied = clock.Elapsed;
        var figures = 0;
        foreach (var tally in tallies)
        {
            var plan = new ScorePlan(50, "a", score => score / 100.0, rounds, 1, 0.95);
            figures += GroupReport.Of(tally, plan).Length;
            foreach (var group in tally.Groups)
            {
                figures += CalibrationLine.Of(tally.OfGroup(group), plan.Probability, 0.95).Value is null ? 0 : 1;
                figures += ReliabilityCurve.Of(tally.OfGroup(group), plan.Probability, 10, 0.95).Length;
                figures += Enum.GetValues<GroupMetric>().Length;
                foreach (var metric in Enum.GetValues<GroupMetric>())
                    GroupComparison.Of(tally.At(50).Groups[group], tally.At(50).Groups["a"], metric, 0.95);
            }
        }

        var all = RocArea.Of(tallies[0], rounds, 1, 0.95);
        var total = clock.Elapsed;
        Console.WriteLine($"{rows.Length:N0} rows, {Attributes} attributes, {rounds:N0} rounds: "
            + $"tallies {tallied.TotalSeconds:N2} s ({tallied.TotalNanoseconds / rows.Length:N0} ns a row), "
            + $"figures {(total - tallied).TotalSeconds:N2} s ({figures:N0}), total {total.TotalSeconds:N2} s, "
            + $"allocated {(GC.GetTotalAllocatedBytes() - allocated) / 1_048_576.0:N0} MB, "
            + $"{tallies.Sum(tally => tally.Cells.Length):N0} kinds of cases, area {all.Value?.Value:N4}");
    }

    /// <summary>As a cluster would: a tally for each stage, added up.</summary>
    private static ScoreTally Tally(Row[] rows, int attribute) => rows.Chunk(Stage)
        .Select(chunk => ScoreTally.Of(chunk.Select(row =>
            new ScoreCell(Labels[row.Groups[attribute]], row.Score, row.IsPositive, row.Weight, 1))))
        .Aggregate(ScoreTally.Empty, (sum, stage) => sum.Merge(stage));

    private readonly record struct Row(int Score, bool IsPositive, double Weight, byte[] Groups)
    {
        public static Row[] Draw(int count)
        {
            var chance = new Chance(7);
            var rows = new Row[count];
            for (var i = 0; i < count; i++)
            {
                var score = (int)chance.Below(101);
                var groups = new byte[Attributes];
                for (var a = 0; a < Attributes; a++)
                    groups[a] = (byte)chance.Below(GroupsEach);

                rows[i] = new Row(score, chance.Share() < score / 100.0, chance.Below(3) == 0 ? 4 : 1, groups);
            }

            return rows;
        }
    }
}
