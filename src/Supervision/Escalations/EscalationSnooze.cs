namespace Supervision.Escalations;

/// <summary>How a case was last put aside.</summary>
/// <param name="Count">How often it was.</param>
/// <param name="Until">Null once somebody took it up again.</param>
public sealed record EscalationSnooze(string Officer, string Reason, int Count, DateTimeOffset? Until = null)
{
    /// <summary>How long at most at a time.</summary>
    public static readonly TimeSpan LengthMax = TimeSpan.FromDays(14);

    /// <summary>How often at most in one case.</summary>
    public const int CountMax = 3;

    /// <summary>As it is after a fact; null while the case was never put aside.</summary>
    internal static EscalationSnooze? After(EscalationSnooze? before, EscalationFact happened) => happened switch
    {
        EscalationOpened => null,
        EscalationSnoozed snoozed => new EscalationSnooze(
            snoozed.Officer, snoozed.Reason, checked((before?.Count ?? 0) + 1), snoozed.Until),
        _ => before is null ? null : before with { Until = UntilAfter(before.Until, happened) },
    };

    /// <summary>Until when a case is put aside after a fact: who takes it up looks at it.</summary>
    internal static DateTimeOffset? UntilAfter(DateTimeOffset? before, EscalationFact happened) => happened switch
    {
        EscalationSnoozed snoozed => snoozed.Until,
        EscalationTaken or EscalationAssigned or EscalationReleased or EscalationJudged or EscalationClosed => null,
        _ => before,
    };
}
