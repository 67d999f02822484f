using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;

namespace Supervision.Events;

/// <summary>
/// Reads a CloudEvent (version 1.0, JSON) in one walk over its bytes: checks it, puts it in canonical form and takes
/// its digest; or tells everything that is wrong with it, and repeats nothing of what it held.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class CloudEventReader(EventLimits limits, int partitionCount)
{
    private static readonly Refusal OfItself = new(
        QuarantineCodes.TargetIsCorrection, "Is the correction or retraction itself.", "/data/ofId");

    private readonly KnownTexts _known = new(partitionCount);

    /// <summary>Reads one event.</summary>
    /// <param name="json">One JSON text, with nothing around it but white space.</param>
    public EventReading Read(ReadOnlySpan<byte> json, DateTimeOffset now)
    {
        if (json.Length > EventLimits.SizeMax)
            return EventReading.Refused("too-large", $"An event may have at most {EventLimits.SizeMax} bytes.");

        if (!Utf8.IsValid(json))
            return EventReading.Refused("malformed-json", "Is not valid UTF-8.");

        var scratch = Scratch.Rent();
        Span<PathStep> path = stackalloc PathStep[EventScan.PathLengthMax];
        var scan = new EventScan(json, scratch, path);
        try
        {
            scan.ReadEvent(_known, limits, now);
        }
        catch (JsonException)
        {
            // The message of the exception may hold a piece of the input; the place is enough.
            scan.RefuseMalformed($"Is not JSON from byte {scan.BytesRead} on.");
        }

        if (scan.Refusals is { } refusals)
            return new EventReading(null, [.. refusals], scan.Source?.Text, scan.Id);

        var read = Take(scan, scratch);
        return read.Target == read.Key
            ? new EventReading(null, [OfItself], read.Key.Source, read.Key.EventId)
            : EventReading.Of(read);
    }

    private static NewEvent Take(in EventScan scan, Scratch scratch)
    {
        var (type, source, subject) = (scan.Type!, scan.Source!, scan.Subject!);
        var key = new EventKey(source.Text, scan.Id!);

        // One piece of memory for digest and data: both live as long as the event does.
        var kept = new byte[SHA256.HashSizeInBytes + scan.Data.Length];
        scratch[scan.Data.Start..(scan.Data.Start + scan.Data.Length)].CopyTo(kept.AsSpan(SHA256.HashSizeInBytes));
        var data = kept.AsMemory(SHA256.HashSizeInBytes);

        scratch.Length = 0;
        CanonicalEvent.Append(scratch, type.Name, key, subject.Text, scan.Time, data.Span);
        SHA256.HashData(scratch[..], kept);
        var target = type.IsAboutEvent ? CanonicalEvent.TargetOf(FactTypes.Read(type.Name, data.Span)) : null;
        return new NewEvent(
            subject.Text, subject.Partition, key, type.Name, scan.Time, data,
            kept.AsMemory(0, SHA256.HashSizeInBytes), target);
    }
}

/// <summary>What came of reading an event: the event, or why not.</summary>
/// <param name="Event">The event; null when it is refused.</param>
/// <param name="Refusals">Everything that is wrong with it; empty when nothing is.</param>
/// <param name="Source">Its source, if that much was in order.</param>
/// <param name="Id">Its id, if that much was in order.</param>
public readonly record struct EventReading(
    NewEvent? Event, ImmutableArray<Refusal> Refusals, string? Source, string? Id)
{
    public static EventReading Of(NewEvent read) => new(read, [], read.Key.Source, read.Key.EventId);

    public static EventReading Refused(string code, string message) =>
        new(null, [new Refusal(code, message, "")], null, null);
}
