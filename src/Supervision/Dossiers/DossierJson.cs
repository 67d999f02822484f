using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Dossiers;

/// <summary>A dossier for a machine: JSON, every event with the data as they were accepted.</summary>
public static class DossierJson
{
    public static void Write(Dossier dossier, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("referentId", dossier.Referent.ToString());
        json.WriteString("madeAt", dossier.MadeAt.UtcDateTime);
        json.WriteString("leftOut", Dossier.Omissions);
        WriteRegister(json, dossier);
        WriteScore(json, dossier.Score);
        WriteEvents(json, "events", dossier.Events, []);
        WriteEvents(json, "followUp", dossier.FollowUp, Dossier.LeftOut);
        json.WriteStartArray("levels");
        foreach (var change in dossier.Levels)
        {
            json.WriteStartObject();
            json.WriteString("at", change.At.UtcDateTime);
            json.WriteString("from", ClosedList<RiskLevel>.WordFor(change.From));
            json.WriteString("to", ClosedList<RiskLevel>.WordFor(change.To));
            if (change.ScoredPoints is { } points)
                json.WriteNumber("points", points);
            else
                json.WriteNull("points");
            json.WriteString("modelHash", change.ModelHash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notCounted");
        foreach (var quarantined in dossier.Quarantined)
        {
            json.WriteStartObject();
            json.WriteString("position", quarantined.Position.ToString());
            json.WriteString("code", quarantined.Code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRegister(Utf8JsonWriter json, Dossier dossier)
    {
        if (dossier.Register is not { } register)
        {
            json.WriteNull("register");
            return;
        }

        json.WriteStartObject("register");
        json.WriteString("displayName", register.DisplayName);
        json.WriteString("sector", register.Sector?.ToString());
        json.WriteString("sizeBand", register.SizeBand is { } band ? ClosedList<SizeBand>.WordFor(band) : null);
        json.WriteString("legalForm", register.LegalForm is { } form ? ClosedList<LegalForm>.WordFor(form) : null);
        json.WriteString("foundedOn", register.FoundedOn?.ToString("yyyy-MM-dd"));
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, Score? score)
    {
        if (score is null)
        {
            json.WriteNull("risk");
            return;
        }

        json.WriteStartObject("risk");
        json.WriteString("level", ClosedList<RiskLevel>.WordFor(score.Level));
        json.WriteString("reason", score.Reason);
        json.WriteNumber("points", score.Points);
        json.WriteNumber("evidence", score.Evidence);
        json.WriteString("asOf", score.AsOf.UtcDateTime);
        json.WriteStartArray("contributions");
        foreach (var contribution in score.Contributions)
        {
            json.WriteStartObject();
            json.WriteString("indicator", contribution.Indicator);
            json.WriteNumber("points", contribution.Points);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEvents(
        Utf8JsonWriter json, string name, ImmutableArray<LoggedEvent> events, ImmutableArray<string> without)
    {
        json.WriteStartArray(name);
        foreach (var logged in events)
        {
            json.WriteStartObject();
            json.WriteString("position", logged.Position.ToString());
            json.WriteString("type", logged.Type);
            json.WriteString("source", logged.Key.Source);
            json.WriteString("id", logged.Key.EventId);
            json.WriteString("time", logged.Time.UtcDateTime);
            json.WriteString("recordedAt", logged.RecordedAt.UtcDateTime);
            json.WriteBoolean("erased", logged.Data.IsEmpty);
            if (!logged.Data.IsEmpty)
                WriteData(json, logged, without);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteData(Utf8JsonWriter json, LoggedEvent logged, ImmutableArray<string> without)
    {
        json.WriteStartObject("data");
        foreach (var (name, value) in MembersOf(logged, without))
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    /// <summary>The members of the data but for some; none when they cannot be read.</summary>
    internal static IEnumerable<(string Name, JsonElement Value)> MembersOf(
        LoggedEvent logged, ImmutableArray<string> without)
    {
        JsonElement data;
        try
        {
            data = JsonElement.Parse(logged.Data.Span);
        }
        catch (JsonException)
        {
            yield break; // Damaged on the disk: verify-log says so, and the rest of the dossier is of use.
        }

        foreach (var member in data.EnumerateObject())
        {
            if (!without.Contains(member.Name))
                yield return (member.Name, member.Value);
        }
    }
}
