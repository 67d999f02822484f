namespace Supervision.Escalations;

/// <summary>The terms that an episode runs by.</summary>
/// <param name="Due">From its opening until it is overdue.</param>
/// <param name="Warning">How long before that the deadline is near.</param>
/// <param name="Lock">How long a lock holds without an act of the person who has it.</param>
/// <param name="TwoForFines">Whether two people decide on a fine too, as they always do on what is heavier.</param>
public sealed record EscalationTerms(TimeSpan Due, TimeSpan Warning, TimeSpan Lock, bool TwoForFines = false)
{
    public DateTimeOffset DueAt(DateTimeOffset openedAt) => openedAt + Due;

    public DateTimeOffset WarnAt(DateTimeOffset openedAt) =>
        Warning < Due ? openedAt + (Due - Warning) : openedAt;
}
