using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Supervision.Events;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Risk;

/// <summary>A score as canonical JSON (RFC 8785), for exports that are compared byte for byte.</summary>
public static class RiskJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = CanonicalEncoder.Instance,
        SkipValidation = true,
    };

    /// <summary>Writes the score without a line end. Nothing in it depends on when events were received.</summary>
    public static void WriteCanonical(
        Score score, ReferentId referent, LogPosition position, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(score);

        // Members in the order of their names, as the canonical form has it.
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        writer.WriteString("asOf", Rfc3339.TextOf(score.AsOf));
        writer.WriteStartArray("contributions");
        foreach (var contribution in score.Contributions)
            Write(writer, contribution);

        writer.WriteEndArray();
        if (score.DueOn is { } due)
            writer.WriteString("dueOn", due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteNumber("evidence", score.Evidence);
        Write(writer, score.Interval);
        writer.WriteString("level", NameOf(score.Level));
        writer.WriteStartArray("missing");
        foreach (var missing in score.Missing)
        {
            writer.WriteStartObject();
            writer.WriteString("because", missing.Because);
            writer.WriteString("feature", missing.Feature);
            writer.WriteString("indicator", missing.Indicator);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (score.Model is { } model)
        {
            writer.WriteStartObject("model");
            writer.WriteString("hash", model.Hash);
            writer.WriteString("id", model.Id);
            writer.WriteString("version", model.Version);
            writer.WriteEndObject();
        }

        writer.WriteNumber("points", score.Points);
        writer.WriteString("position", position.ToString());
        if (score.Reason is { } reason)
            writer.WriteString("reason", reason);
        writer.WriteString("referentId", referent.ToString());
        writer.WriteEndObject();
    }

    /// <summary>The word for a level on the wire.</summary>
    public static string NameOf(RiskLevel level) => level switch
    {
        RiskLevel.InsufficientEvidence => "insufficient-evidence",
        RiskLevel.Low => "low",
        RiskLevel.Medium => "medium",
        RiskLevel.High => "high",
        _ => "none",
    };

    private static void Write(Utf8JsonWriter writer, Contribution contribution)
    {
        writer.WriteStartObject();
        if (contribution.Denominator is { } denominator)
            writer.WriteNumber("denominator", denominator);
        writer.WriteStartArray("events");
        foreach (var position in contribution.Events)
            writer.WriteStringValue(position.ToString());

        writer.WriteEndArray();
        writer.WriteNumber("evidence", contribution.Evidence);
        if (contribution.Feature is { } feature)
            writer.WriteString("feature", feature);
        writer.WriteString("indicator", contribution.Indicator);
        Write(writer, contribution.Interval);
        if (contribution.Numerator is { } numerator)
            writer.WriteNumber("numerator", numerator);
        writer.WriteNumber("points", contribution.Points);
        if (contribution.Value is { } value)
            writer.WriteNumber("value", value);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, PointInterval interval)
    {
        writer.WriteStartObject("interval");
        writer.WriteNumber("lower", interval.Lower);
        writer.WriteNumber("upper", interval.Upper);
        writer.WriteEndObject();
    }
}
