using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Dossiers;

/// <summary>
/// Somebody ordered that something be done with a dossier. Recorded before it is done, beside the history, which does
/// not name officials; what became of the order is in the history, under <see cref="OrderId"/> where it has one. An
/// order that was refused is followed by the same with <see cref="NotDone"/>.
/// </summary>
/// <param name="Actor">Who ordered it: the id, never a name.</param>
/// <param name="Roles">The roles that the actor had at that moment.</param>
/// <param name="Ground">The word of its closed list: why.</param>
/// <param name="OrderId">Of a rectification, as whoever ordered it chose.</param>
/// <param name="NotDone">The code of why it was not carried out; null for the order itself.</param>
/// <param name="Of">The position of the order that was not carried out.</param>
public sealed record DossierOrder(
    DossierOrderKind Kind, string Actor, ImmutableArray<Role> Roles, string Ground, string? OrderId = null,
    string? NotDone = null, string? Of = null)
{
    public const string TypeName = "supervision.dossier.ordered.v1";

    /// <summary>The scheme of the subjects; no referent can have it.</summary>
    public const string SubjectPrefix = "orders:";

    private const string Source = "urn:supervision:orders";

    private static readonly JsonTypeInfo<DossierOrder> Json = OwnRecords.Canonical<DossierOrder>(
        DossierOrderJson.Default.Options, DossierOrderJson.Default);

    public static string SubjectOf(ReferentId referent) => SubjectPrefix + referent;

    /// <summary>The record on its way to the log; the id must be one that no other has.</summary>
    public NewEvent ToEvent(ReferentId referent, Guid id, DateTimeOffset at, int partitionCount) => OwnRecords.ToEvent(
        this, Json, TypeName, Source, SubjectOf(referent), referent.ToString(), id.ToString("N"), at, partitionCount);

    public static bool TryRead(LoggedEvent logged, [NotNullWhen(true)] out DossierOrder? order) =>
        OwnRecords.TryRead(logged, TypeName, Json, out order);
}

/// <summary>What can be ordered of a dossier.</summary>
[JsonConverter(typeof(ClosedList<DossierOrderKind>))]
public enum DossierOrderKind
{
    Correction,
    Retraction,
    Erasure,
    Hold,
    Release,
}

/// <summary>How an order is read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DossierOrder))]
internal sealed partial class DossierOrderJson : JsonSerializerContext;
