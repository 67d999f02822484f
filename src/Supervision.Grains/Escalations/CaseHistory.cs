using System.Collections.Immutable;
using Supervision.Contracts.Escalations;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Ladder;
using Supervision.Facts;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Grains.Escalations;

/// <summary>Reads from the log what a command on a case is judged by; most need nothing.</summary>
internal static class CaseHistory
{
    private const int PageMax = 500;

    private static readonly string Decided = EscalationFactTypes.NameOf(typeof(EscalationDecided));

    public static async Task<CaseContext> For(
        CaseCommand command, ReferentId referent, IEventLog log, IGrainFactory grains, DateTimeOffset now,
        EscalationTerms terms, CancellationToken cancellation) => new(
            now,
            terms,
            command is AnnounceIntent or ProposeDecision or ConfirmDecision
                ? await Sanctions(referent, log, cancellation)
                : SanctionHistory.None,
            command is ReturnWrongData returned ? await Known(returned, referent, log, cancellation) : [],
            command is JudgeCase ? (await grains.SecondReadings().Plan(cancellation)).For(referent) : null)
        {
            Positions = command is RecordFinding { Finding.Facts: { IsDefaultOrEmpty: false } facts }
                ? await Positions(facts, referent, log, cancellation)
                : [],
        };

    /// <summary>The measures of a referent; of those that were decided here, also the duties.</summary>
    public static async Task<SanctionHistory> Sanctions(
        ReferentId referent, IEventLog log, CancellationToken cancellation)
    {
        var duties = new Dictionary<string, ImmutableArray<Duty>>(StringComparer.Ordinal);
        var (after, isLast) = (0L, false);
        while (!isLast)
        {
            var page = await log.ReadSubject(EscalationId.SubjectOf(referent), after, PageMax, cancellation);
            foreach (var logged in page.Where(logged => logged.Type == Decided && !logged.Data.IsEmpty))
            {
                var decided = (EscalationDecided)EscalationFactTypes.Read(logged.Type, logged.Data.Span);
                duties[CaseEffects.MeasureId(new EscalationId(referent, decided.Episode), decided.DecisionId)] =
                    [.. decided.Findings.Select(finding => finding.Duty).Distinct()];
            }

            isLast = page.Length < PageMax;
            after = page.IsEmpty ? after : page[^1].Position.Offset;
        }

        var (facts, _, _) = await HistoryReading.All(referent, log, null, cancellation);
        return SanctionHistory.Of(facts, duties);
    }

    /// <summary>Of the positions that a finding names, those where this referent has an event.</summary>
    private static async Task<ImmutableHashSet<string>> Positions(
        ImmutableArray<string> named, ReferentId referent, IEventLog log, CancellationToken cancellation)
    {
        var (found, subject) = (ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal), referent.ToString());
        var partition = Partitions.Of(subject, log.PartitionCount);
        foreach (var text in named.Distinct().Take(CaseFinding.FactsMax))
        {
            if (!LogPosition.TryParse(text, null, out var position) || position.Partition != partition
                || position.Offset < 1)
                continue;
            var page = await log.ReadPartition(partition, position.Offset - 1, 1, cancellation);
            if (page is [var logged] && logged.Position == position && logged.Subject == subject)
                found.Add(text);
        }

        return found.ToImmutable();
    }

    /// <summary>Of the events that are called wrong, those that this referent has and that others sent.</summary>
    private static async Task<ImmutableHashSet<EventKey>> Known(
        ReturnWrongData returned, ReferentId referent, IEventLog log, CancellationToken cancellation)
    {
        EventKey[] keys =
        [
            .. returned.Facts.Take(CaseCommand.WrongFactsMax).Select(fact => new EventKey(fact.Source, fact.Id)),
        ];
        if (keys.Length == 0)
            return [];

        var subject = referent.ToString();
        var related = await log.ReadRelated(subject, keys, cancellation);
        return
        [
            .. related
                .Where(logged => logged.Subject == subject && logged.Target is null
                    && logged.Key.Source != CaseEffects.Source)
                .Select(logged => logged.Key),
        ];
    }
}
