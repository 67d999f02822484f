using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Escalations;

/// <summary>The list of escalations in memory: a real store, for tests and trials.</summary>
public sealed class MemoryEscalationStore : IEscalationStore, IEscalationViews, IFoldedStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<EscalationId, EscalationRow> _rows = [];

    public Task<EscalationRow?> Last(ReferentId referent, CancellationToken cancellation)
    {
        lock (_gate)
            return Task.FromResult(
                _rows.Values.Where(row => row.Id.Referent == referent).MaxBy(row => row.Id.Episode));
    }

    public Task Save(IReadOnlyList<EscalationRow> rows, CancellationToken cancellation)
    {
        lock (_gate)
        {
            foreach (var row in rows)
            {
                if (!_rows.TryGetValue(row.Id, out var stored) || stored.Position.Offset < row.Position.Offset)
                    _rows[row.Id] = row;
            }
        }

        return Task.CompletedTask;
    }

    public Task<EscalationPage> List(EscalationQuery query, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.PageSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, EscalationQuery.PageSizeMax);

        lock (_gate)
        {
            var page = _rows.Values
                .Where(row => Matches(query, row) && IsAfter(query.Cursor, row))
                .OrderBy(row => row.OpenedAt)
                .ThenBy(row => row.Id.Referent.ToString(), StringComparer.Ordinal)
                .ThenBy(row => row.Id.Episode)
                .Take(checked(query.PageSize + 1))
                .ToImmutableArray();
            if (page.Length <= query.PageSize)
                return Task.FromResult(new EscalationPage(page, null));

            page = page[..query.PageSize];
            return Task.FromResult(new EscalationPage(page, new EscalationCursor(page[^1].OpenedAt, page[^1].Id)));
        }
    }

    public Task<IReadOnlyDictionary<string, int>> Held(
        IReadOnlyCollection<string> officers, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyDictionary<string, int>>(Open()
                .Where(row => row.Assignee is not null && officers.Contains(row.Assignee))
                .GroupBy(row => row.Assignee!)
                .ToDictionary(same => same.Key, same => same.Count()));
        }
    }

    public Task<ImmutableArray<EscalationCount>> Count(DateTimeOffset now, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<EscalationCount>>(
            [
                .. Open().GroupBy(row => (row.State, IsFree: row.Assignee is null, Overdue: row.IsOverdueAt(now)))
                    .Select(same => new EscalationCount(
                        same.Key.State, same.Key.IsFree, same.Key.Overdue, same.Count()))
                    .OrderBy(count => (count.State, count.IsFree, count.Overdue)),
            ]);
        }
    }

    public Task<ImmutableArray<SecondReadingCount>> Readings(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<SecondReadingCount>>(
            [
                .. _rows.Values.Where(row => row.Reading is not null)
                    .GroupBy(row => (State: row.Reading!.Value, First: row.FirstJudgement!.Value, row.SecondJudgement))
                    .Select(same => new SecondReadingCount(
                        same.Key.State, same.Key.First, same.Key.SecondJudgement, same.Count()))
                    .OrderBy(count => (count.State, count.First, count.Second)),
            ]);
        }
    }

    public Task<ImmutableArray<EscalationRow>> Due(
        IReadOnlyCollection<string> officers, EscalationCursor? after, int limit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<EscalationRow>>(
            [
                .. _rows.Values
                    .Where(row => row.NextDueAt is not null && row.Assignee is not null
                        && officers.Contains(row.Assignee)
                        && IsAfter(after, row with { OpenedAt = row.NextDueAt.Value }))
                    .OrderBy(row => row.NextDueAt)
                    .ThenBy(row => row.Id.Referent.ToString(), StringComparer.Ordinal)
                    .ThenBy(row => row.Id.Episode)
                    .Take(limit),
            ]);
        }
    }

    public Task<ImmutableArray<EscalationRow>> LastOf(
        IReadOnlyCollection<ReferentId> referents, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(referents.Count, EscalationQuery.PageSizeMax);
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<EscalationRow>>(
            [
                .. _rows.Values.Where(row => referents.Contains(row.Id.Referent))
                    .GroupBy(row => row.Id.Referent)
                    .Select(same => same.MaxBy(row => row.Id.Episode)!),
            ]);
        }
    }

    public Task Clear(IReadOnlyList<LogHead> ends, CancellationToken cancellation)
    {
        lock (_gate)
            _rows.Clear();
        return Task.CompletedTask;
    }

    private IEnumerable<EscalationRow> Open() => _rows.Values.Where(row => row.ClosedAt is null);

    private static bool Matches(EscalationQuery query, EscalationRow row) =>
        (query.State is null || row.State == query.State)
        && (query.Overdue is null || row.IsOverdueAt(query.Now) == query.Overdue)
        && (query.Assignee is null || row.Assignee == query.Assignee)
        && (query.Referent is null || row.Id.Referent == query.Referent)
        && (query.OpenedFrom is null || row.OpenedAt >= query.OpenedFrom)
        && (query.OpenedBefore is null || row.OpenedAt < query.OpenedBefore)
        && (query.Free is null || (row.Assignee is null && row.ClosedAt is null) == query.Free)
        && IsWithin(row.NextDueAt, query.DueFrom, query.DueBefore)
        && IsWithin(row.ClosedAt, query.ClosedFrom, query.ClosedBefore)
        && IsWithin(row.SnoozedUntil, query.SnoozedFrom, query.SnoozedBefore)
        && (query.Reading is null || row.Reading == query.Reading)
        && (query.UnreadOf is null || !row.AwaitsReading || row.Assignee == query.UnreadOf);

    private static bool IsWithin(DateTimeOffset? moment, DateTimeOffset? from, DateTimeOffset? before) =>
        (from is null || moment >= from) && (before is null || moment < before);

    private static bool IsAfter(EscalationCursor? cursor, EscalationRow row)
    {
        if (cursor is null || row.OpenedAt > cursor.OpenedAt)
            return true;

        if (row.OpenedAt < cursor.OpenedAt)
            return false;

        var order = string.CompareOrdinal(row.Id.Referent.ToString(), cursor.Id.Referent.ToString());
        return order > 0 || (order == 0 && row.Id.Episode > cursor.Id.Episode);
    }
}
