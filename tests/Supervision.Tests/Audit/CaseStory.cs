using Microsoft.Extensions.Time.Testing;
using Supervision.Access;
using Supervision.Audit;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Court;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Tests.Audit;

/// <summary>A case from its opening to its end, on a log where others' facts are between its own.</summary>
internal sealed class CaseStory
{
    public static readonly EscalationId Id = EscalationId.Parse("kvk:99000001~2");

    private const int PartitionCount = 1;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly MemoryEventLog _log;
    private Escalation _case = Escalation.None;
    private long _version;

    private CaseStory() => _log = new MemoryEventLog(PartitionCount, _time);

    /// <summary>The bundle of the second case of a referent, of which the first is in no case file.</summary>
    public static async Task<byte[]> Archive()
    {
        var story = new CaseStory();
        await story.Happen(Opened(1), new EscalationClosed(1, "user:a", EscalationOutcome.NoBreach, []));
        var began = story._time.GetUtcNow();
        await story.Happen(Opened(2), new EscalationTaken(2, "user:a", began.AddHours(8)));
        await story.Read("user:a");
        await story.Happen(
            new EscalationJudged(2, "user:a", Judgement.Breach, "Late."),
            new EscalationFileSealed(2, "wages", "c2VjcmV0"));
        await story.Happen(new EscalationFindingRecorded(2, "user:a", new CaseFinding(
            "f-1", Duty.Care, Severity.Minor, true, new DateOnly(2026, 2, 2), [])));
        await story.Happen(new EscalationClosed(2, "user:a", EscalationOutcome.NotPursued, []));
        return await story.Bundle(began);
    }

    private static EscalationOpened Opened(int episode)
    {
        var now = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        return new EscalationOpened(
            episode, EscalationGround.Hand, now.AddDays(12), now.AddDays(14), By: "user:lead", Reason: "Reports.");
    }

    /// <summary>As the journal of a case appends: facts, and what they mean for the history.</summary>
    private async Task Happen(params EscalationFact[] facts)
    {
        _time.Advance(TimeSpan.FromMinutes(7));
        var (now, subject, before) = (_time.GetUtcNow(), EscalationId.SubjectOf(Id.Referent), _version);
        var events = new List<NewEvent>();
        foreach (var fact in facts)
        {
            var key = new EventKey(CaseEffects.Source, $"{Id.Referent}/{++_version}");
            var (type, data) = (EscalationFactTypes.NameOf(fact), EscalationFactTypes.Write(fact));
            events.Add(new NewEvent(
                subject, 0, key, type, now, data, CanonicalEvent.Digest(type, key, subject, now, data)));
            events.AddRange(CaseEffects.Of(new EscalationId(Id.Referent, fact.Episode), _case, fact)
                .Select(effect => CanonicalEvent.Of(effect.Fact, effect.Key, Id.Referent.ToString(), 0, now)));
            _case = _case.Evolve(fact, now);
        }

        await _log.AppendFacts(subject, before, events, CancellationToken.None);
    }

    private async Task Read(string actor)
    {
        var read = new DossierRead(
            "getEscalation", actor, ActorKind.Person, [Role.EscalationOfficer], ReadingPurpose.Escalation, 200,
            Id.Referent.ToString(), Id.ToString());
        await _log.Append(
            [read.ToEvent(Guid.CreateVersion7(_time.GetUtcNow()), _time.GetUtcNow(), PartitionCount)],
            CancellationToken.None);
    }

    private async Task<byte[]> Bundle(DateTimeOffset began)
    {
        var asked = new BundleAsked("user:auditor", ActorKind.Person, [Role.Auditor], ReadingPurpose.Objection);
        var standing = new CourtStanding(
            _case.State, EscalationGround.Hand, "Reports.", null, null, began, _time.GetUtcNow(),
            EscalationOutcome.NotPursued, "user:a", [], _case.File, [], []);
        var (file, _) = await new CourtFileReading(_log, _log, new ScannedReadLog(_log)).Of(
            Id, "Proef B.V.", standing, asked, _time.GetUtcNow(), CancellationToken.None);
        var (content, _) = CourtBundle.Of(file!, await _log.Heads(CancellationToken.None), BundleStory.Bounds);
        using var archive = new MemoryStream();
        await new BundleWriting(_log).Write(content!, asked, BundleStory.Key, archive, CancellationToken.None);
        return archive.ToArray();
    }
}
