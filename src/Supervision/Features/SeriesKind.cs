namespace Supervision.Features;

/// <summary>What is counted by day. The numbers are in snapshots: never reuse one.</summary>
internal enum SeriesKind : byte
{
    /// <summary>Facts in effect that say something of conduct; the evidence of a score.</summary>
    Observations = 0,
    ApplicationsSubmitted = 1,
    ApplicationsDecided = 2,
    ApplicationsRefused = 3,
    ApplicationsWithdrawn = 4,
    ApplicationsPartlyGranted = 5,

    /// <summary>Decisions that granted at least one permit.</summary>
    ApplicationsGranted = 6,
    Notifications = 7,
    NotificationsLate = 8,
    RegistryChanges = 9,
    FindingsMinor = 10,
    FindingsSerious = 11,
    FindingsSevere = 12,
    Signals = 13,
    SignalWeight = 14,
    ChecksCompleted = 15,
    PayrollsCompared = 17,
    PayrollsBelow = 18,
    StaysReachingHalfYear = 20,
    StaysEndedEarly = 21,

    /// <summary>The value of these changes up and down; the total is what holds on a day.</summary>
    RequestsOverdue = 22,
    WarningsValid = 23,
    FinesCounting = 24,
    SuspensionsCounting = 25,
    StaysRunning = 26,

    /// <summary>Up when payroll should have shown and had not, down when it did.</summary>
    StaysWithoutPayroll = 27,
    StaysInCohort = 28,

    /// <summary>Notifications by delay in whole weeks: this and the following numbers.</summary>
    NotificationsByDelay = 64,
}
