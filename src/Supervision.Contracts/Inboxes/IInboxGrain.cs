using Supervision.Contracts.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Inboxes;

namespace Supervision.Contracts.Inboxes;

/// <summary>All teams, one command at a time. The key is 0.</summary>
[GrainInterfaceType("inbox-register"), Alias("inbox-register-grain")]
public interface IInboxRegisterGrain : IGrainWithIntegerKey
{
    /// <summary>A lead sets a team, whole.</summary>
    [Alias("set")]
    Task<InboxReceipt> Set(SetInbox command, CancellationToken cancellation);
}

/// <summary>Gives out cases to one team, one after the other. The key is the team.</summary>
[GrainInterfaceType("inbox"), Alias("inbox-grain")]
public interface IInboxGrain : IGrainWithStringKey
{
    /// <summary>The case that waits longest, for a member; the same again while it is not judged.</summary>
    [Alias("take-next")]
    Task<EscalationReceipt> TakeNext(CaseActor officer, CancellationToken cancellation);

    /// <summary>The case that waits longest for a second reading, for a member who has not seen it.</summary>
    [Alias("read-next")]
    Task<EscalationReceipt> ReadNext(CaseActor officer, CancellationToken cancellation);

    /// <summary>A lead gives the case that waits longest to the member who has least to do.</summary>
    [Alias("assign-next")]
    Task<EscalationReceipt> AssignNext(CaseActor lead, CancellationToken cancellation);
}

/// <summary>Sets a team.</summary>
[GenerateSerializer, Immutable, Alias("set-inbox")]
public sealed record SetInbox([property: Id(0)] Inbox Inbox, [property: Id(1)] CaseActor By);

/// <summary>The answer to a command on teams; the register itself is read from the log.</summary>
[GenerateSerializer, Immutable, Alias("inbox-receipt")]
public sealed record InboxReceipt([property: Id(0)] Refusal? Refusal);

/// <summary>The typed way to the grains of inboxes.</summary>
public static class InboxGrains
{
    public static IInboxRegisterGrain Inboxes(this IGrainFactory grains) => grains.GetGrain<IInboxRegisterGrain>(0);

    public static IInboxGrain Inbox(this IGrainFactory grains, string team) => grains.GetGrain<IInboxGrain>(team);
}
