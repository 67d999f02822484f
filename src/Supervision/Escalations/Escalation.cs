using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Escalations;

/// <summary>The last episode of human follow-up of a referent, as its facts tell it.</summary>
/// <param name="Episode">Its number, from 1; 0 when there has been none.</param>
/// <param name="Assignee">Who has it; who closed it, once it is closed.</param>
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
    DateTimeOffset? ClosedAt = null)
{
    public const int OfficerLengthMax = 128;
    public const int ReasonLengthMax = 1_000;
    public const int NoteIdLengthMax = 128;
    public const int NoteLengthMax = 4_000;
    public const int NotesMax = 200;
    public const int FindingsMax = 50;

    /// <summary>Before the first episode.</summary>
    public static readonly Escalation None =
        new(0, EscalationState.Closed, default, false, false, []);

    /// <summary>Whether an episode is under way.</summary>
    [JsonIgnore]
    public bool IsOpen => State is not EscalationState.Closed;

    public Escalation Evolve(EscalationFact happened, DateTimeOffset at) => happened switch
    {
        EscalationOpened opened => None with
        {
            Episode = opened.Episode,
            State = EscalationState.Opened,
            Opened = opened,
            OpenedAt = at,
        },
        EscalationTaken taken => this with
        {
            State = EscalationState.Taken,
            Assignee = taken.Officer,
            LockedUntil = taken.LockedUntil,
        },
        EscalationReleased => this with { State = EscalationState.Opened, Assignee = null, LockedUntil = null },
        EscalationNoted noted => this with
        {
            Notes = Notes.Add(new EscalationNote(noted.NoteId, noted.Officer, at, noted.Text)),
            LockedUntil = noted.LockedUntil,
        },
        EscalationClosed closed => this with
        {
            State = EscalationState.Closed,
            Assignee = closed.Officer,
            LockedUntil = null,
            Closing = closed,
            ClosedAt = at,
        },
        EscalationDeadlineNear => this with { Warned = true },
        EscalationOverdue => this with { Overdue = true },
        _ => throw new UnreachableException($"No rule to evolve an escalation by {happened.GetType().Name}."),
    };

    /// <summary>The next moment at which the clock has something to do; null when there is none.</summary>
    public DateTimeOffset? NextTick()
    {
        if (!IsOpen)
            return null;

        DateTimeOffset?[] moments =
            [LockedUntil, Warned ? null : Opened!.WarnAt, Overdue ? null : Opened!.DueAt];
        return moments.Min();
    }

    /// <summary>As a text that <see cref="Parse"/> reads back.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EscalationJson.Default.Escalation);

    /// <exception cref="FormatException">The text is not an escalation.</exception>
    public static Escalation Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EscalationJson.Default.Escalation)
                ?? throw new FormatException("The text is not an escalation.");
        }
        catch (JsonException unreadable)
        {
            throw new FormatException("The text is not an escalation.", unreadable);
        }
    }
}

/// <summary>A note on an episode. Only ever added.</summary>
public sealed record EscalationNote(string NoteId, string Officer, DateTimeOffset At, string Text);
