using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Supervision.Facts;

namespace Supervision.Gateway.Dossiers;

/// <summary>Erases on request.</summary>
/// <param name="Events">Only these; everything when left out.</param>
public sealed record ErasureRequest(
    ErasureGround Ground, [property: MaxLength(ErasureRequest.EventsMax)] ImmutableArray<ErasedEvent> Events)
{
    internal const int EventsMax = 1_000;
}

/// <summary>An event by its position.</summary>
public sealed record ErasedEvent([property: StringLength(40, MinimumLength = 3)] string Position);

/// <summary>What was erased.</summary>
/// <param name="Erased">How many events lost their payload.</param>
public sealed record ErasureAnswer(int Erased, ImmutableArray<ErasedEvent> Events);

/// <summary>Holds a dossier, or ends a hold.</summary>
public sealed record HoldRequest(HoldGround Ground);
