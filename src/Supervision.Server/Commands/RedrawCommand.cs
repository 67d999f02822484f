using System.CommandLine;
using System.Globalization;
using Supervision.Log;
using Supervision.Selections;

namespace Supervision.Server.Commands;

/// <summary>Computes a draw of checks once more from what is stored, and says whether it is equal.</summary>
internal static class RedrawCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        var selection = new Argument<string>("selection") { Description = "The id of the selection: selection-1." };
        var command = new Command(
            "redraw",
            "Computes a draw of checks once more from plan and seed on the log and the stored inputs, and holds " +
            "inputs, chances and list against the hashes on the log. Only reads, so a server may be running, and a " +
            "back-up is as good. Exit code 1 when one differs, or there is no such draw.")
        {
            selection, data,
        };
        options.AddTo(command);
        command.SetAction((line, cancellation) => Run(
            line.GetRequiredValue(selection), line.GetRequiredValue(data), options.Read(line), cancellation));
        return command;
    }

    private static async Task<int> Run(
        string id, DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration,
        CancellationToken cancellation)
    {
        await using var services = DataServices.OpenForReading(data, configuration);
        var reading = await SelectionReading.Start.CatchUp(services.GetRequiredService<IEventLog>(), cancellation);
        if (reading.Register.Selections.GetValueOrDefault(id) is not { Drawn: { } drawn } selection)
        {
            Console.WriteLine("There is no draw of that selection.");
            return ExitCodes.FoundWrong;
        }

        var rows = await StoredDraw.Members(
            services.GetRequiredService<ISelectionStore>(), drawn.Draw, cancellation);
        var again = Redraw.Of(selection, rows);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{again.Checks} checks of {again.Population} referents: inputs {Word(again.PopulationEqual)}, "
            + $"chances {Word(again.ChancesEqual)}, list {Word(again.ListEqual)}."));
        return again.IsEqual ? ExitCodes.Done : ExitCodes.FoundWrong;
    }

    private static string Word(bool isEqual) => isEqual ? "equal" : "different";
}
