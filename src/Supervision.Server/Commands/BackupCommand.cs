using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Supervision.Sql;

namespace Supervision.Server.Commands;

/// <summary>Copies a data folder, also while a server has it.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var target = new Option<DirectoryInfo>("--to")
        {
            Description = "Folder for the copy; made when it is not there, refused when something is in it.",
            HelpName = "FOLDER",
            Required = true,
        };
        var command = new Command(
            "backup",
            "Copies the data folder while a server may be running on it. The copy is a data folder: check it with " +
            "verify-log, and restore it by starting a server on it. A PostgreSQL database is backed up by pg_dump.")
        {
            data, target,
        };
        command.SetAction(line => Run(line.GetRequiredValue(data), line.GetRequiredValue(target)));
        return command;
    }

    private static int Run(DirectoryInfo data, DirectoryInfo target)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var bytes = DataFolderBackup.Write(DataFolders.Existing(data).FullName, target.FullName);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Copied {bytes:N0} bytes to {target.FullName} in "
                + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s."));
            return ExitCodes.Done;
        }
        catch (DataFolderException failure)
        {
            throw new CannotStartException(failure.Message, failure);
        }
    }
}
