using System.Globalization;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Replays;
using Supervision.Risk;

namespace Supervision.Grains.Replays;

/// <summary>Goes through scores that were told and drawn, and computes each once more.</summary>
internal sealed class ScoreSteps(
    ReplayJob job, IReadOnlyDictionary<string, RiskModel> models, ReplayCounting counting, IEventLog log,
    IReferentViews views) : IReplaySteps
{
    private Queue<RiskChange>? _drawn;

    public async Task<long?> Count(CancellationToken cancellation) => (await Draw(cancellation)).Count;

    public async Task<ReplayStep?> Next(string position, CancellationToken cancellation)
    {
        var drawn = await Draw(cancellation);
        var after = position.Length == 0 ? 0 : long.Parse(position, CultureInfo.InvariantCulture);
        while (drawn.TryPeek(out var passed) && passed.Sequence <= after)
            drawn.Dequeue();
        if (!drawn.TryDequeue(out var told))
            return null;

        var again = await ScoreReproduction.Of(told, log, models, cancellation);
        counting.Count(WordFor(again.Outcome));
        return new ReplayStep(
            told.Sequence.ToString(CultureInfo.InvariantCulture), again.Events, [.. Cells(told, again)]);
    }

    private async Task<Queue<RiskChange>> Draw(CancellationToken cancellation)
    {
        if (_drawn is not null)
            return _drawn;

        var ids = job.Order.Filter.Ids.ToHashSet();
        var (drawn, _) = await ScoreDraw.Of(
            views, job.Order.Count, job.Order.Seed,
            told => ids.Count == 0 || ids.Contains(told.Referent), job.LastChange, cancellation);
        return _drawn = new Queue<RiskChange>(drawn);
    }

    private static IEnumerable<ReplayCell> Cells(RiskChange told, ReproducedScore again)
    {
        yield return told.Referent.ToString();
        yield return told.Position.ToString();
        yield return Rfc3339.TextOf(told.At);
        yield return WordFor(again.Outcome);
        yield return ClosedList<RiskLevel>.WordFor(told.To);
        yield return (long?)told.Points;
        yield return again.Again is { Level: var level } ? ClosedList<RiskLevel>.WordFor(level) : null;
        yield return (long?)again.Again?.Points;
        yield return told.ModelHash;
    }

    private static string WordFor(ReproductionOutcome outcome) => ClosedList<ReproductionOutcome>.WordFor(outcome);
}
