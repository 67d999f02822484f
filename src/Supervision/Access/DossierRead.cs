using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Supervision.Events;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Access;

/// <summary>
/// Somebody was shown something of a dossier. Kept on the log under a subject of its own, beside the history of the
/// referent and never in it; it arises only here.
/// </summary>
/// <param name="Operation">Which question was asked, by its permanent name.</param>
/// <param name="Actor">Who asked: the id, never a name.</param>
/// <param name="Roles">The roles that the actor had at that moment.</param>
/// <param name="Status">The status code of the answer: 404 tells something as well.</param>
/// <param name="ReferentId">Whose dossier; null when it was a list over many.</param>
/// <param name="EscalationId">The escalation, when one was asked for.</param>
/// <param name="Scope">What was asked of many dossiers at once, where one answer rests on whole histories.</param>
public sealed record DossierRead(
    string Operation,
    string Actor,
    ActorKind Kind,
    ImmutableArray<Role> Roles,
    ReadingPurpose Purpose,
    int Status,
    string? ReferentId = null,
    string? EscalationId = null,
    string? Scope = null)
{
    public const string TypeName = "supervision.dossier.read.v1";

    /// <summary>The scheme of the subjects; no referent can have it.</summary>
    public const string SubjectPrefix = "reads:";

    /// <summary>Lists over many dossiers; no id of a referent, because of the star.</summary>
    public const string SubjectOfLists = "reads:*";

    private const string Source = "urn:supervision:reads";

    /// <summary>The subject under which the log has who read the dossier of a referent.</summary>
    public static string SubjectOf(ReferentId referent) => SubjectPrefix + referent;

    public static bool IsSubject(string subject) => subject.StartsWith(SubjectPrefix, StringComparison.Ordinal);

    /// <summary>The record on its way to the log; the id must be one that no other has.</summary>
    public NewEvent ToEvent(Guid id, DateTimeOffset at, int partitionCount)
    {
        var subject = SubjectPrefix + (ReferentId ?? "*");
        var partition = Partitions.Of(ReferentId ?? SubjectOfLists, partitionCount);
        var key = new EventKey(Source, id.ToString("N"));
        var kept = Rfc3339.Kept(at);
        var data = JsonSerializer.SerializeToUtf8Bytes(this, CanonicalDossierRead.Json);
        return new NewEvent(
            subject, partition, key, TypeName, kept, data,
            CanonicalEvent.Digest(TypeName, key, subject, kept, data));
    }

    /// <summary>As text, to wait where there is no log.</summary>
    public string ToText() => JsonSerializer.Serialize(this, CanonicalDossierRead.Json);

    public static DossierRead FromText(string text) => JsonSerializer.Deserialize(text, CanonicalDossierRead.Json)
        ?? throw new FormatException("Not a reading.");

    /// <summary>What an event of the log says; false when it is no record of reading, or was erased.</summary>
    public static bool TryRead(LoggedEvent logged, [NotNullWhen(true)] out DossierRead? read)
    {
        read = null;
        if (logged.Type != TypeName || logged.Data.IsEmpty)
            return false;

        try
        {
            read = JsonSerializer.Deserialize(logged.Data.Span, CanonicalDossierRead.Json);
        }
        catch (JsonException)
        {
            // Written by a later version; what it means is not for this one to guess.
        }

        return read is not null;
    }
}

/// <summary>How a record of reading is read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DossierRead))]
internal sealed partial class DossierReadJson : JsonSerializerContext;

/// <summary>The same, with members in the order of RFC 8785: canonical.</summary>
internal static class CanonicalDossierRead
{
    public static JsonTypeInfo<DossierRead> Json { get; } =
        OwnRecords.Canonical<DossierRead>(DossierReadJson.Default.Options, DossierReadJson.Default);
}
