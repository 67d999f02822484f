using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Ladder;
using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Contracts.Escalations;

/// <summary>Human follow-up of one referent, episode after episode. The key is the referent id.</summary>
[GrainInterfaceType("escalation"), Alias("escalation-grain")]
public interface IEscalationGrain : IGrainWithStringKey
{
    /// <summary>Carries out what the escalation rule asked for; the same item again does nothing.</summary>
    [Alias("open")]
    Task<OpeningReceipt> Open(OutboxItem item, CancellationToken cancellation);

    /// <summary>A person opens an episode, with a reason.</summary>
    [Alias("open-by-hand")]
    Task<EscalationReceipt> OpenByHand(OpenByHand command, CancellationToken cancellation);

    /// <summary>One person takes the open episode; nobody else can until it is released.</summary>
    [Alias("take")]
    Task<EscalationReceipt> Take(TakeEscalation command, CancellationToken cancellation);

    [Alias("release")]
    Task<EscalationReceipt> Release(ReleaseEscalation command, CancellationToken cancellation);

    /// <summary>Adds a note, which nobody can change.</summary>
    [Alias("note")]
    Task<EscalationReceipt> Note(NoteEscalation command, CancellationToken cancellation);

    /// <summary>Closes the episode; the outcome goes into the history of the referent.</summary>
    [Alias("close")]
    Task<EscalationReceipt> Close(CloseEscalation command, CancellationToken cancellation);

    /// <summary>Carries out a command of casework.</summary>
    [Alias("act")]
    Task<EscalationReceipt> Act(CaseCommand command, CancellationToken cancellation);

    /// <summary>The steps of the ladder of measures for the last episode; null when there is no such episode.</summary>
    [Alias("ladder")]
    Task<LadderView?> Ladder(int episode, bool reducedCulpability, CancellationToken cancellation);

    /// <summary>An episode by its number, or the last one; null when there is none.</summary>
    [Alias("view")]
    Task<EscalationView?> View(int? episode, CancellationToken cancellation);

    /// <summary>Folds its facts again, because some were erased; not while an episode is open.</summary>
    [Alias("forget")]
    Task Forget(CancellationToken cancellation);
}

/// <summary>Opens an episode by hand.</summary>
/// <param name="Officer">The account of the person, at most 128 characters.</param>
/// <param name="Reason">In words, at most 1,000 characters.</param>
/// <param name="Ground">By hand, or a draw or a signal that the reference names.</param>
[GenerateSerializer, Immutable, Alias("open-by-hand")]
public sealed record OpenByHand(
    [property: Id(0)] string Officer,
    [property: Id(1)] string Reason,
    [property: Id(2)] EscalationGround Ground = EscalationGround.Hand,
    [property: Id(3)] string? Reference = null);

/// <summary>Takes an episode.</summary>
[GenerateSerializer, Immutable, Alias("take-escalation")]
public sealed record TakeEscalation([property: Id(0)] int Episode, [property: Id(1)] string Officer);

/// <summary>Gives an episode back.</summary>
[GenerateSerializer, Immutable, Alias("release-escalation")]
public sealed record ReleaseEscalation([property: Id(0)] int Episode, [property: Id(1)] string Officer);

/// <summary>Adds a note.</summary>
/// <param name="NoteId">Chosen by the client; the same id with the same text again adds nothing.</param>
/// <param name="Text">At most 4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("note-escalation")]
public sealed record NoteEscalation(
    [property: Id(0)] int Episode,
    [property: Id(1)] string Officer,
    [property: Id(2)] string NoteId,
    [property: Id(3)] string Text);

/// <summary>Closes an episode.</summary>
[GenerateSerializer, Immutable, Alias("close-escalation")]
public sealed record CloseEscalation(
    [property: Id(0)] int Episode,
    [property: Id(1)] string Officer,
    [property: Id(2)] EscalationOutcome Outcome,
    [property: Id(3)] ImmutableArray<Finding> Findings);

/// <summary>The answer to a command: the episode as it now is, and why not, if not.</summary>
/// <param name="View">Null when there is no such episode.</param>
[GenerateSerializer, Immutable, Alias("escalation-receipt")]
public sealed record EscalationReceipt(
    [property: Id(0)] EscalationView? View, [property: Id(1)] Refusal? Refusal);

/// <summary>Which measures are allowed now, and by which rule.</summary>
[GenerateSerializer, Immutable, Alias("ladder-view")]
public sealed record LadderView(
    [property: Id(0)] PersonKind Person, [property: Id(1)] ImmutableArray<LadderStep> Steps);

/// <summary>What became of an item of the outbox.</summary>
/// <param name="Opened">The episode it opened, now or when it was first offered; null when none was needed.</param>
/// <param name="HeldBecause">Why it has to wait; null when it is done.</param>
[GenerateSerializer, Immutable, Alias("opening-receipt")]
public sealed record OpeningReceipt(
    [property: Id(0)] EscalationId? Opened, [property: Id(1)] string? HeldBecause);

/// <summary>Holds back openings by rule beyond a number per window, over all referents. The key is 0.</summary>
[GrainInterfaceType("harm-limiter"), Alias("harm-limiter-grain")]
public interface IHarmLimiterGrain : IGrainWithIntegerKey
{
    /// <summary>Asks for room to open one episode; the same episode again takes no more room.</summary>
    [Alias("admit")]
    Task<Admission> Admit(EscalationId escalation, CancellationToken cancellation);

    [Alias("view")]
    Task<HarmLimiterView> View(CancellationToken cancellation);
}

/// <summary>Whether there is room.</summary>
/// <param name="HeldBecause">Null when there is; otherwise the reason, with the limit and the window.</param>
[GenerateSerializer, Immutable, Alias("admission")]
public sealed record Admission([property: Id(0)] string? HeldBecause);

/// <summary>How much room there is.</summary>
[GenerateSerializer, Immutable, Alias("harm-limiter-view")]
public sealed record HarmLimiterView(
    [property: Id(0)] int OpenedInWindow,
    [property: Id(1)] int Limit,
    [property: Id(2)] TimeSpan Window,
    [property: Id(3)] DateTimeOffset? NextRoomAt);

/// <summary>The typed way to the grains of human follow-up.</summary>
public static class EscalationGrains
{
    public static IEscalationGrain Escalation(this IGrainFactory grains, ReferentId referent) =>
        GrainKind<IEscalationGrain>.Of(grains, referent.ToString());

    public static IHarmLimiterGrain HarmLimiter(this IGrainFactory grains) =>
        grains.GetGrain<IHarmLimiterGrain>(0);
}
