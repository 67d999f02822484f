using System.CommandLine;
using Supervision.Benchmarks.Databases;

namespace Supervision.Benchmarks.Load;

/// <summary><c>growth</c>: what becomes slower or larger when there are more referents and more events.</summary>
internal static class GrowthCommand
{
    public static Command Create()
    {
        var referents = new Option<int[]>("--referents")
        {
            DefaultValueFactory = _ => [10_000, 100_000],
            AllowMultipleArgumentsPerToken = true,
            Description = "referents of each step",
        };
        var events = new Option<long[]>("--events")
        {
            DefaultValueFactory = _ => [1_000_000, 1_000_000],
            AllowMultipleArgumentsPerToken = true,
            Description = "events of each step",
        };
        var seed = new Option<long>("--seed") { DefaultValueFactory = _ => 1 };
        var command = new Command("growth", "Rate, memory, start, activation, pages and size at growing sizes.")
        {
            referents, events, seed,
        };
        command.Validators.Add(line =>
        {
            if (line.GetValue(referents)?.Length != line.GetValue(events)?.Length)
                line.AddError("Give as many numbers of events as numbers of referents.");
        });
        var databases = DatabaseOptions.AddTo(command);
        command.SetAction(async parse =>
        {
            using var measured = databases.Open(parse);
            Console.WriteLine($"Growth on {measured.Name}; {MachineLoad.Now}.");
            foreach (var (count, total) in parse.GetValue(referents)!.Zip(parse.GetValue(events)!))
                await new GrowthStep(count, total, parse.GetValue(seed)).Run(measured);
            return 0;
        });
        return command;
    }
}
