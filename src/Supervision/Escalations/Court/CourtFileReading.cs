using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Audit;
using Supervision.Letters;
using Supervision.Letters.Cases;
using Supervision.Log;

namespace Supervision.Escalations.Court;

/// <summary>Collects from the log what the file of a case for a court holds.</summary>
public sealed class CourtFileReading(IEventLog log, IChainReading chain, IReadLog reads)
{
    private const int PageMax = 1_000;

    private static readonly Refusal TooLarge = new(
        "case-file-too-large",
        $"The case has more than {CourtFile.EventsMax} facts, or was read more often than that.");

    /// <summary>The file, or why not.</summary>
    public async Task<(CourtFile? File, Refusal? Refusal)> Of(
        EscalationId id, string name, CourtStanding standing, BundleAsked asked, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var actions = await Actions(id, cancellation);
        var effects = await Effects(id, standing, cancellation);
        var readings = await Readings(id, standing, now, cancellation);
        if (actions.Length > CourtFile.EventsMax || readings is null)
            return (null, TooLarge);

        var links = await Links(
            [.. actions, .. effects, .. readings.Value.Select(one => one.Logged)], cancellation);
        return (
            new CourtFile(
                id, name, now, asked, standing,
                [.. actions.Select(logged => links[logged.Position])],
                [.. effects.Select(logged => links[logged.Position])],
                [.. readings.Value.Select(one => (links[one.Logged.Position], one.Read))],
                Letters(id, name, standing)),
            null);
    }

    /// <summary>Every letter that the case gave, in Dutch: the language of the decision in law.</summary>
    private static ImmutableArray<(CaseLetterKind, Letter)> Letters(
        EscalationId id, string name, CourtStanding standing)
    {
        const LetterLanguage language = LetterLanguage.Dutch;
        var content = new CaseLetterContent(
            id, name, standing.Ground, standing.ModelHash, standing.Work, standing.Clocks);
        return
        [
            .. standing.Work.Requests.Select(request => (
                CaseLetterKind.InformationRequest,
                CaseLetterWriting.Request(content, request.Id, language, isPublic: false)!)),
            .. CaseLetterWriting.Intent(content, language, isPublic: false) is { } intent
                ? [(CaseLetterKind.Intent, intent)]
                : (IEnumerable<(CaseLetterKind, Letter)>)[],
            .. CaseLetterWriting.Decision(content, language, isPublic: false) is { } decision
                ? [(CaseLetterKind.Decision, decision)]
                : (IEnumerable<(CaseLetterKind, Letter)>)[],
        ];
    }

    /// <summary>The facts of this episode; those of before and after it are of other cases.</summary>
    private async Task<ImmutableArray<LoggedEvent>> Actions(EscalationId id, CancellationToken cancellation)
    {
        var actions = ImmutableArray.CreateBuilder<LoggedEvent>();
        await foreach (var logged in All(EscalationId.SubjectOf(id.Referent), cancellation))
        {
            if (logged.Data.IsEmpty)
                continue; // Erased with its episode, of which nothing is left to show.
            if (EscalationFactTypes.Read(logged.Type, logged.Data.Span).Episode == id.Episode)
                actions.Add(logged);
            if (actions.Count > CourtFile.EventsMax)
                break;
        }

        return actions.DrainToImmutable();
    }

    /// <summary>Facts of the referent that this case gave, by the ids that it gave them.</summary>
    private async Task<ImmutableArray<LoggedEvent>> Effects(
        EscalationId id, CourtStanding standing, CancellationToken cancellation)
    {
        var (effects, prefix) = (ImmutableArray.CreateBuilder<LoggedEvent>(), $"{id}/");
        await foreach (var logged in All(id.Referent.ToString(), cancellation))
        {
            if (logged.Key.Source == CaseEffects.Source && !logged.Data.IsEmpty
                && logged.RecordedAt >= standing.OpenedAt
                && logged.Key.EventId.StartsWith(prefix, StringComparison.Ordinal))
                effects.Add(logged);
        }

        return effects.DrainToImmutable();
    }

    /// <summary>Who was shown something of this case, the oldest first; null when there are too many.</summary>
    private async Task<ImmutableArray<(LoggedEvent Logged, DossierRead Read)>?> Readings(
        EscalationId id, CourtStanding standing, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = new List<(LoggedEvent, DossierRead)>();
        var span = new ReadSpan(id.Referent, standing.OpenedAt, now.AddTicks(1), null);
        for (var looked = 0; looked <= CourtFile.EventsMax;)
        {
            var page = await reads.Newest(span, IReadLog.PageMax, cancellation);
            foreach (var logged in page)
            {
                if (DossierRead.TryRead(logged, out var read) && read.EscalationId == id.ToString())
                    found.Add((logged, read));
            }

            if (page.Length < IReadLog.PageMax)
                return [.. found.AsEnumerable().Reverse()];
            looked += page.Length;
            span = span with { Before = new ReadMark(page[^1].RecordedAt, page[^1].Position) };
        }

        return null;
    }

    /// <summary>Digest and link of each, as the chain has them.</summary>
    private async Task<Dictionary<LogPosition, CourtEvent>> Links(
        ImmutableArray<LoggedEvent> events, CancellationToken cancellation)
    {
        var linked = new Dictionary<LogPosition, CourtEvent>(events.Length);
        foreach (var logged in events)
        {
            var step = (await chain.ReadChain(
                logged.Position.Partition, logged.Position.Offset - 1, 1, cancellation))[0];
            linked[logged.Position] = new CourtEvent(
                logged, Convert.ToHexStringLower(step.Digest.AsSpan()), Convert.ToHexStringLower(step.Link.AsSpan()));
        }

        return linked;
    }

    private async IAsyncEnumerable<LoggedEvent> All(
        string subject,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = 0L;
        while (await log.ReadSubject(subject, after, PageMax, cancellation) is { IsEmpty: false } page)
        {
            foreach (var logged in page)
                yield return logged;
            after = page[^1].Position.Offset;
        }
    }
}
