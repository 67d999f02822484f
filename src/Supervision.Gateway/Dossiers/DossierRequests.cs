using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Access;
using Supervision.Dossiers;
using Supervision.Events;
using Supervision.Facts;

namespace Supervision.Gateway.Dossiers;

/// <summary>Erases on request.</summary>
/// <param name="Events">Only these; everything that the ground allows when left out.</param>
public sealed record ErasureRequest(
    ErasureGround Ground,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [property: MinLength(1), MaxLength(ErasureRequest.EventsMax)]
    ImmutableArray<ErasedEvent>? Events)
{
    internal const int EventsMax = 1_000;
}

/// <summary>An event by its position.</summary>
public sealed record ErasedEvent([property: StringLength(40, MinimumLength = 3)] string Position);

/// <summary>What was erased.</summary>
/// <param name="Erased">How many events lost their payload.</param>
public sealed record ErasureAnswer(int Erased, ImmutableArray<ErasedEvent> Events);

/// <summary>Puts a fact right.</summary>
/// <param name="RectificationId">Chosen by the client: the same id with the same order again changes nothing.</param>
/// <param name="OfSource">The source of the event that is wrong.</param>
/// <param name="OfId">Its id.</param>
/// <param name="Data">What it should have said, whole; for a correction alone.</param>
public sealed record RectificationRequest(
    [property: StringLength(Rectification.IdLengthMax, MinimumLength = 1)] string RectificationId,
    RectificationKind Kind,
    [property: StringLength(EventLimits.KeyLengthMax, MinimumLength = 1)] string OfSource,
    [property: StringLength(EventLimits.KeyLengthMax, MinimumLength = 1)] string OfId,
    CorrectionReason Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Data);

/// <summary>How a fact is put right.</summary>
[JsonConverter(typeof(ClosedList<RectificationKind>))]
public enum RectificationKind
{
    /// <summary>It should have said something else.</summary>
    Correction,

    /// <summary>It should never have been sent.</summary>
    Retraction,
}

/// <summary>A fact was put right.</summary>
/// <param name="Position">Of the fact that does so.</param>
public sealed record RectificationAnswer(string RectificationId, string Position);

/// <summary>Somebody ordered something of a dossier.</summary>
/// <param name="Ground">The word of its closed list.</param>
/// <param name="OrderId">The `rectificationId` of a rectification.</param>
/// <param name="NotDone">The code of why an order was not carried out after all; `of` says which.</param>
/// <param name="Of">The position of the order that was not carried out.</param>
public sealed record OrderItem(
    DateTimeOffset At,
    DossierOrderKind Kind,
    string Actor,
    ImmutableArray<Role> Roles,
    string Ground,
    string? OrderId,
    string? NotDone,
    string? Of,
    string Position);

/// <summary>Holds a dossier, or ends a hold.</summary>
public sealed record HoldRequest(HoldGround Ground);
