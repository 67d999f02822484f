using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>
/// How the points compare with those of referents of the same sector and size band, by the same model, with enough
/// evidence for a level; the referent itself is one of them. Fewer than ten are not shown at all.
/// </summary>
/// <param name="TooFew">Whether there are fewer than ten; then the rest is empty.</param>
/// <param name="Count">How many they are.</param>
/// <param name="WithFewerPoints">How many of them have fewer points than the referent.</param>
/// <param name="Quartiles">The points that a quarter, half and three quarters of them do not exceed.</param>
public sealed record PeerComparison(
    Sector Sector,
    SizeBand SizeBand,
    bool TooFew,
    int Count,
    int WithFewerPoints,
    PointQuartiles? Quartiles)
{
    /// <summary>Fewer could tell of single organisations.</summary>
    public const int CountMin = 10;

    /// <param name="peers">Of the group, how many have which points at which level.</param>
    public static PeerComparison Of(Sector sector, SizeBand band, int points, ImmutableArray<PeerCount> peers)
    {
        var known = peers.Where(peer => peer.Level > RiskLevel.InsufficientEvidence)
            .OrderBy(peer => peer.Points).ToList();
        var count = known.Sum(peer => peer.Count);
        if (count < CountMin)
            return new PeerComparison(sector, band, true, 0, 0, null);

        return new PeerComparison(
            sector, band, false, count, known.Where(peer => peer.Points < points).Sum(peer => peer.Count),
            new PointQuartiles(AtRank(1), AtRank(2), AtRank(3)));

        // The lowest points that so many quarters of them do not exceed (the lower quantile: a value that occurs).
        int AtRank(int quarters)
        {
            var rank = ((count * quarters) + 3) / 4;
            foreach (var peer in known)
            {
                rank -= peer.Count;
                if (rank <= 0)
                    return peer.Points;
            }

            return known[^1].Points;
        }
    }
}

/// <summary>The points that a quarter, half and three quarters do not exceed.</summary>
public sealed record PointQuartiles(int Lower, int Median, int Upper);
