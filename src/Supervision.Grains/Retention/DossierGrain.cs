using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Supervision.Contracts.Dossiers;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Referents;
using Supervision.Dossiers;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Retention;
using Supervision.Risk;

namespace Supervision.Grains.Retention;

/// <summary>Exports, erases, holds and puts right a dossier, one request at a time. It keeps nothing itself.</summary>
[GrainType("dossier")]
internal sealed class DossierGrain(
    IEventLog log, IPayloadErasure erasure, IEvidenceFiles files, IReferentViews views, IModelInUse inUse,
    TimeProvider time) : Grain, IDossierGrain
{
    private static readonly Refusal UnknownReferent =
        new("unknown-referent", "The log holds nothing about this referent.");

    private static readonly Refusal IdTaken = new(
        "rectification-id-taken", "There is another rectification with this id; choose a new one.",
        "/rectificationId");

    private readonly DossierKeeping _keeping = new(log, erasure, time);

    private ReferentId Referent => ReferentId.Parse(this.GetPrimaryKeyString());

    public async Task<string?> Export(bool asPage, CancellationToken cancellation)
    {
        var reading = new DossierReading(log, views, inUse, time);
        if (await reading.Read(Referent, cancellation) is not { } dossier)
            return null;
        if (asPage)
            return DossierPage.Write(dossier);
        var json = new ArrayBufferWriter<byte>();
        DossierJson.Write(dossier, json);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    public async Task<ErasureFault?> JudgeErasure(
        ErasureGround ground, ImmutableArray<LogPosition> events, CancellationToken cancellation)
    {
        var plan = await _keeping.Judge(Referent, events.IsDefaultOrEmpty ? null : events, ground, cancellation);
        return plan.Refusal is { } refusal ? new ErasureFault(refusal, plan.Wrong) : null;
    }

    public async Task<ErasureReceipt> Erase(
        ErasureGround ground, ImmutableArray<LogPosition> events, CancellationToken cancellation)
    {
        var (erased, refusal) = await _keeping.EraseOnRequest(
            Referent, events.IsDefaultOrEmpty ? null : events, ground, Forget, cancellation);
        // The order is on the log; the live grain folds again when it meets it, which this makes it do now.
        await GrainFactory.Referent(Referent).View(cancellation);
        return new ErasureReceipt(erased, refusal);
    }

    public async Task<RectificationReceipt> Rectify(Rectification rectification, CancellationToken cancellation)
    {
        var (key, subject) = (rectification.KeyFor(Referent), Referent.ToString());
        if ((await log.ReadSubject(subject, 0, 1, cancellation)).IsEmpty)
            return Refused(UnknownReferent);

        var related = await log.ReadRelated(subject, [key, rectification.Target], cancellation);
        var original = related.FirstOrDefault(logged => logged.Key == rectification.Target);
        if (related.FirstOrDefault(logged => logged.Key == key) is { } done)
            return original is not null && rectification.IsSameAs(done, original, log.PartitionCount)
                ? new RectificationReceipt(done.Position, [])
                : Refused(IdTaken);

        var (fact, refusals) = rectification.Decide(Referent, original, time.GetUtcNow(), log.PartitionCount);
        if (fact is null)
            return new RectificationReceipt(null, refusals);
        var outcome = (await log.Append([fact], cancellation))[0];
        if (outcome.Status == AppendStatus.Conflict)
            return Refused(IdTaken);
        await GrainFactory.Referent(Referent).View(cancellation);
        return new RectificationReceipt(outcome.Position, []);
    }

    public Task<Refusal?> Hold(HoldGround ground, CancellationToken cancellation) =>
        Record(new DossierHeld(ground), isHeldAfter: true, ground, cancellation);

    public Task<Refusal?> Release(HoldGround ground, CancellationToken cancellation) =>
        Record(new DossierReleased(ground), isHeldAfter: false, ground, cancellation);

    private static RectificationReceipt Refused(Refusal refusal) => new(null, [refusal]);

    private async Task Forget(ReferentId referent, int upToEpisode, CancellationToken cancellation)
    {
        files.Forget(referent, upToEpisode);
        await erasure.ForgetListed(referent, upToEpisode, cancellation);
        await GrainFactory.Escalation(referent).Forget(cancellation);
    }

    /// <summary>The same again records nothing.</summary>
    private async Task<Refusal?> Record(
        Fact fact, bool isHeldAfter, HoldGround ground, CancellationToken cancellation)
    {
        var history = await _keeping.History(Referent, cancellation);
        if (history.IsEmpty)
            return UnknownReferent;
        if (RetentionPlan.IsHeld(history, ground) != isHeldAfter)
            await _keeping.Record(Referent, fact, cancellation);
        return null;
    }
}
