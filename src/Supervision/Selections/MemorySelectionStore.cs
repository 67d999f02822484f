using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Referents;

namespace Supervision.Selections;

/// <summary>The draws in memory: a real store, for tests and trials.</summary>
public sealed class MemorySelectionStore : ISelectionStore
{
    private static readonly SortedDictionary<int, SelectionRow> Nothing = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<int, SelectionRow>> _draws = [];

    public Task Keep(string draw, IReadOnlyList<DrawnMember> members, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(members.Count, SelectionLimits.KeepMax, nameof(members));
        lock (_gate)
        {
            if (!_draws.TryGetValue(draw, out var rows))
                _draws.Add(draw, rows = []);
            foreach (var member in members)
                rows.Add(member.Number, new SelectionRow(member));
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<SelectionRow>> Rows(
        string draw, int afterNumber, int limit, bool onlyDrawn, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, SelectionLimits.PageMax);
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<SelectionRow>>(
            [
                .. Of(draw).Where(row => row.Member.Number > afterNumber
                    && (!onlyDrawn || row.Member.By != DrawnBy.Nothing)).Take(limit),
            ]);
        }
    }

    public Task<SelectionRow?> Row(string draw, ReferentId referent, CancellationToken cancellation)
    {
        lock (_gate)
            return Task.FromResult(Of(draw).FirstOrDefault(row => row.Member.Member.Referent == referent));
    }

    public Task Follow(
        string draw, int number, CheckOpening opening, EscalationId? escalation, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_draws.TryGetValue(draw, out var rows) && rows.TryGetValue(number, out var row) && row.Opening is null)
                rows[number] = row with { Opening = opening, Escalation = escalation };
        }

        return Task.CompletedTask;
    }

    private SortedDictionary<int, SelectionRow>.ValueCollection Of(string draw) =>
        _draws.GetValueOrDefault(draw, Nothing).Values;
}
