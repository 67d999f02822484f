using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Retention;

namespace Supervision.Grains.Retention;

/// <summary>Goes through all dossiers and erases what is due, or only says what would be.</summary>
/// <param name="refresh">Stores referents again whose facts went; null where live grains do so by themselves.</param>
public sealed class RetentionRun(
    DossierKeeping dossiers, IPayloadErasure erasure, TimeProvider time, ReferentRefresh? refresh)
{
    private const int PageMax = 1_000;

    private readonly SortedDictionary<(MatterKind, string), int> _due = [];
    private readonly SortedDictionary<string, int> _held = new(StringComparer.Ordinal);
    private int _referents;
    private int _erased;
    private int _told;

    /// <param name="progress">Told how many dossiers were looked at.</param>
    public async Task<RetentionReport> Run(bool preview, Action<int> progress, CancellationToken cancellation)
    {
        if (!preview && !await erasure.IsAllowed(cancellation))
            throw new UnauthorizedAccessException(
                "This user of the database may not change the log. Run it as the role that owns the tables.");

        var now = time.GetUtcNow();
        var (after, looked) = ("", 0);
        while (true)
        {
            // No term is shorter than a year, so what is younger need not be looked at.
            var page = await erasure.Subjects(after, now.AddYears(-1), PageMax, cancellation);
            foreach (var batch in page.Chunk(IPayloadErasure.BatchMax))
                await Look(batch, preview, now, cancellation);
            looked += page.Length;
            progress(looked);
            if (page.Length < PageMax)
                return new RetentionReport(
                    looked, _referents,
                    [.. _due.Select(one => new DueCount(one.Key.Item1, one.Key.Item2, one.Value))],
                    _held.ToImmutableSortedDictionary(), _erased, _told);
            after = page[^1];
        }
    }

    private async Task Look(
        IReadOnlyList<string> subjects, bool preview, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = new List<(ReferentId, ImmutableArray<LogPosition>)>();
        var free = new List<ReferentId>();
        foreach (var subject in subjects)
        {
            if (EscalationId.TryParseSubject(subject, out var followed))
                await LookAtFollowUp(followed, preview, cancellation);
            if (!ReferentId.TryParse(subject, null, out var referent))
                continue;
            var plan = await dossiers.Plan(referent, cancellation);
            if (plan.HeldBecause is { } hold)
            {
                if (!plan.Due.IsEmpty)
                    Count(_held, hold);
                continue;
            }

            free.Add(referent);
            if (plan.Due.IsEmpty)
                continue;
            _referents++;
            foreach (var payload in plan.Due)
                Count(_due, (payload.Kind, payload.Type));
            due.Add((referent, [.. plan.Due.Select(payload => payload.Position)]));
        }

        if (preview)
            return;
        if (due.Count > 0)
        {
            _erased += await dossiers.Erase(due, ErasureGround.TermOver, cancellation);
            if (refresh is not null)
                await refresh.Run([.. due.Select(one => one.Item1)], cancellation);
        }

        if (free.Count > 0 && RetentionRules.Of(MatterKind.Score, DateOnly.FromDateTime(now.UtcDateTime)) is { } rule)
            _told += await erasure.ForgetTold(free, now.AddYears(-rule.Years), cancellation);
    }

    private async Task LookAtFollowUp(ReferentId referent, bool preview, CancellationToken cancellation)
    {
        var followUp = await dossiers.FollowUp(referent, isAll: false, cancellation);
        if (followUp.Due.IsEmpty || (await dossiers.Plan(referent, cancellation)).HeldBecause is not null)
            return;
        foreach (var payload in followUp.Due)
            Count(_due, (payload.Kind, payload.Type));
        if (preview)
            return;
        _erased += await dossiers.Erase(
            [(referent, [.. followUp.Due.Select(payload => payload.Position)])], ErasureGround.TermOver, cancellation);
        await erasure.ForgetFollowUp(referent, followUp.UpTo, cancellation);
    }

    private static void Count<TKey>(SortedDictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}

/// <summary>What a run found, and did unless it was a preview.</summary>
/// <param name="Looked">Dossiers with a payload of more than a year ago.</param>
/// <param name="Referents">Those of which something is due.</param>
/// <param name="Held">Dossiers with something due that are held, by why.</param>
/// <param name="Erased">Payloads erased.</param>
/// <param name="ScoresErased">Changes of level erased.</param>
public sealed record RetentionReport(
    int Looked, int Referents, ImmutableArray<DueCount> Due, ImmutableSortedDictionary<string, int> Held, int Erased,
    int ScoresErased);

/// <summary>Payloads that are due, of one type.</summary>
public sealed record DueCount(MatterKind Kind, string Type, int Count);
