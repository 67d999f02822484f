using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Selections;

namespace Supervision.Gateway.Selections;

/// <summary>
/// Every referent with an active recognition, from the stored folds, with what a draw goes by. A signal waits until a
/// case of its referent is opened; one that came on or after the day on which the last case closed waits anew.
/// </summary>
internal sealed class SelectionPopulation(IReferentStore store, IEscalationViews escalations, IEventLog log)
{
    // As many as can be asked at once which cases they have.
    private const int PageMax = EscalationQuery.PageSizeMax;
    private const string Everybody = "all";
    private const string Unknown = "unknown";

    /// <param name="model">Null when none is in use: then nobody has points.</param>
    /// <exception cref="ArgumentException">There are more than a draw takes.</exception>
    public async Task<List<PopulationMember>> Read(
        Strata strata, RiskModel? model, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var members = new List<PopulationMember>();
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            ReferentId? after = null;
            while (await store.Known(partition, after, PageMax, cancellation) is { IsEmpty: false } page)
            {
                members.AddRange(await Members(page, strata, model, asOf, cancellation));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(
                    members.Count, SelectionDraw.PopulationMax, nameof(members));
                after = page[^1];
            }
        }

        return members;
    }

    /// <summary>The fold of one referent as it is stored; null when there is none.</summary>
    public async Task<ReferentFold?> Fold(ReferentId referent, CancellationToken cancellation) =>
        await store.Load(referent, cancellation) is { } snapshot
            ? ReferentMemory.Read(referent, snapshot).Fold
            : null;

    private async Task<IEnumerable<PopulationMember>> Members(
        ImmutableArray<ReferentId> page, Strata strata, RiskModel? model, DateTimeOffset asOf,
        CancellationToken cancellation)
    {
        var folds = (await store.LoadAll(page, cancellation))
            .Select(stored => ReferentMemory.Read(stored.Key, stored.Value).Fold
                // Of another version of this software: the process that folds it again stores it anew.
                ?? throw new StoreUnavailableException("A referent is being folded again; draw in a moment."))
            .Select(fold => (Fold: fold, Register: fold.Register(asOf)))
            .Where(one => IsActive(one.Register))
            .ToArray();
        var signalled = folds.Where(one => one.Fold.SignalSince(DateOnly.MinValue, asOf) is not null)
            .Select(one => one.Fold.Id).ToArray();
        var cases = (await escalations.LastOf(signalled, cancellation)).ToDictionary(row => row.Id.Referent);
        return folds.Select(one => new PopulationMember(
            one.Fold.Id,
            StratumOf(strata, one.Register),
            PointsOf(one.Fold, model, asOf),
            WaitingSince(one.Fold, cases.GetValueOrDefault(one.Fold.Id), asOf)));
    }

    private static bool IsActive(RegisterRow register) =>
        register.Labour == RecognitionStatus.Recognised || register.Research == RecognitionStatus.Recognised
        || register.Study == RecognitionStatus.Recognised || register.Exchange == RecognitionStatus.Recognised;

    private static int? PointsOf(ReferentFold fold, RiskModel? model, DateTimeOffset asOf) =>
        model is not null && Scoring.Assess(fold, model, asOf) is { Level: not RiskLevel.InsufficientEvidence } state
            ? state.Points
            : null;

    private static DateOnly? WaitingSince(ReferentFold fold, EscalationRow? last, DateTimeOffset asOf) => last switch
    {
        null => fold.SignalSince(DateOnly.MinValue, asOf),
        { ClosedAt: { } closed } => fold.SignalSince(DateOnly.FromDateTime(closed.UtcDateTime), asOf),
        _ => null, // Whoever has the case sees the signal.
    };

    private static string StratumOf(Strata strata, RegisterRow register) => strata switch
    {
        Strata.Sector => Word(register.Sector),
        Strata.SizeBand => Word(register.SizeBand),
        _ => Everybody,
    };

    private static string Word<TWord>(TWord? word)
        where TWord : struct, Enum => word is { } known ? ClosedList<TWord>.WordFor(known) : Unknown;
}
