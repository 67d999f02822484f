using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Tests.Features;

/// <summary>
/// A history out of a seed: facts of every kind about few items, so that they meet; late and out of order; corrected
/// before and after they come, more than once, and retracted. Each seed leaves some kinds out.
/// </summary>
internal sealed class RandomHistory
{
    private static readonly DateTimeOffset Start = new(2021, 9, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random;
    private readonly HashSet<int> _kinds;
    private readonly int _days;

    private RandomHistory(int seed)
    {
        _random = new Random(seed);
        _days = _random.Next(30, 1800);
        _kinds = [.. Enumerable.Range(0, 20).Where(_ => _random.Next(10) < 7)];
        _kinds.Add(_random.Next(20));
    }

    /// <summary>The log, in order of position, with some positions given twice.</summary>
    public static List<RecordedFact> Of(int seed) => new RandomHistory(seed).Write();

    private List<RecordedFact> Write()
    {
        List<(DateTimeOffset Time, double Learned, string Id, Fact Fact)> drafts = [];
        var count = _random.Next(5, 160);
        for (var i = 0; i < count; i++)
        {
            var at = _random.NextDouble() * _days;
            var late = _random.Next(4) == 0 ? _random.NextDouble() * _random.Next(1, 500) : _random.NextDouble();
            drafts.Add((Start.AddDays(at), at + late, "e" + i, Any(DateOnly.FromDateTime(Start.AddDays(at).DateTime))));
        }

        var originals = drafts.ToList();
        for (var i = _random.Next(count / 3 + 1); i > 0; i--)
        {
            var of = originals[_random.Next(originals.Count)];
            var learned = of.Learned + ((_random.NextDouble() - 0.3) * 200);
            var time = Start.AddDays(Math.Clamp(learned, 0, _days));
            drafts.Add((time, learned, "c" + i, Correction(of.Id, of.Time, of.Fact)));
        }

        drafts.Add((Start.AddDays(1), _random.NextDouble() * _days, "orphan",
            new FactRetracted("test", "never-sent", CorrectionReason.Other)));
        return Record([.. drafts.OrderBy(draft => draft.Learned)]);
    }

    private List<RecordedFact> Record(List<(DateTimeOffset Time, double Learned, string Id, Fact Fact)> drafts)
    {
        List<RecordedFact> log = [];
        long offset = 0;
        foreach (var (time, learned, id, fact) in drafts)
        {
            offset += _random.Next(1, 4);
            log.Add(new RecordedFact(new LogPosition(3, offset), new EventKey("test", id), time,
                Start.AddDays(learned), fact));
            if (_random.Next(12) == 0)
                log.Add(log[_random.Next(log.Count)]);
        }

        return log;
    }

    private Fact Correction(string id, DateTimeOffset time, Fact original)
    {
        var choice = _random.Next(6);
        if (choice == 0)
            return new FactRetracted("test", id, CorrectionReason.SourceError);

        var day = DateOnly.FromDateTime(time.DateTime);
        var replacement = choice == 1 ? Any(day) : original;
        while (choice > 1 && (replacement == original || replacement.GetType() != original.GetType()))
            replacement = Of(day, KindOf(original));
        return new FactCorrected("test", id, CorrectionReason.WrongValue,
            JsonSerializer.Deserialize<JsonElement>(FactTypes.Write(replacement)));
    }

    private Fact Any(DateOnly day) => Of(day, _kinds.ElementAt(_random.Next(_kinds.Count)));

    private static int KindOf(Fact fact)
    {
        var day = new DateOnly(2023, 1, 1);
        var probe = new RandomHistory(1);
        return Enumerable.Range(0, 20).First(kind =>
            Enumerable.Range(0, 40).Any(_ => probe.Of(day, kind).GetType() == fact.GetType()));
    }

    private Fact Of(DateOnly day, int kind) => kind switch
    {
        0 => new ReferentRegistered(Pick<LegalForm>(), Pick<Sector>(), Pick<SizeBand>(), day, "name " + Number(9)),
        1 => new ReferentRegistryChanged(Pick<RegistryChange>(), day),
        2 => _random.Next(3) == 0
            ? new RecognitionWithdrawn(Pick<Purpose>())
            : new RecognitionGranted(Pick<Purpose>()),
        3 => _random.Next(2) == 0 ? new RecognitionSuspended(Pick<Purpose>()) : new RecognitionResumed(Pick<Purpose>()),
        4 or 5 => new ApplicationSubmitted(Id('a', 12), Pick<Purpose>(), null, null,
            _random.Next(3) == 0 ? null : Pick<SalaryCriterion>()),
        6 or 7 => new ApplicationDecided(Id('a', 12), Pick<ApplicationOutcome>(),
            _random.Next(2) == 0 ? null : _random.Next(3)),
        8 => new StayStarted(Id('s', 10), day.AddDays(_random.Next(-200, 40)), OptionalId('a', 12)),
        9 => new StayEnded(Id('s', 10), day.AddDays(_random.Next(-30, 60)), OptionalId('a', 12),
            _random.Next(2) == 0 ? null : Pick<StayReason>()),
        10 or 11 => Payroll(day),
        12 => Notified(day),
        13 => new InformationRequested(Id('r', 5), day.AddDays(_random.Next(0, 60))),
        14 => new InformationReceived(Id('r', 5), _random.Next(3) > 0),
        15 => new FinanceObserved(Pick<FinanceKind>(), Pick<FinanceState>(), day.AddDays(_random.Next(-100, 20))),
        16 => new SignalReceived("g" + Number(99), Pick<SignalOrigin>(), Pick<Reliability>(), Pick<SignalTopic>()),
        17 => Check(),
        18 => _random.Next(3) == 0
            ? new MeasureLapsed(Id('m', 4), Pick<MeasureKind>())
            : new MeasureImposed(Id('m', 4), Pick<MeasureKind>()),
        _ => _random.Next(2) == 0
            ? new ObjectionFiled(Id('o', 4), Id('m', 4))
            : new ObjectionDecided(Id('o', 4), Pick<ObjectionOutcome>()),
    };

    private PayrollObserved Payroll(DateOnly day)
    {
        var month = day.AddMonths(_random.Next(-4, 2));
        return new PayrollObserved(
            Id('s', 10), new YearMonth(month.Year, month.Month), _random.Next(200_000, 700_000),
            _random.Next(2) == 0 ? null : Pick<HoursBand>());
    }

    private DutyNotified Notified(DateOnly day)
    {
        var occurred = day.AddDays(-_random.Next(-3, _random.Next(1, 500)));
        return new DutyNotified(Pick<Duty>(), occurred, day);
    }

    private Fact Check()
    {
        var findings = Enumerable.Range(0, _random.Next(4))
            .Select(_ => new Finding(Pick<Duty>(), Pick<Severity>(), _random.Next(2) == 0)).ToImmutableArray();
        return _random.Next(4) switch
        {
            0 => new CheckPlanned("k" + Number(9), Pick<Channel>(), 0.5m, CheckKind.Desk),
            1 => new EscalationConcluded("x~" + Number(9), EscalationOutcome.BreachFound, findings),
            _ => new CheckCompleted("k" + Number(9), findings),
        };
    }

    private string Id(char kind, int count) => kind + Number(count);

    private string? OptionalId(char kind, int count) => _random.Next(3) == 0 ? null : Id(kind, count);

    private string Number(int count) =>
        _random.Next(count).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private TWord Pick<TWord>()
        where TWord : struct, Enum
    {
        var words = Enum.GetValues<TWord>();
        return words[_random.Next(words.Length)];
    }
}
