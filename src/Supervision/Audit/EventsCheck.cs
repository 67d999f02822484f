using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Escalations;
using Supervision.Log;
using Supervision.Models;
using Supervision.Overrides;
using Supervision.Referents;

namespace Supervision.Audit;

/// <summary>Reads the events of a bundle, and whether they are such as belong in it.</summary>
internal static class EventsCheck
{
    /// <summary>The events that can be read, in order.</summary>
    public static (ImmutableArray<LoggedEvent> Events, BundleFinding Finding) Of(
        BundleArchive archive, BundleManifest manifest)
    {
        var (events, faults) = (ImmutableArray.CreateBuilder<LoggedEvent>(), new BundleFaults());
        var referents = manifest.Referents.Select(referent => referent.ToString()).ToHashSet(StringComparer.Ordinal);
        try
        {
            var number = 0;
            foreach (var line in archive.Has(BundleFiles.Events) ? archive.Lines(BundleFiles.Events) : [])
            {
                number++;
                if (Read(line) is not { } logged)
                    faults.Add($"{BundleFiles.Events}, line {number}, is no event");
                else if (events.Count > 0 && !IsAfter(logged.Position, events[^1].Position))
                    faults.Add($"event {logged.Position} is not in its place");
                else if (WrongWith(logged, manifest, referents) is { } wrong)
                    faults.Add($"event {logged.Position} {wrong}");
                else
                    events.Add(logged);
            }
        }
        catch (InvalidDataException damaged)
        {
            faults.Add($"{BundleFiles.Events}: {damaged.Message}");
        }

        var read = events.DrainToImmutable();
        if (manifest.Scope.Referent is { } one && !manifest.Referents.SequenceEqual([one]))
            faults.Add($"it is about {one}, and its dossiers are others");
        // A case may mean nothing for the history yet; that it begins where it was opened, its papers say.
        var own = manifest.Scope.Escalation is null ? referents : [];
        foreach (var without in own.Except(read.Select(logged => logged.Subject)))
            faults.Add($"the dossier of {without} has no event of its own");
        return (read, faults.Found("events", $"{read.Length} events are of the dossiers that are named"));

        bool IsAfter(LogPosition one, LogPosition other) =>
            one.Partition > other.Partition || (one.Partition == other.Partition && one.Offset > other.Offset);
    }

    /// <summary>What a referent's event no longer says was ordered to go by an event that is there.</summary>
    public static BundleFinding Erasures(ImmutableArray<LoggedEvent> events)
    {
        var (faults, erased) = (new BundleFaults(), 0);
        foreach (var history in events.GroupBy(logged => logged.Subject))
        {
            if (!ReferentId.TryParse(history.Key, null, out _) || OwnSubjects.Has(history.Key))
                continue;

            HashSet<long>? ordered = null;
            foreach (var logged in history.Where(logged => logged.Data.IsEmpty))
            {
                erased++;
                if (!(ordered ??= OrderedIn(history)).Contains(logged.Position.Offset))
                    faults.Add($"event {logged.Position} says nothing any more, and no order to erase it is there");
            }
        }

        return faults.Found("erasures", erased == 0
            ? "nothing was erased"
            : $"{erased} events no longer say what they said: erased by orders that are there");
    }

    private static HashSet<long> OrderedIn(IEnumerable<LoggedEvent> history)
    {
        try
        {
            return HistoryAt.Ordered(history);
        }
        catch (FormatException)
        {
            // An order that names what is no offset names nothing.
            return [];
        }
    }

    private static LoggedEvent? Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            return BundledEvent.Read(line);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? WrongWith(LoggedEvent logged, BundleManifest manifest, HashSet<string> referents)
    {
        var about = EscalationId.TryParseSubject(logged.Subject, out var followed)
            ? followed.ToString()
            : DossierRead.IsSubject(logged.Subject) ? logged.Subject[DossierRead.SubjectPrefix.Length..]
            : logged.Subject;
        if (about is not (ModelFactTypes.Subject or OverrideFactTypes.Subject) && !referents.Contains(about))
            return "is of no dossier that is named";
        if (logged.Position.Partition != Partitions.Of(about, manifest.PartitionCount))
            return "is not in the partition that its subject has";

        return manifest.Paths.Any(path => path.Partition == logged.Position.Partition
            && logged.Position.Offset >= path.First && logged.Position.Offset <= path.Last)
            ? null
            : "is on no stretch of the chain that is there";
    }
}
