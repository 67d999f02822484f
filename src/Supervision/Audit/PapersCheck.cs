using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Escalations;
using Supervision.Events;
using Supervision.Log;

namespace Supervision.Audit;

/// <summary>
/// Whether the case file in a bundle tells what the events in it say: none changed, none added, none left out. The
/// page beside it is of the same maker, which the signature says.
/// </summary>
internal static class PapersCheck
{
    private static readonly string[] Lists = ["actions", "effects"];

    public static BundleFinding Of(
        BundleArchive archive, BundleManifest manifest, ImmutableArray<LoggedEvent> events)
    {
        var faults = new BundleFaults();
        if (manifest.Scope.Escalation is not { } escalation)
        {
            if (archive.Has(BundleFiles.CaseFile) || archive.Has(BundleFiles.CasePage))
                faults.Add("there is a case file, and the bundle is of no case");
            return faults.Found("papers", "no case file is in it");
        }

        foreach (var name in (string[])[BundleFiles.CaseFile, BundleFiles.CasePage])
        {
            if (!archive.Has(name))
                faults.Add($"{name} is not there");
        }

        try
        {
            if (archive.Has(BundleFiles.CaseFile))
                Compare(JsonElement.Parse(archive.Whole(BundleFiles.CaseFile)), escalation, events, faults);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidDataException or FormatException
            or KeyNotFoundException or InvalidOperationException)
        {
            faults.Add($"{BundleFiles.CaseFile} was changed or damaged: it cannot be read");
        }

        return faults.Found("papers", $"1 case file tells what {events.Length} events say");
    }

    private static void Compare(
        JsonElement file, string escalation, ImmutableArray<LoggedEvent> events, BundleFaults faults)
    {
        if (file.GetProperty("escalationId").GetString() != escalation)
            faults.Add("the case file is of another case");

        var left = events.ToDictionary(logged => logged.Position);
        foreach (var line in Lists.SelectMany(list => file.GetProperty(list).EnumerateArray()))
        {
            var position = LogPosition.Parse(line.GetProperty("position").GetString()!);
            if (!left.Remove(position, out var logged))
                faults.Add($"the case file tells of {position}, which is not among the events");
            else if (!IsSame(line, logged))
                faults.Add($"the case file says something else of {position} than the event does");
        }

        foreach (var line in file.GetProperty("readings").EnumerateArray())
        {
            var position = LogPosition.Parse(line.GetProperty("position").GetString()!);
            if (!left.Remove(position, out var logged) || !IsSameReading(line, logged))
                faults.Add($"the case file tells of a reading at {position} that is not among the events");
        }

        foreach (var position in left.Keys)
            faults.Add($"the case file leaves out {position}");
    }

    private static bool IsSame(JsonElement line, LoggedEvent logged) =>
        line.GetProperty("type").GetString() == logged.Type
        && (logged.Data.IsEmpty
            ? EscalationFactTypes.IsSecret(logged.Type) && !line.TryGetProperty("data", out _)
            : CanonicalJson.Of(line.GetProperty("data")).AsSpan().SequenceEqual(logged.Data.Span));

    private static bool IsSameReading(JsonElement line, LoggedEvent logged) =>
        Access.DossierRead.TryRead(logged, out var read)
        && (line.GetProperty("actor").GetString(), line.GetProperty("operation").GetString())
            == (read.Actor, read.Operation)
        && line.GetProperty("purpose").GetString() == Facts.ClosedList<Access.ReadingPurpose>.WordFor(read.Purpose);
}
