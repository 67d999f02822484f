using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Variations;

/// <summary>What is changed in a shadow copy of a referent; none of it may matter to a score.</summary>
[JsonConverter(typeof(ClosedList<TwinChange>))]
public enum TwinChange
{
    /// <summary>Another name, and another number in the register.</summary>
    Name,

    /// <summary>Another sector, size, legal form and age.</summary>
    Register,

    /// <summary>Every application, stay, check, measure and signal under another id.</summary>
    Ids,

    /// <summary>Sent by others, and learned a year later.</summary>
    Sender,
}

/// <summary>
/// A shadow copy of a real referent, changed only in what must not matter: with the same points and level it is shown
/// that the score does not use it, and with others it is shown that it does.
/// </summary>
public static class Twin
{
    private const string After = "-twin";

    /// <param name="facts">Settled, of one referent, in order of position.</param>
    public static (ReferentId Referent, ImmutableArray<RecordedFact> Facts) Of(
        ReferentId referent, ImmutableArray<RecordedFact> facts, TwinChange change) => change switch
        {
            TwinChange.Name => (
                ReferentId.Parse("twin:other"),
                Changed(facts, fact => fact is ReferentRegistered known
                    ? known with { DisplayName = known.DisplayName is null ? "Twin" : null }
                    : fact)),
            TwinChange.Register => (referent, Changed(facts, fact => fact is ReferentRegistered known
                ? known with
                {
                    LegalForm = Next(known.LegalForm),
                    Sector = Next(known.Sector),
                    SizeBand = Next(known.SizeBand),
                    FoundedOn = known.FoundedOn.AddYears(-10),
                }
                : fact)),
            TwinChange.Ids => (referent, Changed(facts, fact => FactIds.Renamed(fact, After))),
            _ => (
                referent,
                [
                    .. facts.Select(fact => fact with
                    {
                        Key = fact.Key with { Source = fact.Key.Source + After },
                        RecordedAt = fact.RecordedAt.AddYears(1),
                    }),
                ]),
        };

    private static ImmutableArray<RecordedFact> Changed(ImmutableArray<RecordedFact> facts, Func<Fact, Fact> change) =>
        [.. facts.Select(fact => fact with { Fact = change(fact.Fact) })];

    private static TWord Next<TWord>(TWord word)
        where TWord : struct, Enum
    {
        var all = Enum.GetValues<TWord>();
        return all[(Array.IndexOf(all, word) + 1) % all.Length];
    }
}
