using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Dossiers;

/// <summary>
/// A fact is put right on request: corrected, with what it should have said, or retracted. It becomes a fact of its own
/// in the history, which keeps both, so that what was known when can still be told.
/// </summary>
/// <param name="Id">Chosen by who asks for it; the same again changes nothing.</param>
/// <param name="Target">The event that was wrong.</param>
/// <param name="Data">What it should have said, in JSON; empty for a retraction.</param>
[GenerateSerializer, Immutable, Alias("rectification")]
public sealed record Rectification(
    [property: Id(0)] string Id,
    [property: Id(1)] EventKey Target,
    [property: Id(2)] CorrectionReason Reason,
    [property: Id(3)] ReadOnlyMemory<byte> Data)
{
    public const int IdLengthMax = 128;

    private const string Source = "urn:supervision:rectifications";

    public bool IsRetraction => Data.IsEmpty;

    /// <summary>Under which its fact is on the log.</summary>
    public EventKey KeyFor(ReferentId referent) => new(Source, $"{referent}/{Id}");

    /// <summary>Whether a fact on the log under the key of this one says the same.</summary>
    public bool IsSameAs(LoggedEvent logged, LoggedEvent original, int partitionCount) =>
        !logged.Data.IsEmpty && logged.Target == Target && FactTypes.Read(logged.Type, logged.Data.Span) switch
        {
            FactRetracted retracted => IsRetraction && retracted.Reason == Reason,
            FactCorrected corrected => !IsRetraction && corrected.Reason == Reason
                && ReadAs(original, partitionCount).Event is { } read
                && read.Data.Span.SequenceEqual(CanonicalJson.Of(corrected.Data)),
            _ => false,
        };

    /// <summary>The fact to record, or everything that is wrong with the order.</summary>
    /// <param name="original">The event that is to be put right; null when the log has none under its key.</param>
    public (NewEvent? Fact, ImmutableArray<Refusal> Refusals) Decide(
        ReferentId referent, LoggedEvent? original, DateTimeOffset now, int partitionCount)
    {
        if (original is null || original.Subject != referent.ToString())
            return (null, [new Refusal("unknown-event", "There is no such event in this history.", "/ofId")]);
        if (original.Target is not null)
            return (null, [new Refusal(
                QuarantineCodes.TargetIsCorrection, "A correction is not corrected; rectify the event itself.",
                "/ofId")]);
        if (FactTypes.Find(original.Type) is not { IsOwn: false })
            return (null, [new Refusal(
                QuarantineCodes.TargetIsOwnFact, "What arose here from a person's decision is not rectified.",
                "/ofId")]);
        if (original.Data.IsEmpty)
            return (null, [new Refusal("erased", "What the event said was erased.", "/ofId")]);

        Fact fact;
        if (IsRetraction)
        {
            fact = new FactRetracted(Target.Source, Target.EventId, Reason);
        }
        else
        {
            var read = ReadAs(original, partitionCount);
            if (read.Event is not { } good)
                return (null, read.Refusals);
            if (good.Data.Span.SequenceEqual(original.Data.Span))
                return (null, [new Refusal("nothing-changes", "The event says that already.", "/data")]);
            fact = new FactCorrected(Target.Source, Target.EventId, Reason, JsonElement.Parse(good.Data.Span));
        }

        return (
            CanonicalEvent.Of(
                fact, KeyFor(referent), referent.ToString(), Partitions.Of(referent.ToString(), partitionCount), now),
            []);
    }

    /// <summary>The new data as an event of the original's type, by the same rules as what senders send.</summary>
    private EventReading ReadAs(LoggedEvent original, int partitionCount)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("specversion", "1.0");
            writer.WriteString("type", original.Type);
            writer.WriteString("source", original.Key.Source);
            writer.WriteString("id", original.Key.EventId);
            writer.WriteString("subject", original.Subject);
            writer.WriteString("time", original.Time.UtcDateTime);
            writer.WritePropertyName("data");
            writer.WriteRawValue(Data.Span);
            writer.WriteEndObject();
        }

        // The time was accepted once, whatever the limits were then.
        var limits = EventLimits.Default with { Floor = DateTimeOffset.MinValue };
        return new CloudEventReader(limits, partitionCount).Read(json.WrittenSpan, original.Time);
    }
}
