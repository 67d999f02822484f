using System.Collections.Immutable;
using Supervision.Contracts.Shadows;
using Supervision.Features;
using Supervision.Log;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Grains.Shadows;

/// <summary>Scores referents by the model in use and by a shadow, from snapshots, and says what is different.</summary>
internal static class ShadowMoves
{
    public static async Task<ImmutableArray<ShadowMove>> Of(
        int partition, ImmutableArray<ReferentId> referents, RiskModel? used, RiskModel shadow, IReferentStore store,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var changes = used is null ? [] : ModelDifference.Between(used.Document, shadow.Document);
        var snapshots = await store.LoadAll(referents, cancellation);
        return
        [
            .. referents
                .Select(referent => snapshots.TryGetValue(referent, out var snapshot)
                    ? ReferentMemory.Read(referent, snapshot).Fold
                    : null)
                .OfType<ReferentFold>()
                .Where(fold => fold.HasFacts)
                .Select(fold => Of(partition, fold, used, shadow, changes, now)),
        ];
    }

    private static ShadowMove Of(
        int partition, ReferentFold fold, RiskModel? used, RiskModel shadow, ImmutableArray<ModelChange> changes,
        DateTimeOffset now)
    {
        var asOf = now > fold.LatestEventTime ? now : fold.LatestEventTime;
        var (before, after) = (Scoring.Score(fold, used, asOf), Scoring.Score(fold, shadow, asOf));
        var differences = ScoreDifference.Between(before, after);
        return new ShadowMove(
            fold.Id, new LogPosition(partition, fold.Offset), before.Level, before.Points, after.Level, after.Points,
            differences,
            used is null ? [] : ScoreDifference.Because(used, shadow, changes, before, after));
    }
}
