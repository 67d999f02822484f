using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Retention;

namespace Supervision.Grains.Retention;

/// <summary>
/// Goes through all that is kept and erases what is due, or only says what would be; a few subjects a step, so that a
/// server can do other work between two steps and end it after any.
/// </summary>
/// <param name="refresh">Stores referents again whose facts went; null where live grains do so by themselves.</param>
/// <param name="forgets">How follow-up that went is forgotten, up to an episode.</param>
public sealed class RetentionRun(
    DossierKeeping dossiers, IPayloadErasure erasure, TimeProvider time, ReferentRefresh? refresh,
    Func<ReferentId, int, CancellationToken, Task> forgets, bool preview)
{
    private readonly SortedDictionary<(MatterKind, string), int> _due = [];
    private readonly SortedDictionary<string, int> _held = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _now = time.GetUtcNow();
    private string _after = "";
    private int _looked;
    private int _referents;
    private int _erased;
    private int _told;

    /// <summary>What it found and did so far.</summary>
    public RetentionReport Report => new(
        _looked, _referents,
        [.. _due.Select(one => new DueCount(one.Key.Item1, one.Key.Item2, one.Value))],
        _held.ToImmutableSortedDictionary(), _erased, _told);

    /// <summary>Whether this process may erase; a preview needs nothing.</summary>
    public async Task<bool> IsAllowed(CancellationToken cancellation) =>
        preview || await erasure.IsAllowed(cancellation);

    /// <param name="progress">Told how many subjects were looked at.</param>
    public async Task<RetentionReport> ToEnd(Action<int> progress, CancellationToken cancellation)
    {
        if (!await IsAllowed(cancellation))
            throw new UnauthorizedAccessException(
                "This user of the database may not change the log. Run it as the role that owns the tables.");

        while (await Step(cancellation))
            progress(_looked);
        return Report;
    }

    /// <summary>Looks at the next subjects; false when there are no more.</summary>
    public async Task<bool> Step(CancellationToken cancellation)
    {
        // No term is shorter than a year, so what is younger need not be looked at.
        var page = await erasure.Subjects(_after, _now.AddYears(-1), IPayloadErasure.BatchMax, cancellation);
        var due = new List<(ReferentId, ImmutableArray<LogPosition>)>();
        var free = new List<ReferentId>();
        foreach (var subject in page)
        {
            if (subject == OverrideFactTypes.Subject)
                await LookAtOverrides(cancellation);
            else if (RecordSubject.Of(subject) is { } records)
                await LookAtRecords(records, cancellation);
            else if (EscalationId.TryParseSubject(subject, out var followed))
                await LookAtFollowUp(followed, cancellation);
            else if (ReferentId.TryParse(subject, null, out var referent))
                await LookAt(referent, due, free, cancellation);
        }

        if (!preview)
            await Erase(due, free, cancellation);
        _looked += page.Length;
        if (page.Length < IPayloadErasure.BatchMax)
            return false;
        _after = page[^1];
        return true;
    }

    private async Task LookAt(
        ReferentId referent, List<(ReferentId, ImmutableArray<LogPosition>)> due, List<ReferentId> free,
        CancellationToken cancellation)
    {
        if (!preview)
            _erased += await dossiers.Finish(referent, cancellation);
        var plan = await dossiers.Plan(referent, cancellation);
        if (plan.HeldBecause is { } hold)
        {
            if (!plan.Due.IsEmpty)
                Count(_held, hold);
            return;
        }

        free.Add(referent);
        if (plan.Due.IsEmpty)
            return;
        _referents++;
        foreach (var payload in plan.Due)
            Count(_due, (payload.Kind, payload.Type));
        due.Add((referent, [.. plan.Due.Select(payload => payload.Position)]));
    }

    private async Task Erase(
        List<(ReferentId Referent, ImmutableArray<LogPosition>)> due, List<ReferentId> free,
        CancellationToken cancellation)
    {
        if (due.Count > 0)
        {
            _erased += await dossiers.Erase(due, ErasureGround.TermOver, cancellation);
            if (refresh is not null)
                await refresh.Run([.. due.Select(one => one.Referent)], cancellation);
        }

        if (free.Count > 0 && RetentionRules.Of(MatterKind.Score, DateOnly.FromDateTime(_now.UtcDateTime)) is { } rule)
            _told += await erasure.ForgetTold(free, _now.AddYears(-rule.Years), cancellation);
    }

    private async Task LookAtFollowUp(ReferentId referent, CancellationToken cancellation)
    {
        var followUp = await dossiers.FollowUp(referent, ErasureGround.TermOver, cancellation);
        if (followUp.Due.IsEmpty || (await dossiers.Plan(referent, cancellation)).HeldBecause is not null)
            return;
        foreach (var payload in followUp.Due)
            Count(_due, (payload.Kind, payload.Type));
        if (preview)
            return;
        _erased += await dossiers.Erase(
            [(referent, [.. followUp.Due.Select(payload => payload.Position)])], ErasureGround.TermOver, cancellation);
        await forgets(referent, followUp.UpTo, cancellation);
    }

    private async Task LookAtOverrides(CancellationToken cancellation)
    {
        if (!preview)
            _erased += await dossiers.Overrides.Finish(cancellation);
        var free = new List<LogPosition>();
        foreach (var ofOne in (await dossiers.Overrides.Due(cancellation)).GroupBy(due => due.Referent))
        {
            if ((await dossiers.Plan(ofOne.Key, cancellation)).HeldBecause is { } hold)
            {
                Count(_held, hold);
                continue;
            }

            foreach (var payload in ofOne.SelectMany(due => due.Payloads))
            {
                Count(_due, (payload.Kind, payload.Type));
                free.Add(payload.Position);
            }
        }

        if (!preview && free.Count > 0)
            _erased += await dossiers.Overrides.Erase(free, cancellation);
    }

    private async Task LookAtRecords(RecordSubject records, CancellationToken cancellation)
    {
        if (records.Referent is { } referent
            && (await dossiers.Plan(referent, cancellation)).HeldBecause is { } hold)
        {
            Count(_held, hold);
            return;
        }

        var after = 0L;
        while (await dossiers.Records(records, after, cancellation) is ({ } due, { } end))
        {
            after = end;
            foreach (var payload in due)
                Count(_due, (payload.Kind, payload.Type));
            if (!preview && due.Length > 0)
                _erased += await dossiers.EraseRecords(
                    records, [.. due.Select(payload => payload.Position)], cancellation);
        }
    }

    private static void Count<TKey>(SortedDictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}

/// <summary>What a run found, and did unless it was a preview.</summary>
/// <param name="Looked">Subjects with a payload of more than a year ago.</param>
/// <param name="Referents">Those of which something is due.</param>
/// <param name="Held">Dossiers with something due that are held, by why.</param>
/// <param name="Erased">Payloads erased.</param>
/// <param name="ScoresErased">Changes of level erased.</param>
public sealed record RetentionReport(
    int Looked, int Referents, ImmutableArray<DueCount> Due, ImmutableSortedDictionary<string, int> Held, int Erased,
    int ScoresErased);

/// <summary>Payloads that are due, of one type.</summary>
public sealed record DueCount(MatterKind Kind, string Type, int Count);
