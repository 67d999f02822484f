using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Referents;

/// <summary>The lists: a read model a little behind the log, which says at which position it is.</summary>
public interface IReferentViews
{
    Task<ReferentPage> List(ReferentQuery query, CancellationToken cancellation);

    /// <summary>Level changes after a sequence number, oldest first, of one referent or of all.</summary>
    Task<ImmutableArray<RiskChange>> Changes(
        long afterSequence, ReferentId? referent, int limit, CancellationToken cancellation);

    /// <summary>The sequence number of the last level change stored; 0 when there is none.</summary>
    Task<long> LastChange(CancellationToken cancellation);

    /// <summary>
    /// Events in quarantine after a position, by partition and offset, of one referent or of all, with one code or
    /// with any.
    /// </summary>
    Task<ImmutableArray<QuarantinedEvent>> Quarantined(
        ReferentId? referent, string? code, LogPosition? after, int limit, CancellationToken cancellation);

    /// <summary>How far the read model has come in every partition; rows read later can only be further.</summary>
    Task<ImmutableArray<LogPosition>> FlushedTo(CancellationToken cancellation);

    Task<StoreCounts> Counts(CancellationToken cancellation);

    /// <summary>
    /// How many referents of a sector and size band have which points at which level, of those that a model scored.
    /// </summary>
    Task<ImmutableArray<PeerCount>> Peers(
        Sector sector, SizeBand band, string modelHash, CancellationToken cancellation);

    /// <summary>Ends when a change may have been stored beyond the sequence number; may end early.</summary>
    Task WaitForChange(long afterSequence, CancellationToken cancellation);
}

/// <summary>What a list of referents is narrowed and ordered by; null means no filter.</summary>
/// <param name="Search">Words to find in the display name or the id.</param>
/// <param name="Cursor">The cursor of the page before, as given; null for the first page.</param>
public sealed record ReferentQuery(
    string? Search,
    RiskLevel? Level,
    Purpose? Purpose,
    RecognitionStatus? Status,
    Sector? Sector,
    DateTimeOffset? ChangedSince,
    ReferentSort Sort,
    ReferentCursor? Cursor,
    int PageSize);

public enum ReferentSort
{
    Id,
    PointsDescending,
    PointsAscending,
    ChangedDescending,
    ChangedAscending,
}

/// <summary>Where a page ended: the sort value of its last row, and its id to break ties.</summary>
public sealed record ReferentCursor(long SortValue, string Referent);

/// <summary>One page, where the next begins, and how far the read model has come.</summary>
public sealed record ReferentPage(
    ImmutableArray<ReferentListRow> Items, ReferentCursor? Next, ImmutableArray<LogPosition> FlushedTo);

/// <summary>One referent in a list.</summary>
public sealed record ReferentListRow(ReferentId Referent, LogPosition Position, RegisterRow Register, RiskRow Risk);

/// <summary>Counts for the overview.</summary>
public sealed record StoreCounts(
    ImmutableArray<(RiskLevel Level, int Count)> Levels,
    int Referents,
    int Quarantined,
    int OutboxWaiting,
    int OutboxHeld,
    ImmutableArray<LogPosition> FlushedTo);
