using System.Collections.Immutable;
using Supervision.Dossiers;
using Supervision.Escalations;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Retention;

/// <summary>Collects everything held about a referent, from the log and the lists, for the referent itself.</summary>
public sealed class DossierReading(
    IEventLog log, IReferentViews views, IModelInUse inUse, TimeProvider time)
{
    private const int PageMax = 1_000;

    /// <summary>The dossier; null when the log holds nothing about the referent.</summary>
    public async Task<Dossier?> Read(ReferentId referent, CancellationToken cancellation)
    {
        var events = await All(referent.ToString(), cancellation);
        if (events.IsEmpty)
            return null;

        var now = time.GetUtcNow();
        var fold = await ReferentFolds.Whole(referent, log, null, cancellation);
        var asOf = now > fold.LatestEventTime ? now : fold.LatestEventTime;
        var dossier = new Dossier(
            referent,
            now,
            fold.HasFacts ? fold.Register(asOf) : null,
            null,
            events,
            [
                .. await All(EscalationId.SubjectOf(referent), cancellation),
                .. await Overrides(referent, cancellation),
            ],
            await Levels(referent, cancellation),
            await views.Quarantined(referent, null, null, StoreLimits.PageMax, cancellation));
        // Last of all: a model may have been stopped while the rest was read.
        return fold.HasFacts
            ? dossier with { Score = (await inUse.Now(cancellation)).Score(fold, asOf) }
            : dossier;
    }

    private async Task<IEnumerable<LoggedEvent>> Overrides(ReferentId referent, CancellationToken cancellation)
    {
        var all = await All(OverrideFactTypes.Subject, cancellation);
        var erased = all.SelectMany(OverrideFactTypes.ErasedBy).ToHashSet();
        return all.Where(logged => !logged.Data.IsEmpty && !OverrideFactTypes.IsErasure(logged)
            && !erased.Contains(logged.Position.Offset)
            && OverrideFactTypes.Read(logged.Type, logged.Data.Span).ReferentId == referent.ToString());
    }

    private async Task<ImmutableArray<LoggedEvent>> All(string subject, CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<LoggedEvent>();
        while (true)
        {
            var after = all.Count == 0 ? 0 : all[^1].Position.Offset;
            var page = await log.ReadSubject(subject, after, PageMax, cancellation);
            all.AddRange(page);
            if (page.Length < PageMax)
                return all.ToImmutable();
        }
    }

    private async Task<ImmutableArray<RiskChange>> Levels(ReferentId referent, CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<RiskChange>();
        await foreach (var page in views.ChangesInPages(referent, cancellation))
            all.AddRange(page);
        return all.ToImmutable();
    }
}
