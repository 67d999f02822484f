using System.Diagnostics;
using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Escalations.Terms;

/// <summary>What a clock of a case measures.</summary>
[JsonConverter(typeof(ClosedList<ClockKind>))]
public enum ClockKind
{
    /// <summary>Ours: from opening until an intent is announced or the case is closed.</summary>
    FollowUp,

    /// <summary>The referent's: to answer a request for information.</summary>
    Information,

    /// <summary>The referent's: to reply to an announced intent.</summary>
    Reply,

    /// <summary>Ours: to decide after an announced intent.</summary>
    Decision,

    /// <summary>The referent's: to object to a decision.</summary>
    Objection,

    /// <summary>Ours: to decide on an objection.</summary>
    ObjectionDecision,

    /// <summary>Of a suspension, which ends by itself.</summary>
    Suspension,

    /// <summary>Ours: until a case that was drawn for it is judged again.</summary>
    SecondReading,
}

/// <summary>What holds for clocks of a kind.</summary>
/// <param name="Length">Null when an option says how long.</param>
/// <param name="IsOurs">To miss it is a breach, which the lead sees; else it only lapses.</param>
/// <param name="Extension">By how much it may be extended at a time; null when never.</param>
/// <param name="ExtensionsMax">How often.</param>
/// <param name="Ground">Where the length comes from.</param>
public sealed record ClockRule(Term? Length, bool IsOurs, Term? Extension, int ExtensionsMax, string Ground);

/// <summary>The terms of casework; those from memory are to be confirmed by whoever runs this.</summary>
public static class ClockRules
{
    /// <summary>How many working days before its end a clock warns.</summary>
    public const int WarningWorkingDays = 2;

    private const string FromMemory = "from memory, to be confirmed";

    private static readonly ClockRule FollowUp = new(null, true, Term.Weeks(2), 4, "working term, an option");
    private static readonly ClockRule Information = new(Term.Weeks(2), false, Term.Weeks(2), 4, "Awb art. 4:5, 5:16");
    private static readonly ClockRule Reply = new(
        Term.Weeks(2), false, Term.Weeks(2), 2, "Awb art. 4:8, working term");
    private static readonly ClockRule Decision = new(
        Term.Weeks(13), true, Term.Weeks(6), 1, $"Awb art. 5:51 ({FromMemory})");

    private static readonly ClockRule Objection = new(Term.Weeks(6), false, null, 0, $"Awb art. 6:7 ({FromMemory})");
    private static readonly ClockRule ObjectionDecision = new(
        Term.Weeks(6), true, Term.Weeks(6), 1, $"Awb art. 7:10 ({FromMemory})");

    private static readonly ClockRule Suspension = new(
        Term.Months(3), false, Term.Months(3), 8, "Vc 2000 B1/2.2: three months, each time three more");

    private static readonly ClockRule SecondReading = new(Term.Weeks(1), true, Term.Weeks(1), 2, "working term");

    public static ClockRule Of(ClockKind kind) => kind switch
    {
        ClockKind.FollowUp => FollowUp,
        ClockKind.Information => Information,
        ClockKind.Reply => Reply,
        ClockKind.Decision => Decision,
        ClockKind.Objection => Objection,
        ClockKind.ObjectionDecision => ObjectionDecision,
        ClockKind.Suspension => Suspension,
        ClockKind.SecondReading => SecondReading,
        _ => throw new UnreachableException($"No rule for a clock of kind {kind}."),
    };

    /// <summary>A clock that starts at a moment and runs for the length of its kind.</summary>
    public static ClockStart Start(ClockKind kind, string key, DateTimeOffset at) =>
        For(kind, key, DutchCalendar.EndOf(at, Of(kind).Length!.Value));

    /// <summary>A clock that ends at a moment.</summary>
    public static ClockStart For(ClockKind kind, string key, DateTimeOffset dueAt) => new(
        $"{ClosedList<ClockKind>.WordFor(kind)}/{key}", kind,
        DutchCalendar.WorkingDaysBefore(dueAt, WarningWorkingDays), dueAt);
}
