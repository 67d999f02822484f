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

    private static bool Matches(EscalationQuery query, EscalationRow row) =>
        (query.State is null || row.State == query.State)
        && (query.Overdue is null || row.Overdue == query.Overdue)
        && (query.Assignee is null || row.Assignee == query.Assignee)
        && (query.Referent is null || row.Id.Referent == query.Referent)
        && (query.OpenedFrom is null || row.OpenedAt >= query.OpenedFrom)
        && (query.OpenedBefore is null || row.OpenedAt < query.OpenedBefore);

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
