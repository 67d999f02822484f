using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Referents;

namespace Supervision.Explanations;

/// <summary>All that can be read of a history, in order of position; what an explanation is a function of.</summary>
/// <param name="Erased">When the facts happened that were erased: the history no longer tells of them.</param>
public sealed record ReferentHistory(
    ReferentId Referent, ImmutableArray<RecordedFact> Facts, ImmutableArray<DateTimeOffset> Erased)
{
    /// <summary>Whether it says, or once said, anything about the referent.</summary>
    public bool IsKnown => !Erased.IsEmpty
        || Facts.Any(fact => fact.Fact is not IDossierFact && Corrections.TargetOf(fact.Fact) is null);
}
