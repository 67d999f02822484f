using System.Collections.Immutable;
using Supervision.Dossiers;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Contracts.Dossiers;

/// <summary>What a referent can ask about its own dossier. The key is the referent id.</summary>
[GrainInterfaceType("dossier"), Alias("dossier-grain")]
public interface IDossierGrain : IGrainWithStringKey
{
    /// <summary>Everything held, as a page to read or as JSON; null when the log holds nothing.</summary>
    [Alias("export")]
    Task<string?> Export(bool asPage, CancellationToken cancellation);

    /// <summary>
    /// What is wrong with an order to erase, so that it need not be recorded: events that are not there, or whose term
    /// is not over. What holds the dossier is no fault of the order.
    /// </summary>
    /// <param name="events">The default means everything.</param>
    [Alias("judge-erasure")]
    Task<ErasureFault?> JudgeErasure(
        ErasureGround ground, ImmutableArray<LogPosition> events, CancellationToken cancellation);

    /// <summary>Erases all that the ground allows, or the events named; the receipt says why not.</summary>
    /// <param name="events">The default means everything.</param>
    [Alias("erase")]
    Task<ErasureReceipt> Erase(
        ErasureGround ground, ImmutableArray<LogPosition> events, CancellationToken cancellation);

    /// <summary>Puts a fact of its history right; the same order again changes nothing.</summary>
    [Alias("rectify")]
    Task<RectificationReceipt> Rectify(Rectification rectification, CancellationToken cancellation);

    /// <summary>Holds it: nothing of it is erased until it is released. Null when it was done.</summary>
    [Alias("hold")]
    Task<Refusal?> Hold(HoldGround ground, CancellationToken cancellation);

    /// <summary>Ends a hold. Null when it was done.</summary>
    [Alias("release")]
    Task<Refusal?> Release(HoldGround ground, CancellationToken cancellation);
}

/// <summary>What became of an order to erase.</summary>
/// <param name="Erased">The events whose payload went.</param>
[GenerateSerializer, Immutable, Alias("erasure-receipt")]
public sealed record ErasureReceipt(
    [property: Id(0)] ImmutableArray<LogPosition> Erased, [property: Id(1)] Refusal? Refusal);

/// <summary>What is wrong with an order to erase.</summary>
/// <param name="Wrong">The named events that it is about.</param>
[GenerateSerializer, Immutable, Alias("erasure-fault")]
public sealed record ErasureFault(
    [property: Id(0)] Refusal Refusal, [property: Id(1)] ImmutableArray<LogPosition> Wrong);

/// <summary>What became of an order to put a fact right.</summary>
/// <param name="Position">Of the fact that puts it right; null when the order was refused.</param>
[GenerateSerializer, Immutable, Alias("rectification-receipt")]
public sealed record RectificationReceipt(
    [property: Id(0)] LogPosition? Position, [property: Id(1)] ImmutableArray<Refusal> Refusals);

/// <summary>The typed way to the grains of dossiers.</summary>
public static class DossierGrains
{
    public static IDossierGrain Dossier(this IGrainFactory grains, ReferentId referent) =>
        GrainKind<IDossierGrain>.Of(grains, referent.ToString());
}
