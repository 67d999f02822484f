using System.Collections.Immutable;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Referents;

namespace Supervision.Escalations;

/// <summary>Where the rows of the list of escalations are kept. They can be folded again from the log.</summary>
public interface IEscalationStore
{
    /// <summary>The row of the last episode of a referent, or null when there was none.</summary>
    Task<EscalationRow?> Last(ReferentId referent, CancellationToken cancellation);

    /// <summary>Stores rows in one transaction; a stored row with an offset at or above the given one stays.</summary>
    Task Save(IReadOnlyList<EscalationRow> rows, CancellationToken cancellation);
}

/// <summary>The list of escalations: a read model a little behind the log.</summary>
public interface IEscalationViews
{
    Task<EscalationPage> List(EscalationQuery query, CancellationToken cancellation);

    /// <summary>How many open cases each of these people has; who has none is left out.</summary>
    Task<IReadOnlyDictionary<string, int>> Held(IReadOnlyCollection<string> officers, CancellationToken cancellation);

    /// <summary>Open cases, counted as they are at a moment.</summary>
    Task<ImmutableArray<EscalationCount>> Count(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Cases that were drawn for a second reading, counted by how that stands and by the judgements.</summary>
    Task<ImmutableArray<SecondReadingCount>> Readings(CancellationToken cancellation);

    /// <summary>The open cases of these people whose first clock ends soonest, after a cursor.</summary>
    Task<ImmutableArray<EscalationRow>> Due(
        IReadOnlyCollection<string> officers, EscalationCursor? after, int limit, CancellationToken cancellation);

    /// <summary>The last row of each of these referents that has one, in no order.</summary>
    Task<ImmutableArray<EscalationRow>> LastOf(
        IReadOnlyCollection<ReferentId> referents, CancellationToken cancellation);
}

/// <summary>What a list of escalations is narrowed by; null means no filter. Oldest first.</summary>
/// <param name="OpenedFrom">Opened at or after this moment.</param>
/// <param name="OpenedBefore">Opened before this moment.</param>
/// <param name="Free">Open and with nobody; or closed, or with somebody.</param>
/// <param name="DueBefore">With a first clock that ends before this moment.</param>
/// <param name="DueFrom">With a first clock that ends at or after this moment.</param>
/// <param name="SnoozedFrom">Put aside until this moment or a later one.</param>
/// <param name="SnoozedBefore">Put aside until a moment before this one.</param>
/// <param name="UnreadOf">Without those that wait for a second reading, unless this person has them.</param>
/// <param name="Now">The moment at which what is overdue is.</param>
/// <param name="Cursor">The cursor of the page before; null for the first page.</param>
public sealed record EscalationQuery(
    EscalationState? State,
    bool? Overdue,
    string? Assignee,
    ReferentId? Referent,
    DateTimeOffset? OpenedFrom,
    DateTimeOffset? OpenedBefore,
    EscalationCursor? Cursor,
    int PageSize,
    bool? Free = null,
    DateTimeOffset? DueBefore = null,
    DateTimeOffset? DueFrom = null,
    DateTimeOffset? ClosedFrom = null,
    DateTimeOffset? ClosedBefore = null,
    DateTimeOffset? SnoozedFrom = null,
    DateTimeOffset? SnoozedBefore = null,
    SecondReadingState? Reading = null,
    string? UnreadOf = null,
    DateTimeOffset Now = default)
{
    public const int PageSizeMax = 500;
}

/// <summary>Where a page ended: when its last row was opened, and its id to break ties.</summary>
public sealed record EscalationCursor(DateTimeOffset OpenedAt, EscalationId Id);

/// <summary>A page of the list; without a cursor it is the last.</summary>
public sealed record EscalationPage(ImmutableArray<EscalationRow> Items, EscalationCursor? Next);

/// <summary>How many cases drawn for a second reading stand so.</summary>
/// <param name="Second">Null when it was not judged again.</param>
public sealed record SecondReadingCount(SecondReadingState State, Judgement First, Judgement? Second, int Count);

/// <summary>How many open cases are in a state.</summary>
/// <param name="IsFree">Whether nobody has them.</param>
public sealed record EscalationCount(EscalationState State, bool IsFree, bool Overdue, int Count);
