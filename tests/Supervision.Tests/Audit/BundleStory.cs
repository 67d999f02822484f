using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Supervision.Access;
using Supervision.Audit;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Tests.Models;

namespace Supervision.Tests.Audit;

/// <summary>
/// Three referents on one log of few partitions, so that others' events are between theirs: scores told by two models
/// of the register, a late fact, a correction, and a stop.
/// </summary>
internal sealed class BundleStory
{
    public static readonly ReferentId First = ReferentId.Parse("kvk:99000001");
    public static readonly ReferentId Second = ReferentId.Parse("kvk:99000002");
    public static readonly ReferentId Other = ReferentId.Parse("kvk:99000003");

    public static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private const int PartitionCount = 2;

    private static readonly RiskModel Older = A_model.Document;

    private static readonly RiskModel Newer = A_model.Make("1.1.0", json => json["cooldownDays"] = 3);

    private readonly FakeTimeProvider _time = new(A_model.Monday);
    private readonly MemoryEventLog _log;
    private readonly MemoryReferentStore _store;
    private readonly Dictionary<ReferentId, RiskLevel> _levels = [];
    private int _sent;

    public BundleStory()
    {
        _log = new MemoryEventLog(PartitionCount, _time);
        _store = new MemoryReferentStore(PartitionCount);
    }

    public MemoryEventLog Log => _log;

    public DateTimeOffset Began { get; } = A_model.Monday;

    public DateTimeOffset Middle { get; private set; }

    public DateTimeOffset Now => _time.GetUtcNow();

    public static async Task<BundleStory> Told()
    {
        var story = new BundleStory();
        await story.Draft(Older);
        foreach (var referent in (ReferentId[])[First, Second, Other])
        {
            await story.Send(referent, new ReferentRegistered(
                LegalForm.PrivateLimitedCompany, Sector.J, SizeBand.From10To49, new DateOnly(2014, 5, 1),
                "Proef B.V."));
            await story.Tell(referent, Older);
            for (var number = 0; number < 12; number++)
                await story.Send(referent, new ApplicationSubmitted($"a-{number}", Purpose.Labour));
        }

        var arrears = await story.Send(First, new FinanceObserved(
            FinanceKind.TaxArrears, FinanceState.Present, DateOnly.FromDateTime(A_model.Monday.UtcDateTime)));
        await story.Send(First, new MeasureImposed("w-1", MeasureKind.Warning, null, null));
        await story.Tell(First, Older);
        story._time.Advance(TimeSpan.FromDays(20));
        story.Middle = story.Now;
        await story.Draft(Newer);
        await story.Send(Second, new SignalReceived(
            "s-1", SignalOrigin.LabourInspectorate, Reliability.A, SignalTopic.Underpayment));
        await story.Tell(Second, Newer);
        await story.Send(First, new FactCorrected(
            arrears.Source, arrears.EventId, CorrectionReason.WrongValue,
            JsonElement.Parse("""{"asOf":"2026-03-02","kind":"tax-arrears","state":"absent"}""")));
        await story.Tell(First, Newer);
        story._time.Advance(TimeSpan.FromDays(5));
        await story.Tell(First, null);
        return story;
    }

    public async Task<EventKey> Send(ReferentId referent, Fact fact)
    {
        var key = new EventKey("urn:test", $"e-{++_sent}");
        _time.Advance(TimeSpan.FromMinutes(7));
        var subject = referent.ToString();
        await _log.Append(
            [CanonicalEvent.Of(fact, key, subject, Partitions.Of(subject, PartitionCount), Now)],
            CancellationToken.None);
        return key;
    }

    /// <summary>The bundle of one referent, with what is in it.</summary>
    public async Task<(BundleContent Content, byte[] Archive)> Of(ReferentId referent, RiskModelInUse? used = null)
    {
        var (content, refusal) = await Reading().Of(
            referent, used ?? RiskModelInUse.None, Models, Now, CancellationToken.None);
        Assert.Null(refusal);
        return (content!, await Archive(content!));
    }

    public async Task<(BundleContent Content, byte[] Archive)> Of(
        DateTimeOffset from, DateTimeOffset until, RiskModel? trial = null)
    {
        var (content, refusal) = await Reading().Of(from, until, trial, Models, Now, CancellationToken.None);
        Assert.Null(refusal);
        return (content!, await Archive(content!));
    }

    /// <summary>The older of the two models goes all its way, an hour after what happened before.</summary>
    public async Task TakeIntoUse()
    {
        _time.Advance(TimeSpan.FromHours(1));
        var laidDown = (await ModelRegisterReading.Start.CatchUp(_log, CancellationToken.None)).Version;
        var partition = Partitions.Of(ModelFactTypes.Subject, PartitionCount);
        await _log.AppendFacts(
            ModelFactTypes.Subject, laidDown,
            ModelEvents.Of(A_model.UpToInUse[1..], laidDown, Now, partition), CancellationToken.None);
    }

    /// <summary>What is in use tells a level, is stopped, and every level of it is taken back.</summary>
    public async Task StopInUse()
    {
        await Tell(First, Older);
        _time.Advance(TimeSpan.FromHours(1));
        var laidDown = (await ModelRegisterReading.Start.CatchUp(_log, CancellationToken.None)).Version;
        await _log.AppendFacts(
            ModelFactTypes.Subject, laidDown,
            ModelEvents.Of(
                [A_model.Stopped], laidDown, Now, Partitions.Of(ModelFactTypes.Subject, PartitionCount)),
            CancellationToken.None);
        await Tell(First, null);
    }

    public async Task<string?> RefusedWith(BundleBounds bounds, bool ofPeriod)
    {
        var reading = new BundleReading(_log, _store, bounds);
        var (content, refusal) = ofPeriod
            ? await reading.Of(Began, Now, null, Models, Now, CancellationToken.None)
            : await reading.Of(First, RiskModelInUse.None, Models, Now, CancellationToken.None);
        Assert.Null(content);
        return refusal is null ? null : $"{refusal.Code}: {refusal.Message}";
    }

    public async Task<byte[]> Archive(BundleContent content)
    {
        using var archive = new MemoryStream();
        await new BundleWriting(_log).Write(
            content, new BundleAsked("user:auditor", ActorKind.Person, [Role.Auditor], ReadingPurpose.Audit), Key,
            archive, CancellationToken.None);
        return archive.ToArray();
    }

    public static readonly BundleBounds Bounds = new(10, 1_000, 100, 10_000);

    private static IReadOnlyDictionary<string, RiskModel> Models { get; } =
        ((RiskModel[])[Older, Newer]).ToDictionary(model => model.Identity.Hash);

    private BundleReading Reading() => new(_log, _store, Bounds);

    private async Task Draft(RiskModel model)
    {
        var refusal = await ModelEvents.Carry(
            _log, register => register.Draft(model, A_model.Author, "To try."), Now, CancellationToken.None);
        Assert.Null(refusal);
    }

    /// <summary>What a referent's grain stores when its level changes.</summary>
    private async Task Tell(ReferentId referent, RiskModel? model)
    {
        var events = await _log.ReadSubject(referent.ToString(), 0, 1_000, CancellationToken.None);
        var state = Scoring.Assess(
            HistoryFold.Of(referent, events.Select(logged => new RecordedFact(
                logged.Position, logged.Key, logged.Time, logged.RecordedAt,
                FactTypes.Read(logged.Type, logged.Data.Span)))),
            model, Now);
        var position = events[^1].Position;
        await _store.Flush(
            [
                new ReferentFlush(
                    referent, position.Partition, new ReferentSnapshot(position.Offset, Encoding.UTF8.GetBytes("x")),
                    new RegisterRow(
                        null, null, null, null, null, RecognitionStatus.None, RecognitionStatus.None,
                        RecognitionStatus.None, RecognitionStatus.None),
                    new RiskRow(
                        state.Level, state.Points, state.Evidence, model?.Identity.Hash, Now, Now, state.DueOn),
                    [
                        new RiskChange(
                            0, referent, position, Now, _levels.GetValueOrDefault(referent), state.Level,
                            state.Points, model?.Identity.Hash, events[^1].Key),
                    ],
                    ImmutableArray<OutboxItem>.Empty, ImmutableArray<QuarantinedEvent>.Empty),
            ],
            CancellationToken.None);
        _levels[referent] = state.Level;
    }
}
