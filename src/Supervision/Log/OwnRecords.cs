using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Supervision.Events;
using Supervision.Facts;

namespace Supervision.Log;

/// <summary>
/// What was done with this system itself, kept on the log beside the histories of referents and never in them: under
/// subjects that no referent can have, in canonical form, and arising only here.
/// </summary>
internal static class OwnRecords
{
    /// <param name="about">What decides the partition: the referent, when it is about one.</param>
    /// <param name="id">One that no other record has; the same again is known by it.</param>
    public static NewEvent ToEvent<TRecord>(
        TRecord record, JsonTypeInfo<TRecord> json, string type, string source, string subject, string about,
        string id, DateTimeOffset at, int partitionCount)
    {
        var (key, kept) = (new EventKey(source, id), Rfc3339.Kept(at));
        var data = JsonSerializer.SerializeToUtf8Bytes(record, json);
        return new NewEvent(
            subject, Partitions.Of(about, partitionCount), key, type, kept, data,
            CanonicalEvent.Digest(type, key, subject, kept, data));
    }

    /// <summary>What an event of the log says; false when it is no such record, or was erased.</summary>
    public static bool TryRead<TRecord>(
        LoggedEvent logged, string type, JsonTypeInfo<TRecord> json, [NotNullWhen(true)] out TRecord? record)
        where TRecord : class
    {
        record = null;
        if (logged.Type != type || logged.Data.IsEmpty)
            return false;

        try
        {
            record = JsonSerializer.Deserialize(logged.Data.Span, json);
        }
        catch (JsonException)
        {
            // Written by a later version; what it means is not for this one to guess.
        }

        return record is not null;
    }

    /// <summary>The same shape with its members in the order of RFC 8785.</summary>
    public static JsonTypeInfo<TRecord> Canonical<TRecord>(
        JsonSerializerOptions options, IJsonTypeInfoResolver shapes) =>
        (JsonTypeInfo<TRecord>)FactJsonOptions.CanonicalOf(options, shapes).GetTypeInfo(typeof(TRecord));
}
