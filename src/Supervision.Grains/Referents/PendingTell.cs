using Supervision.Referents;

namespace Supervision.Grains.Referents;

/// <summary>
/// What a referent has to tell once it is stored. Mostly empty, so the lists are made when first needed: there are many
/// referents.
/// </summary>
internal sealed class PendingTell
{
    private List<RiskChange>? _changes;
    private List<OutboxItem>? _outbox;
    private List<QuarantinedEvent>? _quarantined;

    public List<RiskChange> Changes => _changes ??= [];

    public List<OutboxItem> Outbox => _outbox ??= [];

    public List<QuarantinedEvent> Quarantined => _quarantined ??= [];

    public bool IsEmpty => _changes is null && _outbox is null && _quarantined is null;

    /// <summary>The oldest of each are stored and need not be told again.</summary>
    public void Forget(int changes, int outbox, int quarantined)
    {
        _changes = Without(_changes, changes);
        _outbox = Without(_outbox, outbox);
        _quarantined = Without(_quarantined, quarantined);
    }

    private static List<T>? Without<T>(List<T>? list, int count)
    {
        if (list is null || list.Count <= count)
            return null;

        list.RemoveRange(0, count);
        return list;
    }
}
