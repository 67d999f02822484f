using System.Security.Cryptography;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Events;

/// <summary>
/// The canonical JSON (RFC 8785) of a whole event, and its digest. Both follow from what the log holds in its columns,
/// so that anyone can compute them again: the members are <c>data</c>, <c>id</c>, <c>source</c>, <c>specversion</c>,
/// <c>subject</c>, <c>time</c> (UTC, to the microsecond, no trailing zeros) and <c>type</c>.
/// </summary>
public static class CanonicalEvent
{
    /// <summary>The bytes of the canonical form.</summary>
    /// <param name="data">The canonical JSON of the data.</param>
    public static byte[] Write(
        string type, EventKey key, string subject, DateTimeOffset time, ReadOnlySpan<byte> data)
    {
        var scratch = Scratch.Rent();
        Append(scratch, type, key, subject, time, data);
        return scratch[..].ToArray();
    }

    /// <summary>SHA-256 over the canonical form: 32 bytes.</summary>
    public static byte[] Digest(
        string type, EventKey key, string subject, DateTimeOffset time, ReadOnlySpan<byte> data)
    {
        var scratch = Scratch.Rent();
        Append(scratch, type, key, subject, time, data);
        return SHA256.HashData(scratch[..]);
    }

    /// <summary>A fact on its way to the log, in canonical form with its digest.</summary>
    public static NewEvent Of(Fact fact, EventKey key, string subject, int partition, DateTimeOffset time)
    {
        var type = FactTypes.NameOf(fact);
        var kept = Rfc3339.Kept(time);
        var data = FactTypes.Write(fact);
        return new NewEvent(
            subject, partition, key, type, kept, data, Digest(type, key, subject, kept, data), TargetOf(fact));
    }

    /// <summary>The event that a correction or retraction is about; null for any other fact.</summary>
    public static EventKey? TargetOf(Fact fact) => fact switch
    {
        FactCorrected corrected => corrected.Target,
        FactRetracted retracted => retracted.Target,
        _ => null,
    };

    internal static void Append(
        Scratch scratch,
        string type,
        EventKey key,
        string subject,
        DateTimeOffset time,
        ReadOnlySpan<byte> data)
    {
        scratch.Append("{\"data\":"u8);
        scratch.Append(data);
        scratch.Append(",\"id\":"u8);
        scratch.AppendText(key.EventId);
        scratch.Append(",\"source\":"u8);
        scratch.AppendText(key.Source);
        scratch.Append(",\"specversion\":\"1.0\",\"subject\":"u8);
        scratch.AppendText(subject);
        scratch.Append(",\"time\":\""u8);
        scratch.Length += Rfc3339.Write(time, scratch.Reserve(Rfc3339.LengthMax));
        scratch.Append("\",\"type\":"u8);
        scratch.AppendText(type);
        scratch.Append((byte)'}');
    }
}
