using System.CommandLine;
using Supervision.Escalations;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Log;

namespace Supervision.Server.Commands;

/// <summary>Compares the evidence files that are stored with those that the log names.</summary>
internal static class VerifyFilesCommand
{
    private const int PageSize = 4_000;

    /// <summary>A file is stored before the fact that names it: a young one may be about to get it.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromDays(1);

    public static Command Create()
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        var removes = new Option<bool>("--remove-strangers")
        {
            Description = "Remove what is stored for longer than a day and is in no case: left by an upload that was "
                + "broken off, or by an erasure that was.",
        };
        var command = new Command(
            "verify-files",
            "Reads every evidence file whole and compares it with the SHA-256 that the log has of it. A server may be "
            + "running. Exit code 1 when one is missing or damaged.")
        {
            data, removes,
        };
        options.AddTo(command);
        command.SetAction((line, cancellation) => Run(
            line.GetRequiredValue(data), options.Read(line), line.GetValue(removes), cancellation));
        return command;
    }

    private static async Task<int> Run(
        DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration, bool removes,
        CancellationToken cancellation)
    {
        await using var services = DataServices.OpenForReading(data, configuration);
        var files = services.GetRequiredService<IEvidenceFiles>();
        if (!files.HasPlace)
            throw new CannotStartException("No folder for evidence is named: Supervision__Sql__EvidenceFolder.");

        var time = services.GetRequiredService<TimeProvider>();
        // First what is stored, then the log: what became a fact in between is no stranger.
        var stored = files.All();
        var (looked, wrong, known) = (0, 0, new HashSet<string>(StringComparer.Ordinal));
        await foreach (var (id, file) in Named(services.GetRequiredService<IEventLog>(), cancellation))
        {
            looked++;
            known.Add(StoredNames.Of(id, file.StoredAs));
            var state = await files.Check(id, file, cancellation);
            if (state == FileState.Intact)
                continue;

            wrong++;
            Console.WriteLine($"{id}, file {file.Id}: {(state == FileState.Missing ? "MISSING" : "DAMAGED")}, "
                + $"stored as {StoredNames.Of(id, file.StoredAs)}");
        }

        var strangers = stored.Where(one => !known.Contains(one.Name) && one.Since + Young < time.GetUtcNow())
            .Select(one => one.Name).ToArray();
        foreach (var stranger in strangers)
        {
            if (removes)
                files.Remove(stranger);
            Console.WriteLine($"{stranger}: in no case{(removes ? ", removed" : "")}");
        }

        Console.WriteLine(wrong == 0
            ? $"The evidence holds: {looked} files, {strangers.Length} stored that are in no case."
            : $"Of {looked} evidence files {wrong} do NOT hold.");
        return wrong == 0 ? ExitCodes.Done : ExitCodes.FoundWrong;
    }

    /// <summary>Every file that the log names and that was not erased, by case.</summary>
    private static async IAsyncEnumerable<(EscalationId Id, EvidenceFile File)> Named(
        IEventLog log, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var added = EscalationFactTypes.NameOf(typeof(EscalationFileAdded));
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var (after, subjects) = (0L, new HashSet<string>(StringComparer.Ordinal));
            while (await log.ReadPartition(partition, after, PageSize, cancellation) is { IsEmpty: false } page)
            {
                subjects.UnionWith(page.Where(logged => logged.Type == added).Select(logged => logged.Subject));
                after = page[^1].Position.Offset;
            }

            foreach (var subject in subjects.Order(StringComparer.Ordinal))
            {
                if (!EscalationId.TryParseSubject(subject, out var referent))
                    continue;
                foreach (var (episode, file) in EvidenceOnLog.Of(await Whole(log, subject, cancellation)))
                    yield return (new EscalationId(referent, episode), file);
            }
        }
    }

    private static async Task<List<LoggedEvent>> Whole(
        IEventLog log, string subject, CancellationToken cancellation)
    {
        var (events, after) = (new List<LoggedEvent>(), 0L);
        while (await log.ReadSubject(subject, after, LogLimits.PageMax, cancellation) is { IsEmpty: false } page)
        {
            events.AddRange(page);
            after = page[^1].Position.Offset;
        }

        return events;
    }
}
