using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.Features;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Grains.Shadows;

/// <summary>The shadows of one partition: its referents judge by them, many at a time, and its grain reads.</summary>
internal sealed class PartitionShadows
{
    private readonly Lock _gate = new();
    private readonly List<ShadowTable> _tables = [];
    private readonly List<ShadowDay> _left = [];
    private bool _hasNews;
    private DateOnly _takenOn;

    /// <summary>
    /// Judges a referent by every shadow, of the same facts and the same day as the model in use just did.
    /// </summary>
    /// <param name="state">What the model in use said.</param>
    /// <param name="isNew">Nothing was known of the referent before, so every level that it gets is a rise.</param>
    /// <param name="began">When the model in use began to judge.</param>
    /// <returns>Whether this is the latest that is known of the referent under all of them.</returns>
    public bool Judge(
        ReferentFold fold, RiskModelInUse used, RiskState state, DateTimeOffset asOf, bool isNew, long began)
    {
        var day = DateOnly.FromDateTime(asOf.UtcDateTime);
        var from = Stopwatch.GetTimestamp();
        var usedTicks = from - began;
        var isLatest = true;
        foreach (var model in used.Shadows)
        {
            var shadow = Scoring.Assess(fold, model, asOf);
            var shadowTicks = Stopwatch.GetTimestamp() - from;
            var standing = ShadowStanding.Of(state, shadow, fold.Offset, day.DayNumber);
            lock (_gate)
            {
                isLatest &= TableOf(used.Model, model).Note(fold.Id, standing, isNew, day, usedTicks, shadowTicks);
                _hasNews = true;
            }

            from = Stopwatch.GetTimestamp();
        }

        return isLatest;
    }

    /// <summary>Nothing is known of the referent any more.</summary>
    public void Forget(ReferentId referent)
    {
        lock (_gate)
        {
            foreach (var table in _tables)
                _hasNews |= table.Forget(referent);
        }
    }

    /// <summary>Ends what is no longer to be compared; true when there is something new to compare.</summary>
    public bool Keep(RiskModelInUse used)
    {
        lock (_gate)
        {
            foreach (var ended in _tables.Where(table =>
                table.Used?.Identity.Hash != used.Hash
                || !used.Shadows.Any(shadow => shadow.Identity.Hash == table.Hash)).ToArray())
            {
                _left.AddRange(ended.TakeDays());
                _tables.Remove(ended);
            }

            var isNew = false;
            foreach (var shadow in used.Shadows)
                isNew |= TableOf(used.Model, shadow).Begin();
            return isNew;
        }
    }

    /// <summary>Those of them that some shadow has not judged, or that time may have changed since.</summary>
    public ImmutableArray<ReferentId> Stale(ImmutableArray<ReferentId> referents, int today)
    {
        lock (_gate)
        {
            return [.. referents.Where(referent => _tables.Any(table => table.IsStale(referent, today)))];
        }
    }

    public ShadowTable.Counted? Count(string shadow)
    {
        lock (_gate)
        {
            return _tables.Find(table => table.Hash == shadow)?.Count();
        }
    }

    public ImmutableArray<ReferentId> Movers(string shadow, ReferentId? after, int limit)
    {
        lock (_gate)
        {
            return _tables.Find(table => table.Hash == shadow)?.Movers(after, limit) ?? [];
        }
    }

    /// <summary>
    /// What was counted since this was last asked, with where everybody stands today; empty when nothing is new.
    /// </summary>
    public ImmutableArray<ShadowDay> TakeDays(DateOnly today)
    {
        lock (_gate)
        {
            if (!_hasNews && _left.Count == 0 && (_tables.Count == 0 || _takenOn == today))
                return [];

            (_hasNews, _takenOn) = (false, today);
            ImmutableArray<ShadowDay> taken =
            [
                .. _left, .. _tables.SelectMany(table => table.TakeDays()),
                .. _tables.Select(table => table.Today(today)),
            ];
            _left.Clear();
            return taken;
        }
    }

    private ShadowTable TableOf(RiskModel? used, RiskModel shadow)
    {
        foreach (var table in _tables)
        {
            if (table.Hash == shadow.Identity.Hash && table.Used?.Identity.Hash == used?.Identity.Hash)
                return table;
        }

        var made = new ShadowTable(used, shadow);
        _tables.Add(made);
        return made;
    }
}
