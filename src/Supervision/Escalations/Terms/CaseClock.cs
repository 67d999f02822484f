using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Escalations.Terms;

/// <summary>A clock that a fact starts: when it warns and when it ends are fixed at that moment.</summary>
public sealed record ClockStart(string Id, ClockKind Kind, DateTimeOffset WarnAt, DateTimeOffset DueAt);

/// <summary>One clock of a case.</summary>
/// <param name="Id">Its kind and a key: <c>information/wages</c>, <c>reply/1</c>.</param>
/// <param name="DueAt">The moment at which it has passed.</param>
/// <param name="Warned">Whether it was told that the end is near.</param>
/// <param name="Extensions">How often it was extended.</param>
/// <param name="ExtendedFrom">The end that it had before the last extension.</param>
/// <param name="EndedAt">When it stopped mattering; null while it matters, also after it was breached.</param>
[GenerateSerializer, Immutable, Alias("case-clock")]
public sealed record CaseClock(
    [property: Id(0)] string Id,
    [property: Id(1)] ClockKind Kind,
    [property: Id(2)] DateTimeOffset StartedAt,
    [property: Id(3)] DateTimeOffset WarnAt,
    [property: Id(4)] DateTimeOffset DueAt,
    [property: Id(5)] ClockState State,
    [property: Id(6)] bool Warned,
    [property: Id(7)] int Extensions,
    [property: Id(8)] DateTimeOffset? ExtendedFrom = null,
    [property: Id(9)] DateTimeOffset? EndedAt = null)
{
    public const int ClocksMax = 100;

    /// <summary>Whether time alone still does something to it.</summary>
    [JsonIgnore]
    public bool Runs => State == ClockState.Running;

    /// <summary>Whether it is a term of ours that passed by a moment, and that nobody has recorded as such.</summary>
    public bool IsMissedAt(DateTimeOffset now) => Runs && DueAt <= now && ClockRules.Of(Kind).IsOurs;

    /// <summary>As it is at a moment, also when no reminder has told so yet.</summary>
    public CaseClock At(DateTimeOffset now) =>
        !Runs || DueAt > now ? this
        : this with { State = ClockRules.Of(Kind).IsOurs ? ClockState.Breached : ClockState.Lapsed };

    public static CaseClock Of(ClockStart start, DateTimeOffset at) =>
        new(start.Id, start.Kind, at, start.WarnAt, start.DueAt, ClockState.Running, false, 0);

    /// <summary>The next moment at which it has something to tell; null when there is none.</summary>
    public DateTimeOffset? NextTick() => !Runs ? null : Warned || WarnAt > DueAt ? DueAt : WarnAt;
}

/// <summary>How a clock stands.</summary>
[JsonConverter(typeof(ClosedList<ClockState>))]
public enum ClockState
{
    Running,

    /// <summary>What it waited for came in time.</summary>
    Met,

    /// <summary>The term of the referent, or of a suspension, passed.</summary>
    Lapsed,

    /// <summary>A term of ours passed; the lead sees it.</summary>
    Breached,

    /// <summary>It is no longer waited for.</summary>
    Stopped,
}
