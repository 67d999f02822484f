using System.Collections.Immutable;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>An indicator with a value, and the bins to which moving would take points away.</summary>
internal sealed record MovableIndicator(
    ReadyIndicator Ready, FeatureReading Reading, int Points, ImmutableArray<BinMove> Moves)
{
    /// <summary>
    /// Null for one that cannot be moved: it is off, has no value, tells of our own acts, or gives its fewest points.
    /// </summary>
    public static MovableIndicator? Of(ReferentFold fold, ReadyIndicator ready, int day)
    {
        if (day > ready.LastDay || !ready.Feature.MayRaiseRisk)
            return null;

        var due = int.MaxValue;
        var reading = FeatureValues.Read(fold.State, ready.Feature, day, ref due);
        if (reading.Value is not { } value)
            return null;

        var bins = ready.Indicator.Bins;
        var now = BinOf(bins, value);
        ImmutableArray<BinMove> moves =
        [
            .. Enumerable.Range(0, bins.Length)
                .Where(bin => bins[bin].Points < bins[now].Points
                    && FeatureRange.Holds(ready.Feature, bins[bin].From, bins[bin].To))
                .Select(bin => new BinMove(bin, Math.Abs(bin - now), bins[now].Points - bins[bin].Points)),
        ];
        return moves.IsEmpty ? null : new MovableIndicator(ready, reading, bins[now].Points, moves);
    }

    /// <summary>The move in words that a reader can act on: the values, and for a share the count.</summary>
    public NeededMove Needed(BinMove move)
    {
        var (from, below) = Region(move);
        var among = Reading.Denominator;
        var isShare = Ready.Feature.Form is FeatureForm.WindowShare or FeatureForm.HeldShare;
        // The greatest k with floor(1000 k / n) below the bound, and only if it is not below the region.
        long? most = isShare && below is { } end ? ((end * among) + 999) / 1000 - 1 : null;
        if (most < 0 || (most is { } count && from is { } least && 1000 * count / among < least))
            most = null;
        return new NeededMove(
            Ready.Indicator.Id, Ready.Feature.Name, Ready.Feature.Unit, Reading.Value!.Value, from, below, Points,
            Points - move.Reduction, move.Distance, most, most is null ? null : among,
            isShare ? Reading.Numerator : null, isShare ? among : null);
    }

    /// <summary>
    /// From the bin away from the value, as far as no bin gives more points; a bound that no value can pass is none.
    /// </summary>
    private (long? From, long? Below) Region(BinMove move)
    {
        var bins = Ready.Indicator.Bins;
        var step = move.Bin < BinOf(bins, Reading.Value!.Value) ? -1 : 1;
        var end = move.Bin;
        while (end + step >= 0 && end + step < bins.Length && bins[end + step].Points <= bins[move.Bin].Points)
            end += step;

        var (first, last) = step < 0 ? (end, move.Bin) : (move.Bin, end);
        var (from, below) = (bins[first].From, bins[last].To);
        return (from > 0 ? from : null, below <= FeatureRange.MostOf(Ready.Feature) ? below : Unbounded(below));
    }

    private long? Unbounded(long? below) => FeatureRange.MostOf(Ready.Feature) is null ? below : null;

    private static int BinOf(ImmutableArray<Bin> bins, long value)
    {
        var bin = 0;
        while (bins[bin].To is { } to && value >= to)
            bin++;
        return bin;
    }
}

/// <summary>A move of one indicator to another bin, how far that is, and how many points it takes away.</summary>
internal readonly record struct BinMove(int Bin, int Distance, int Reduction);
