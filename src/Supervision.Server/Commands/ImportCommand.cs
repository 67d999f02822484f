using System.CommandLine;
using Supervision.Gateway.Imports;
using Supervision.Log;

namespace Supervision.Server.Commands;

/// <summary>Loads rows of a file into the log.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var clock = CommonOptions.Clock();
        var options = ConfigurationOptions.OfData();
        var mapping = new Option<FileInfo>("--mapping")
        {
            Description = "The mapping document: which columns make which events.",
            HelpName = "FILE",
            Required = true,
        };
        var file = new Argument<FileInfo>("file")
        {
            Description = "The rows: CSV with a header line, plain or packed with gzip (.gz).",
        };
        var command = new Command(
            "import",
            "Loads rows of a file into the log through a mapping document. Stop it at any moment and run it again: " +
            "it goes on, and nothing is doubled. No server may have the data folder meanwhile; the next one folds " +
            "what was loaded. On PostgreSQL the servers may go on. Exit code 1 when rows were rejected; a file " +
            "beside the log says which and why.")
        {
            file, mapping, data, clock,
        };
        options.AddTo(command);
        command.SetAction((line, cancellation) => Run(
            line.GetRequiredValue(mapping), line.GetRequiredValue(file), line.GetRequiredValue(data),
            options.Read(line), line.GetValue(clock), cancellation));
        return command;
    }

    private static async Task<int> Run(
        FileInfo mapping,
        FileInfo file,
        DirectoryInfo data,
        IReadOnlyDictionary<string, string?> configuration,
        DateTimeOffset? clock,
        CancellationToken cancellation)
    {
        foreach (var needed in new[] { mapping, file })
        {
            if (!needed.Exists)
                throw new CannotStartException($"There is no file {needed.FullName}.");
        }

        await using var provider = DataServices.Build(
            data, configuration, SupervisionHost.Clock(clock), readOnly: false);
        DataFolders.Open(provider);
        var request = new ImportRequest(mapping.FullName, file.FullName, data.FullName);
        try
        {
            var report = await Bars.Show(file.Name, bar => Import.Run(
                request, provider.GetRequiredService<IEventLog>(), provider.GetRequiredService<TimeProvider>(),
                new ShowOnBar(bar), cancellation));
            Tell(report);
            return report.RejectsByReason.Count == 0 && report.Conflicts == 0 ? ExitCodes.Done : ExitCodes.FoundWrong;
        }
        catch (ImportRefusedException refused)
        {
            throw new CannotStartException("The import is refused." + Lines(refused, mapping, file), refused);
        }
    }

    /// <summary>One refusal stays on the line; several have a line each.</summary>
    private static string Lines(ImportRefusedException refused, FileInfo mapping, FileInfo rows)
    {
        var before = refused.Refusals.Length == 1 ? " " : Environment.NewLine + "  ";
        return string.Concat(refused.Refusals.Select(refusal =>
            $"{before}{Place(refusal, mapping, rows)}: {refusal.Message}"));
    }

    /// <summary>A pointer is into the mapping; without one it is about a file as a whole.</summary>
    private static string Place(Refusal refusal, FileInfo mapping, FileInfo rows) => refusal switch
    {
        { Pointer: { Length: > 0 } at } => $"{mapping.Name} at {at}",
        { Code: var code } when code.StartsWith("mapping-", StringComparison.Ordinal) => $"{mapping.Name} as a whole",
        _ => rows.Name,
    };

    private static void Tell(ImportReport report)
    {
        Console.WriteLine(
            $"import {report.ImportId}{(report.Resumed ? ", resumed" : "")}: {report.Rows} rows in " +
            $"{report.Elapsed.TotalSeconds:F1} s ({report.RowsPerSecond:F0} rows/s of this run)");
        Console.WriteLine(
            $"{report.Events} events: {report.Accepted} accepted, {report.Duplicates} known already, " +
            $"{report.Conflicts} conflicts; {report.Referents} referents");
        foreach (var (reason, count) in report.SkipsByReason)
            Console.WriteLine($"skipped, {reason}: {count}");
        foreach (var (reason, count) in report.RejectsByReason)
            Console.WriteLine($"rejected, {reason}: {count}");
        if (report.RejectsByReason.Count > 0)
            Console.WriteLine($"The rejected rows: {report.RejectsPath}");
    }

    /// <summary>Called on the thread that reports, in order.</summary>
    private sealed class ShowOnBar(Bar bar) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => bar.Show(
            value.Fraction,
            $"{value.Rows:N0} rows, {value.Accepted:N0} accepted, {value.Duplicates:N0} known, " +
            $"{value.Rejects:N0} rejected");
    }
}
