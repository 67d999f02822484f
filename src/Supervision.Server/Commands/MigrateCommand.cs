using System.CommandLine;
using Supervision.Sql;

namespace Supervision.Server.Commands;

/// <summary>Brings the data to the schema of this program, and does nothing else.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        var command = new Command(
            "migrate",
            "Brings the schema of the data up to date, one process at a time, and says which scripts it ran. To run " +
            "it again changes nothing. A server does the same at its start unless it is told --no-migrate.")
        {
            data,
        };
        options.AddTo(command);
        command.SetAction(line => Run(line.GetRequiredValue(data), options.Read(line)));
        return command;
    }

    private static int Run(DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration)
    {
        using var services = DataServices.Build(data, configuration, MachineClock.Time, readOnly: false);
        var ran = DataServices.Guard(services.MigrateSupervisionData);
        foreach (var script in ran)
            Console.WriteLine($"ran {script}");
        Console.WriteLine(ran.Count == 0 ? "The schema is up to date; nothing was done." : "The schema is up to date.");
        return ExitCodes.Done;
    }
}
