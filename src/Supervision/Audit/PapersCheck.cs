using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Supervision.Access;
using Supervision.Escalations;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Audit;

/// <summary>
/// Whether the case file in a bundle tells what the events in it say: none changed, none added, none left out. The
/// page beside it is of the same maker, which the signature says.
/// </summary>
internal static class PapersCheck
{
    private static readonly string[] Lists = ["actions", "effects"];

    private static readonly string Opened = EscalationFactTypes.NameOf(typeof(EscalationOpened));

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

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

        if (!EscalationId.TryParse(escalation, null, out var id) || id.Referent != manifest.Scope.Referent)
        {
            faults.Add("the case that is named is not of the referent that is named");
            return faults.Found("papers", "");
        }

        Follow(id, events, faults);
        foreach (var name in (string[])[BundleFiles.CaseFile, BundleFiles.CasePage])
        {
            if (!archive.Has(name))
                faults.Add($"{name} is not there");
        }

        try
        {
            if (archive.Has(BundleFiles.CaseFile))
                Compare(JsonElement.Parse(archive.Whole(BundleFiles.CaseFile), Strict), id, events, faults);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidDataException or FormatException
            or KeyNotFoundException or InvalidOperationException)
        {
            faults.Add($"{BundleFiles.CaseFile} was changed or damaged: it cannot be read");
        }

        return faults.Found("papers", $"1 case file tells what {events.Length} events say");
    }

    /// <summary>The facts of the case begin with its opening, and have the numbers one after the other.</summary>
    private static void Follow(EscalationId id, ImmutableArray<LoggedEvent> events, BundleFaults faults)
    {
        var subject = EscalationId.SubjectOf(id.Referent);
        var facts = events.Where(logged => logged.Subject == subject).ToArray();
        if (facts is not [{ Type: var type }, ..] || type != Opened)
            faults.Add("the opening of the case is not there");
        for (var index = 0; index < facts.Length; index++)
        {
            if (!IsOf(id, facts[index]))
                faults.Add($"event {facts[index].Position} is not of the case");
            else if (index > 0 && NumberOf(facts[index]) != NumberOf(facts[index - 1]) + 1)
                faults.Add($"facts of the case are left out before {facts[index].Position}");
        }
    }

    private static bool IsOf(EscalationId id, LoggedEvent logged)
    {
        try
        {
            // What a file is sealed with says nothing here; where it is between others, its number says.
            return (logged.Data.IsEmpty && EscalationFactTypes.IsSecret(logged.Type))
                || EscalationFactTypes.Read(logged.Type, logged.Data.Span).Episode == id.Episode;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Facts about the cases of a referent are numbered through, in their ids.</summary>
    private static long NumberOf(LoggedEvent logged) =>
        long.TryParse(
            logged.Key.EventId.Split('/')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private static void Compare(
        JsonElement file, EscalationId id, ImmutableArray<LoggedEvent> events, BundleFaults faults)
    {
        if (file.GetProperty("escalationId").GetString() != id.ToString())
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
        DossierRead.TryRead(logged, out var read)
        && (line.GetProperty("actor").GetString(), line.GetProperty("operation").GetString())
            == (read.Actor, read.Operation)
        && line.GetProperty("purpose").GetString() == ClosedList<ReadingPurpose>.WordFor(read.Purpose);
}
