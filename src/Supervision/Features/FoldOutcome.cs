
using System.Collections.Immutable;

namespace Supervision.Features;

/// <summary>What became of one event given to a fold.</summary>
public enum FoldResult
{
    /// <summary>Its offset was reached before: nothing changed.</summary>
    Skipped = 0,

    /// <summary>It is in the state now.</summary>
    Folded = 1,

    /// <summary>It could not be folded; the offset moved on, nothing else did.</summary>
    Quarantined = 2,

    /// <summary>A correction or retraction whose original has not come yet; it counts when that does.</summary>
    Waiting = 3,
}

/// <summary>The answer of a fold for one event; the code, kebab-case and permanent, is set when quarantined.</summary>
public readonly record struct FoldOutcome(FoldResult Result, string? Code = null)
{
    public static FoldOutcome Skipped => new(FoldResult.Skipped);

    public static FoldOutcome Folded => new(FoldResult.Folded);

    public static FoldOutcome Waiting => new(FoldResult.Waiting);

    public static FoldOutcome Quarantined(string code) => new(FoldResult.Quarantined, code);
}

/// <summary>Why an event is quarantined.</summary>
public static class QuarantineCodes
{
    /// <summary>All of them: a closed list.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        Unreadable, CorrectionOfAnotherType, TargetIsCorrection, TargetIsOwnFact, TargetElsewhere, TooManyPending,
        TooManyItems,
    ];

    /// <summary>The event is on the log, but its data could not be read (set by whoever reads).</summary>
    public const string Unreadable = "data-unreadable";

    /// <summary>A correction whose data are not of the type of the event that it corrects.</summary>
    public const string CorrectionOfAnotherType = "correction-of-another-type";

    /// <summary>
    /// A correction or retraction of a correction or retraction; send another one of the event itself.
    /// </summary>
    public const string TargetIsCorrection = "target-is-correction";

    /// <summary>A correction or retraction of a fact that arose here, from a person's decision.</summary>
    public const string TargetIsOwnFact = "target-is-own-fact";

    /// <summary>A correction or retraction of an event that is in the history of another referent.</summary>
    public const string TargetElsewhere = "target-under-another-subject";

    /// <summary>More corrections wait for their originals than a referent may have.</summary>
    public const string TooManyPending = "too-many-pending-corrections";

    /// <summary>More items of one kind (stays, requests …) than a referent may have.</summary>
    public const string TooManyItems = "too-many-items";
}
