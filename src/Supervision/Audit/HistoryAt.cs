using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Retention;

namespace Supervision.Audit;

/// <summary>What the events of one referent told at a position, as far as it can still be told.</summary>
/// <param name="Facts">In order; what had been erased by then is not among them.</param>
/// <param name="Erased">When the facts happened that were erased.</param>
/// <param name="Lost">How many counted then and have been erased since.</param>
internal sealed record HistoryAt(
    ImmutableArray<RecordedFact> Facts, ImmutableArray<DateTimeOffset> Erased, int Lost)
{
    private static readonly string Erasure = FactTypes.NameOf<PayloadsErased>();

    public static HistoryAt Of(IEnumerable<LoggedEvent> events, long upTo)
    {
        var known = events.TakeWhile(logged => logged.Position.Offset <= upTo).ToList();
        var ordered = Ordered(known);
        var erased = known.ToLookup(
            logged => logged.Data.IsEmpty || ordered.Contains(logged.Position.Offset));
        return new HistoryAt(
            [.. erased[false].Select(Read).OfType<RecordedFact>()],
            [.. erased[true].Select(logged => logged.Time)],
            erased[true].Count(logged => !ordered.Contains(logged.Position.Offset)));
    }

    /// <summary>The offsets that orders of erasure among these name.</summary>
    public static HashSet<long> Ordered(IEnumerable<LoggedEvent> events) =>
        [.. events.Where(logged => logged.Type == Erasure && !logged.Data.IsEmpty)
            .Select(Read)
            .OfType<RecordedFact>()
            .SelectMany(order => OffsetRanges.Read(((PayloadsErased)order.Fact).Offsets))];

    /// <summary>Null when it cannot be read: stored by another version, or damaged. No score counts it.</summary>
    private static RecordedFact? Read(LoggedEvent logged)
    {
        try
        {
            return new RecordedFact(
                logged.Position, logged.Key, logged.Time, logged.RecordedAt,
                FactTypes.Read(logged.Type, logged.Data.Span));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
