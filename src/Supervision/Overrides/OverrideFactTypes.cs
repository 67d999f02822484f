using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Retention;

namespace Supervision.Overrides;

/// <summary>Facts about levels set by hand: their names, their canonical JSON, and their way to the log.</summary>
public static class OverrideFactTypes
{
    /// <summary>The subject that all of them are under; no id of a referent, because of the star.</summary>
    public const string Subject = "overrides:*";

    public const string Set = "supervision.override.set.v1";
    public const string Ended = "supervision.override.ended.v1";

    private const string Source = "urn:supervision:overrides";

    private static readonly JsonSerializerOptions Canonical =
        FactJsonOptions.CanonicalOf(OverrideJson.Default.Options, OverrideJson.Default);

    private static readonly string Erasure = FactTypes.NameOf<PayloadsErased>();

    /// <summary>Whether an event under the subject is an order to erase others, and no fact about a level.</summary>
    public static bool IsErasure(LoggedEvent logged) => logged.Type == Erasure;

    /// <summary>The offsets that it orders to be erased; none when it is no such order.</summary>
    public static IEnumerable<long> ErasedBy(LoggedEvent logged) => IsErasure(logged)
        ? OffsetRanges.Read(((PayloadsErased)FactTypes.Read(logged.Type, logged.Data.Span)).Offsets)
        : [];

    /// <exception cref="FormatException">No such type, or the data are not of it.</exception>
    public static OverrideFact Read(string type, ReadOnlySpan<byte> data)
    {
        try
        {
            OverrideFact? fact = type switch
            {
                Set => JsonSerializer.Deserialize<OverrideSet>(data, Canonical),
                Ended => JsonSerializer.Deserialize<OverrideEnded>(data, Canonical),
                _ => null,
            };
            return fact ?? throw new FormatException("There is no fact of this type.");
        }
        catch (JsonException unreadable)
        {
            throw new FormatException($"The data are not of type {type}.", unreadable);
        }
    }

    public static byte[] Write(OverrideFact fact) =>
        JsonSerializer.SerializeToUtf8Bytes(fact, Canonical.GetTypeInfo(fact.GetType()));

    /// <param name="version">How many facts the log has under the subject.</param>
    public static NewEvent ToEvent(OverrideFact fact, long version, DateTimeOffset now, int partition)
    {
        var type = fact is OverrideSet ? Set : Ended;
        var key = new EventKey(Source, (version + 1).ToString(CultureInfo.InvariantCulture));
        var data = Write(fact);
        return new NewEvent(
            Subject, partition, key, type, now, data, CanonicalEvent.Digest(type, key, Subject, now, data));
    }
}

/// <summary>How facts about levels set by hand are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OverrideSet))]
[JsonSerializable(typeof(OverrideEnded))]
internal sealed partial class OverrideJson : JsonSerializerContext;
