using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Inboxes;
using Supervision.Referents;

namespace Supervision.Gateway.Inboxes;

/// <summary>The teams there are.</summary>
public sealed record InboxList(ImmutableArray<InboxInShort> Items);

/// <summary>A team in short.</summary>
public sealed record InboxInShort(string Team, string Name, int Members);

/// <summary>A team and what it has to do.</summary>
/// <param name="Waiting">Open cases that nobody has, of all teams: they draw from one stock.</param>
/// <param name="Overdue">Open cases in which a term of ours has passed, of all teams.</param>
/// <param name="States">Open cases by state, of all teams.</param>
public sealed record InboxDetails(
    string Team,
    string Name,
    ImmutableArray<InboxMemberItem> Members,
    int Waiting,
    int Overdue,
    ImmutableArray<StateCount> States);

/// <summary>Somebody of a team.</summary>
/// <param name="Held">How many open cases the person has.</param>
public sealed record InboxMemberItem(
    string Officer, int Capacity, int Held, bool AbsentToday, ImmutableArray<Absence> Absences,
    ImmutableArray<Purpose> Skills);

/// <summary>How many cases are in a state.</summary>
public sealed record StateCount(EscalationState State, int Count);

/// <summary>One clock that matters, of a case that somebody of the team has.</summary>
/// <param name="ClockId">As an extension names it.</param>
public sealed record ClockItem(
    string EscalationId,
    ReferentId ReferentId,
    string Officer,
    string ClockId,
    ClockKind Kind,
    ClockState State,
    bool Warned,
    DateTimeOffset DueAt);

/// <summary>Sets a team, whole: who is left out is no member any more.</summary>
public sealed record InboxRequest(string Team, string Name, ImmutableArray<InboxMember> Members);
