using System.CommandLine;
using Supervision.Benchmarks.Databases;
using Supervision.Benchmarks.Load;

namespace Supervision.Benchmarks.Selecting;

/// <summary><c>selection</c>: a period's checks drawn from many referents, over REST, and drawn once more.</summary>
internal static class SelectionCommand
{
    public static Command Create()
    {
        var referents = new Option<int>("--referents")
        {
            DefaultValueFactory = _ => 100_000,
            Description = "Referents with an active recognition.",
        };
        var capacity = new Option<int>("--capacity")
        {
            DefaultValueFactory = _ => 1_000,
            Description = "Checks of the plan.",
        };
        var command = new Command(
            "selection",
            "Draws a period's checks from many referents; exit code 1 when drawing anew gives another list.")
        {
            referents, capacity,
        };
        var databases = DatabaseOptions.AddTo(command);
        command.SetAction(async parse =>
        {
            using var measured = databases.Open(parse);
            Console.WriteLine($"Selection on {measured.Name}; {MachineLoad.Now}.");
            await using var data = await measured.Create();
            return await new SelectionRun(parse.GetValue(referents), parse.GetValue(capacity)).Run(data) ? 0 : 1;
        });
        return command;
    }
}
