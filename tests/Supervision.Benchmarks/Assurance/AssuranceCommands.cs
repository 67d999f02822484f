using System.CommandLine;
using Supervision.Tests.Assurance.Studies;

namespace Supervision.Benchmarks.Assurance;

/// <summary>What the statistics promise, in full: coverage, planted bias, and what a report costs.</summary>
internal static class AssuranceCommands
{
    private const ulong Seed = 20261129;

    public static Command Create()
    {
        var command = new Command("assurance", "Coverage of intervals, detection of planted bias, cost of a report.")
        {
            Coverage(),
            Planted(),
            Speed(),
            Report(),
        };
        return command;
    }

    private static Command Coverage()
    {
        var samples = new Option<int>("--samples") { DefaultValueFactory = _ => 10_000 };
        var command = new Command("coverage", "How often intervals of 95 per cent hold a known truth.") { samples };
        command.SetAction(parsed =>
        {
            foreach (var study in CoverageStudy.All)
            {
                var (coverage, known) = study.Run(parsed.GetValue(samples), Seed);
                var verdict = coverage is >= 0.93 and <= 0.97 ? "within 93–97" : "outside 93–97";
                Console.WriteLine($"{study.Name}: {coverage:P1} of {known:N0}, {verdict}"
                    + (study.TheoryHolds ? string.Empty : " (not promised here)"));
            }
        });
        return command;
    }

    private static Command Planted()
    {
        var seeds = new Option<int>("--seeds") { DefaultValueFactory = _ => 500 };
        var command = new Command("planted", "How often a planted bias is found, beside the power computed.") { seeds };
        command.SetAction(parsed =>
        {
            foreach (var planted in PlantedBias.All)
            {
                var (found, power) = planted.Run(parsed.GetValue(seeds), Seed);
                var computed = planted.Points > 0 ? "power" : "level";
                Console.WriteLine($"{planted.Points * 100:N0} points, {planted.Checks:N0} checks: found in {found:P1} "
                    + $"of {parsed.GetValue(seeds):N0} seeds, computed {computed} {power:P1}");
            }
        });
        return command;
    }

    private static Command Speed()
    {
        var rows = new Option<int>("--rows") { DefaultValueFactory = _ => 1_000_000 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 1_000 };
        var command = new Command("speed", "A full report on scored rows with five attributes: seconds and memory.")
        {
            rows, rounds,
        };
        command.SetAction(parsed => AssuranceSpeed.Run(parsed.GetValue(rows), parsed.GetValue(rounds)));
        return command;
    }

    private static Command Report()
    {
        var rows = new Option<int>("--rows") { DefaultValueFactory = _ => 1_000_000 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 1_000 };
        var command = new Command("report", "The same through the real job: uploaded by REST, counted, made.")
        {
            rows, rounds,
        };
        command.SetAction((parsed, cancellation) =>
            AssuranceReportRun.Run(parsed.GetValue(rows), parsed.GetValue(rounds), cancellation));
        return command;
    }
}
