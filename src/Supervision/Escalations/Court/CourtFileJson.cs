using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Access;
using Supervision.Audit;
using Supervision.Facts;
using Supervision.Letters.Cases;

namespace Supervision.Escalations.Court;

/// <summary>The file of a case for a machine: JSON, every fact with the data as they are on the log.</summary>
public static class CourtFileJson
{
    public static byte[] Write(CourtFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            WriteHead(json, file);
            WriteStanding(json, file.Standing);
            WriteEvents(json, "actions", file.Actions);
            WriteEvents(json, "effects", file.Effects);
            WriteReadings(json, file);
            WriteLetters(json, file);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteHead(Utf8JsonWriter json, CourtFile file)
    {
        json.WriteString("format", CourtFile.FormatName);
        json.WriteString("software", BundleManifest.SoftwareVersion);
        json.WriteString("escalationId", file.Id.ToString());
        json.WriteString("referentId", file.Id.Referent.ToString());
        json.WriteString("name", file.Name);
        json.WriteString("madeAt", file.MadeAt.UtcDateTime);
        json.WriteStartObject("asked");
        json.WriteString("actor", file.Asked.Actor);
        json.WriteString("kind", ClosedList<ActorKind>.WordFor(file.Asked.Kind));
        WriteRoles(json, file.Asked.Roles);
        json.WriteString("purpose", ClosedList<ReadingPurpose>.WordFor(file.Asked.Purpose));
        json.WriteEndObject();
    }

    private static void WriteStanding(Utf8JsonWriter json, CourtStanding standing)
    {
        json.WriteStartObject("case");
        json.WriteString("state", ClosedList<EscalationState>.WordFor(standing.State));
        json.WriteString("ground", ClosedList<EscalationGround>.WordFor(standing.Ground));
        json.WriteString("reason", standing.Reason);
        json.WriteString("modelHash", standing.ModelHash);
        json.WriteString("reference", standing.Reference);
        json.WriteString("openedAt", standing.OpenedAt.UtcDateTime);
        if (standing.ClosedAt is { } closedAt)
            json.WriteString("closedAt", closedAt.UtcDateTime);
        if (standing.Outcome is { } outcome)
            json.WriteString("outcome", ClosedList<EscalationOutcome>.WordFor(outcome));
        json.WriteString("assignee", standing.Assignee);
        json.WritePropertyName("file");
        JsonSerializer.Serialize(json, standing.Work, EscalationJson.Default.CaseFile);
        json.WritePropertyName("clocks");
        JsonSerializer.Serialize(json, standing.Clocks, EscalationJson.Default.ImmutableArrayCaseClock);
        json.WriteStartArray("notes");
        foreach (var note in standing.Notes)
            JsonSerializer.Serialize(json, note, EscalationJson.Default.EscalationNote);
        json.WriteEndArray();
        json.WriteStartArray("evidence");
        foreach (var file in standing.Files)
        {
            json.WriteStartObject();
            json.WriteString("fileId", file.Id);
            json.WriteString("name", file.Name);
            json.WriteNumber("size", file.Size);
            json.WriteString("sha256", file.Sha256);
            json.WriteString("officer", file.Officer);
            json.WriteString("addedAt", file.AddedAt.UtcDateTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter json, string name, ImmutableArray<CourtEvent> events)
    {
        json.WriteStartArray(name);
        foreach (var (logged, digest, link) in events)
        {
            json.WriteStartObject();
            json.WriteString("position", logged.Position.ToString());
            json.WriteString("type", logged.Type);
            json.WriteString("source", logged.Key.Source);
            json.WriteString("id", logged.Key.EventId);
            json.WriteString("subject", logged.Subject);
            json.WriteString("time", logged.Time.UtcDateTime);
            json.WriteString("recordedAt", logged.RecordedAt.UtcDateTime);
            json.WriteString("digest", digest);
            json.WriteString("link", link);
            if (!EscalationFactTypes.IsSecret(logged.Type))
            {
                json.WritePropertyName("data");
                json.WriteRawValue(logged.Data.Span);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteReadings(Utf8JsonWriter json, CourtFile file)
    {
        json.WriteStartArray("readings");
        foreach (var ((logged, digest, link), read) in file.Readings)
        {
            json.WriteStartObject();
            json.WriteString("position", logged.Position.ToString());
            json.WriteString("at", logged.Time.UtcDateTime);
            json.WriteString("operation", read.Operation);
            json.WriteString("actor", read.Actor);
            json.WriteString("kind", ClosedList<ActorKind>.WordFor(read.Kind));
            WriteRoles(json, read.Roles);
            json.WriteString("purpose", ClosedList<ReadingPurpose>.WordFor(read.Purpose));
            json.WriteNumber("status", read.Status);
            json.WriteString("digest", digest);
            json.WriteString("link", link);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLetters(Utf8JsonWriter json, CourtFile file)
    {
        json.WriteStartArray("letters");
        foreach (var (kind, letter) in file.Letters)
        {
            json.WriteStartObject();
            json.WriteString("kind", ClosedList<CaseLetterKind>.WordFor(kind));
            json.WriteString("title", letter.Title);
            json.WriteStartArray("sections");
            foreach (var section in letter.Sections)
            {
                json.WriteStartObject();
                json.WriteString("heading", section.Heading);
                json.WriteStartArray("sentences");
                foreach (var sentence in section.Sentences)
                    json.WriteStringValue(sentence);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRoles(Utf8JsonWriter json, ImmutableArray<Role> roles)
    {
        json.WriteStartArray("roles");
        foreach (var role in roles)
            json.WriteStringValue(ClosedList<Role>.WordFor(role));
        json.WriteEndArray();
    }
}
