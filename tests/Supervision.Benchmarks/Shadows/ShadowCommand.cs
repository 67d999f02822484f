using System.CommandLine;

namespace Supervision.Benchmarks.Shadows;

/// <summary><c>shadow</c>: what a shadow costs the stream, and two versions compared over the H-2 data.</summary>
internal static class ShadowCommand
{
    public static Command Create()
    {
        var events = new Option<int>("--events") { DefaultValueFactory = _ => 200_000, Description = "each round" };
        var referents = new Option<int>("--referents") { DefaultValueFactory = _ => 10_000 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
        var h2 = new Option<DirectoryInfo?>("--h2") { Description = "the folder of the H-2 files; then only those" };
        var command = new Command("shadow", "What a shadow costs, and two versions over the H-2 data.")
        {
            events, referents, rounds, h2,
        };
        command.SetAction((parse, cancellation) => parse.GetValue(h2) is { } folder
            ? ShadowOverH2.Run(folder, cancellation)
            : ShadowCost.Run(
                parse.GetValue(events), parse.GetValue(referents), parse.GetValue(rounds), cancellation));
        return command;
    }
}
