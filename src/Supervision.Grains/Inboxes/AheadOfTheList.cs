using Supervision.Contracts.Escalations;
using Supervision.Escalations;
using Supervision.Log;

namespace Supervision.Grains.Inboxes;

/// <summary>
/// What an inbox knows of cases before the list does, which is a moment behind the log: so that no case is asked for in
/// vain, and nobody gets more than they can do.
/// </summary>
internal sealed class AheadOfTheList(IEscalationViews views)
{
    /// <summary>What is forgotten is asked for once more, and refused by the case itself.</summary>
    private const int KnownMax = 2_000;

    private const int AskedMax = EscalationQuery.PageSizeMax;

    private readonly Dictionary<EscalationId, (LogPosition Position, string? Officer)> _known = [];
    private readonly Queue<EscalationId> _order = [];

    /// <summary>Keeps what a case itself said.</summary>
    public void See(EscalationView view)
    {
        if (!_known.ContainsKey(view.Id))
            _order.Enqueue(view.Id);
        _known[view.Id] = (view.Position, view.State == EscalationState.Closed ? null : view.Assignee);
        while (_order.Count > KnownMax)
            _known.Remove(_order.Dequeue());
    }

    /// <summary>Whether the list still tells how a case was before.</summary>
    public bool IsBehind(EscalationRow row) =>
        _known.TryGetValue(row.Id, out var known) && row.Position.Offset < known.Position.Offset;

    /// <summary>How many open cases each of these people has, with those that the list does not have yet.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Held(
        IReadOnlyCollection<string> officers, CancellationToken cancellation)
    {
        var held = new Dictionary<string, int>(await views.Held(officers, cancellation), StringComparer.Ordinal);
        var given = _order.Reverse().Where(id => _known[id].Officer is { } officer && officers.Contains(officer))
            .Take(AskedMax).ToList();
        if (given.Count == 0)
            return held;

        // Asked after the count: what the list has learned between the two is counted once, as the list has it.
        var rows = (await views.LastOf([.. given.Select(id => id.Referent)], cancellation))
            .ToDictionary(row => row.Id.Referent);
        foreach (var id in given)
        {
            var (position, officer) = _known[id];
            if (rows.TryGetValue(id.Referent, out var row) && row.Position.Offset >= position.Offset)
                Forget(id);
            else
                held[officer!] = checked(held.GetValueOrDefault(officer!) + 1);
        }

        return held;
    }

    /// <summary>The list knows it now.</summary>
    private void Forget(EscalationId id) => _known[id] = (_known[id].Position, null);
}
