using System.Globalization;
using System.Text.Json.Serialization;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Inboxes;

/// <summary>Facts about teams: their name, their canonical JSON, and their way to the log.</summary>
public static class InboxFacts
{
    /// <summary>The subject that all of them are under; no id of a referent, because of the star.</summary>
    public const string Subject = "inboxes:*";

    public const string Set = "supervision.inbox.set.v1";

    private const string Source = "urn:supervision:inboxes";

    private static readonly FactSet<InboxSet> Kinds = new(
        [FactKind.Of<InboxSet>(Set, FactJsonOptions.CanonicalOf(InboxJson.Default.Options, InboxJson.Default))]);

    /// <exception cref="FormatException">No such type, or the data are not of it.</exception>
    public static InboxSet Read(string type, ReadOnlySpan<byte> data) => Kinds.Read(type, data);

    public static byte[] Write(InboxSet set) => Kinds.Write(set);

    /// <param name="version">How many facts the log has under the subject.</param>
    public static NewEvent ToEvent(InboxSet set, long version, DateTimeOffset now, int partition)
    {
        var key = new EventKey(Source, (version + 1).ToString(CultureInfo.InvariantCulture));
        var data = Write(set);
        return new NewEvent(
            Subject, partition, key, Set, now, data, CanonicalEvent.Digest(Set, key, Subject, now, data));
    }
}

/// <summary>How facts about teams are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(InboxSet))]
internal sealed partial class InboxJson : JsonSerializerContext;
