using System.Text.Json;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Audit;

/// <summary>That a referent had a score: of which history, at which moment, by which model.</summary>
/// <param name="Position">The last event that counted.</param>
/// <param name="ModelHash">Null when no model was in use, and so no score.</param>
/// <param name="Reason">Why there was no score; only when there was none.</param>
/// <param name="Told">What was told then; null of the closing score, at the end of a period or of now.</param>
public sealed record ScoreClaim(
    ReferentId Referent, LogPosition Position, DateTimeOffset At, string? ModelHash, string? Reason, ToldLevel? Told)
{
    /// <param name="reason">Why no model was in use then; null when one was.</param>
    public static ScoreClaim Of(RiskChange told, string? reason) => new(
        told.Referent, told.Position, told.At, told.ModelHash, reason,
        new ToldLevel(told.Sequence, told.From, told.To, told.Points, told.Cause));

    internal static ScoreClaim Read(JsonElement json)
    {
        if (!ReferentId.TryParse(BundledEvent.Text(json, "referentId"), null, out var referent))
            throw new FormatException("It names no referent.");

        return new ScoreClaim(
            referent, LogPosition.Parse(BundledEvent.Text(json, "position")),
            BundledEvent.MomentOf(BundledEvent.Text(json, "at")), Optional(json, "modelHash"),
            Optional(json, "reason"), json.TryGetProperty("told", out var told) ? ToldLevel.Read(told) : null);
    }

    /// <summary>In a sentence, for people.</summary>
    public override string ToString() => Told is null
        ? $"{Referent} at {Position}, the closing score"
        : $"{Referent} at {Position}, told at {BundledEvent.TextOf(At)}";

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteString("at", BundledEvent.TextOf(At));
        if (ModelHash is not null)
            json.WriteString("modelHash", ModelHash);
        json.WriteString("position", Position.ToString());
        if (Reason is not null)
            json.WriteString("reason", Reason);
        json.WriteString("referentId", Referent.ToString());
        if (Told is not null)
        {
            json.WriteStartObject("told");
            Told.Write(json);
            json.WriteEndObject();
        }
    }

    private static string? Optional(JsonElement json, string member) =>
        json.TryGetProperty(member, out var text) ? text.GetString() : null;
}

/// <summary>A change of level as it was told and stored.</summary>
/// <param name="Sequence">Its place among all changes.</param>
/// <param name="Cause">The event that moved it; null when time did.</param>
public sealed record ToldLevel(long Sequence, RiskLevel From, RiskLevel To, int Points, EventKey? Cause)
{
    internal static ToldLevel Read(JsonElement json) => new(
        json.GetProperty("sequence").GetInt64(), Level(json, "from"), Level(json, "to"),
        json.GetProperty("points").GetInt32(),
        json.TryGetProperty("cause", out var cause)
            ? new EventKey(BundledEvent.Text(cause, "source"), BundledEvent.Text(cause, "id"))
            : null);

    internal void Write(Utf8JsonWriter json)
    {
        if (Cause is { } cause)
        {
            json.WriteStartObject("cause");
            json.WriteString("id", cause.EventId);
            json.WriteString("source", cause.Source);
            json.WriteEndObject();
        }

        json.WriteString("from", ClosedList<RiskLevel>.WordFor(From));
        json.WriteNumber("points", Points);
        json.WriteNumber("sequence", Sequence);
        json.WriteString("to", ClosedList<RiskLevel>.WordFor(To));
    }

    private static RiskLevel Level(JsonElement json, string member) =>
        ClosedList<RiskLevel>.TryParse(BundledEvent.Text(json, member), out var level)
            ? level
            : throw new FormatException("It names no level.");
}
