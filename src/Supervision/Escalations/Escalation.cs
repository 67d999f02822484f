using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Escalations.Casework;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Escalations.Terms;

namespace Supervision.Escalations;

/// <summary>The last episode of human follow-up of a referent, as its facts tell it.</summary>
/// <param name="Episode">Its number, from 1; 0 when there has been none.</param>
/// <param name="Overdue">Whether a term of ours has passed in it.</param>
/// <param name="Assignee">Who has it; who closed it, once it is closed.</param>
/// <param name="LockedUntil">Until when the person who has it keeps it without an act; null once it is judged.</param>
/// <param name="Had">Who took it or was given it; null before the first, so that it is then stored as ever.</param>
/// <param name="Evidence">Files that were added; null before the first, so that it is then stored as ever.</param>
public sealed partial record Escalation(
    int Episode,
    EscalationState State,
    DateTimeOffset OpenedAt,
    bool Warned,
    bool Overdue,
    ImmutableArray<EscalationNote> Notes,
    EscalationOpened? Opened = null,
    string? Assignee = null,
    DateTimeOffset? LockedUntil = null,
    EscalationClosed? Closing = null,
    DateTimeOffset? ClosedAt = null,
    ImmutableArray<CaseClock> Clocks = default,
    CaseFile? Work = null,
    EscalationSnooze? Snooze = null,
    ImmutableArray<EvidenceFile>? Evidence = null,
    ImmutableArray<string>? Had = null)
{
    public const int OfficerLengthMax = 128;
    public const int ReasonLengthMax = 1_000;
    public const int ReferenceLengthMax = 128;
    public const int NoteIdLengthMax = 128;
    public const int NoteLengthMax = 4_000;
    public const int NotesMax = 200;
    public const int FindingsMax = 50;

    /// <summary>Before the first episode.</summary>
    public static readonly Escalation None =
        new(0, EscalationState.Closed, default, false, false, [], Clocks: [], Work: CaseFile.Empty);

    /// <summary>Whether an episode is under way.</summary>
    [JsonIgnore]
    public bool IsOpen => State is not EscalationState.Closed;

    /// <summary>What was done in it.</summary>
    [JsonIgnore]
    public CaseFile File => Work ?? CaseFile.Empty;

    /// <summary>Its evidence files, in the order in which they were added.</summary>
    [JsonIgnore]
    public ImmutableArray<EvidenceFile> Files => Evidence ?? [];

    /// <summary>Whether why it was opened is kept from its officer: until a first judgement, or its end.</summary>
    [JsonIgnore]
    public bool IsBlind => IsOpen && File.Judgement is null;

    /// <summary>Whether it was stored before it was kept who had it, which its facts still tell.</summary>
    [JsonIgnore]
    public bool IsWithoutHolders =>
        IsOpen && Had is null && (Assignee is not null || File.Judgement is not null);

    public Escalation Evolve(EscalationFact happened, DateTimeOffset at)
    {
        var clocks = CaseClocks.After(Clocks, happened, at);
        var after = Changed(happened, at) with { Clocks = clocks };
        return after with
        {
            State = EscalationStates.After(State, after.File.Judgement is not null, clocks, happened),
            Work = CaseFiles.After(after.File, happened, at),
            Snooze = EscalationSnooze.After(after.Snooze, happened),
        };
    }

    /// <summary>The next moment at which the clock has something to do; null when there is none.</summary>
    public DateTimeOffset? NextTick() =>
        IsOpen ? Clocks.Select(clock => clock.NextTick()).Append(LockedUntil).Min() : null;

    /// <summary>As a text that <see cref="Parse"/> reads back.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EscalationJson.Default.Escalation);

    /// <exception cref="FormatException">The text is not an escalation.</exception>
    public static Escalation Parse(string json)
    {
        try
        {
            var read = JsonSerializer.Deserialize(json, EscalationJson.Default.Escalation)
                ?? throw new FormatException("The text is not an escalation.");
            return (read.Clocks.IsDefault ? read.Lifted() : read) with { Work = read.File };
        }
        catch (JsonException unreadable)
        {
            throw new FormatException("The text is not an escalation.", unreadable);
        }
    }

    private Escalation Changed(EscalationFact happened, DateTimeOffset at) => happened switch
    {
        EscalationOpened opened => None with
        {
            Episode = opened.Episode,
            Opened = opened,
            OpenedAt = EscalationOpened.HourOf(at),
        },
        EscalationTaken taken => WithOfficer(taken.Officer, taken.LockedUntil),
        EscalationAssigned given => WithOfficer(given.Officer, given.LockedUntil),
        EscalationReleased => this with { Assignee = null, LockedUntil = null },
        EscalationNoted noted => this with
        {
            Notes = Notes.Add(new EscalationNote(noted.NoteId, noted.Officer, at, noted.Text)),
            LockedUntil = Lock(Later(noted.LockedUntil, LockedUntil)),
        },
        EscalationJudged => this with { LockedUntil = null },
        EscalationSnoozed snoozed => this with
        {
            LockedUntil = Assignee is null ? null : Lock(snoozed.LockedUntil),
        },
        EscalationClosed closed => this with
        {
            Assignee = closed.Officer,
            LockedUntil = null,
            Closing = closed,
            ClosedAt = at,
        },
        EscalationDeadlineNear => this with { Warned = true },
        EscalationOverdue or EscalationClockBreached => this with { Overdue = true },
        EscalationFileAdded added => this with { Evidence = Files.Add(FileOf(added, at)) },
        EscalationFileSealed kept => this with { Evidence = WithKey(kept) },
        _ => this,
    };

    private Escalation WithOfficer(string officer, DateTimeOffset until) => this with
    {
        Assignee = officer,
        LockedUntil = Lock(until),
        Had = Had?.Contains(officer) is true ? Had : [.. Had ?? [], officer],
    };

    private DateTimeOffset? Lock(DateTimeOffset until) => File.Judgement is null ? until : null;

    /// <summary>An act never shortens the lock: one that was put aside holds longer.</summary>
    private static DateTimeOffset Later(DateTimeOffset until, DateTimeOffset? before) =>
        before > until ? before.Value : until;

    /// <summary>What was stored before there were clocks: the one that every episode had.</summary>
    private Escalation Lifted()
    {
        if (Opened is null)
            return this with { Clocks = [] };

        var clock = CaseClock.Of(CaseClocks.FirstOf(Opened), OpenedAt) with
        {
            Warned = Warned,
            State = Overdue ? ClockState.Breached : IsOpen ? ClockState.Running : ClockState.Met,
            EndedAt = ClosedAt,
        };
        return this with { Clocks = [clock] };
    }
}

/// <summary>A note on an episode. Only ever added.</summary>
public sealed record EscalationNote(string NoteId, string Officer, DateTimeOffset At, string Text);
