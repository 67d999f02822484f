using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Features;

/// <summary>The part of a history that was read for a correction, held in memory.</summary>
public sealed class PriorFacts : IPriorFacts
{
    private readonly Dictionary<EventKey, RecordedFact> _events = [];
    private readonly Dictionary<EventKey, List<RecordedFact>> _corrections = [];
    private readonly ImmutableHashSet<EventKey> _elsewhere;

    /// <summary>For a fold that needs no prior facts.</summary>
    public static PriorFacts None { get; } = new([]);

    /// <param name="facts">In order of position.</param>
    /// <param name="elsewhere">Keys of events that are on the log under another subject.</param>
    public PriorFacts(IEnumerable<RecordedFact> facts, params IEnumerable<EventKey> elsewhere)
    {
        _elsewhere = [.. elsewhere];
        foreach (var fact in facts)
            Add(fact);
    }

    public RecordedFact? Find(EventKey key) => _events.GetValueOrDefault(key);

    public bool IsElsewhere(EventKey key) => _elsewhere.Contains(key);

    public IReadOnlyList<RecordedFact> CorrectionsOf(EventKey key) =>
        _corrections.TryGetValue(key, out var corrections) ? corrections : [];

    /// <summary>Adds a fact of a later position than those before.</summary>
    internal void Add(RecordedFact fact)
    {
        _events.TryAdd(fact.Key, fact);
        if (Corrections.TargetOf(fact.Fact) is not { } target)
            return;

        if (!_corrections.TryGetValue(target, out var corrections))
            _corrections.Add(target, corrections = []);
        corrections.Add(fact);
    }
}
