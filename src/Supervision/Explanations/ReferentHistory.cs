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
    /// <summary>
    /// Whether anything had been heard of the referent by the end of a day, also if it was erased since. Before that it
    /// was not there, and nothing is said of it: a score is of a whole day, so what happened later does not count.
    /// </summary>
    public bool IsKnownOn(DateOnly day) => ErasedFrom <= day.DayNumber || TellsOf(day);

    /// <summary>
    /// Whether what is left tells of the referent by the end of a day: where many are counted, one of which all was
    /// erased is not among them.
    /// </summary>
    public bool TellsOf(DateOnly day) => Facts.Any(fact => TellsFrom(fact) <= day.DayNumber);

    /// <summary>The first day of which something was erased; beyond all days when nothing was.</summary>
    internal int ErasedFrom => Erased.IsEmpty ? int.MaxValue : Erased.Min(FactEffects.DayOf);

    /// <summary>From which day on a fact tells that the referent is there; beyond all days when it does not.</summary>
    internal static int TellsFrom(RecordedFact fact) =>
        fact.Fact is IDossierFact || Corrections.TargetOf(fact.Fact) is not null
            ? int.MaxValue
            : FactEffects.DayOf(fact.Time);
}
