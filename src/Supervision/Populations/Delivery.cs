using System.Runtime.InteropServices;
using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>
/// The way from what happened to what arrives: most events the same day, some late, a few twice, a few wrong and
/// corrected, a few sent in error and retracted.
/// </summary>
internal sealed class Delivery(PopulationPlan plan)
{
    private const int DaySeconds = 86_400;

    private readonly Dictionary<int, List<Arrival>> _underWay = [];
    private readonly EventText _text = new(plan.Start);
    private int _sequence;

    /// <summary>Sends a fact that happened on <paramref name="happenedDay"/>, at the earliest today.</summary>
    public EventName Send(Life life, int happenedDay, int today, Fact fact, string? source = null)
    {
        ref var chance = ref life.Chance;
        var name = new EventName(source ?? Sources.Of(fact), life.NextEventId());
        var time = happenedDay * (long)DaySeconds + TimeOfDay(ref chance, fact);
        var arrives = Math.Max(time, today * (long)DaySeconds) + Delay(ref chance);
        var mishap = chance.Below(1_000);
        if (mishap < 6 && Mistakes.In(fact) is { } wrong)
        {
            Post(new Arrival(arrives, 0, life, name, time, wrong));
            SendLater(life, today, arrives, name.Source, new FactCorrected(
                name.Source, name.Id, CorrectionReason.WrongValue, EventText.ContentOf(fact)));
            return name;
        }

        var arrival = new Arrival(arrives, 0, life, name, time, fact);
        Post(arrival);
        if (mishap is >= 6 and < 9 && Mistakes.CanBeSentTwice(fact))
            SendTwice(life, today, arrival);
        else if (mishap is >= 9 and < 19)
            Post(arrival with { Arrives = arrives + chance.Between(60, 2 * DaySeconds) });

        return name;
    }

    /// <summary>What arrives on a day, in order; not written out when it is only passed over.</summary>
    public IEnumerable<PopulationEvent> ArrivalsOf(int day, bool wanted)
    {
        if (!_underWay.Remove(day, out var arrivals) || !wanted)
            yield break;

        arrivals.Sort();
        for (var index = 0; index < arrivals.Count; index++)
            yield return new PopulationEvent(day, At(arrivals[index].Arrives), Write(arrivals[index]));
    }

    private ReadOnlyMemory<byte> Write(in Arrival arrival) =>
        _text.Write(arrival.Life.Profile.ReferentId, arrival.Name, arrival.Time, arrival.Fact);

    private DateTimeOffset At(long seconds) =>
        new DateTimeOffset(plan.Start, TimeOnly.MinValue, TimeSpan.Zero).AddSeconds(seconds);

    private void SendTwice(Life life, int today, in Arrival first)
    {
        var again = new EventName(first.Name.Source, life.NextEventId());
        Post(first with { Name = again, Arrives = first.Arrives + life.Chance.Between(60, DaySeconds) });
        SendLater(life, today, first.Arrives, again.Source, new FactRetracted(
            again.Source, again.Id, CorrectionReason.RegisteredTwice));
    }

    private void SendLater(Life life, int today, long after, string source, Fact fact)
    {
        // Now and then the correction overtakes what it corrects.
        var arrives = Math.Max(
            today * (long)DaySeconds, after + life.Chance.Between(-DaySeconds / 4, 20 * DaySeconds));
        Post(new Arrival(arrives, 0, life, new EventName(source, life.NextEventId()), arrives, fact));
    }

    private void Post(Arrival arrival)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _underWay, (int)(arrival.Arrives / DaySeconds), out _);
        list ??= [];
        list.Add(arrival with { Sequence = checked(_sequence++) });
    }

    // An organisation is known before it is recognised; everything else happens in office hours.
    private static int TimeOfDay(ref Chance chance, Fact fact) => fact switch
    {
        ReferentRegistered => 8 * 3_600,
        RecognitionGranted => 9 * 3_600,
        _ => chance.Between(9 * 3_600 + 1, 17 * 3_600),
    };

    private static int Delay(ref Chance chance) => chance.Below(1_000) switch
    {
        < 850 => chance.Between(1, 6 * 3_600),
        < 970 => chance.Between(DaySeconds, 3 * DaySeconds),
        < 995 => chance.Between(4 * DaySeconds, 30 * DaySeconds),
        _ => chance.Between(31 * DaySeconds, 200 * DaySeconds),
    };

    private readonly record struct Arrival(
        long Arrives, int Sequence, Life Life, EventName Name, long Time, Fact Fact) : IComparable<Arrival>
    {
        public int CompareTo(Arrival other) => Arrives != other.Arrives
            ? Arrives.CompareTo(other.Arrives)
            : Sequence.CompareTo(other.Sequence);
    }
}

/// <summary>Which facts a sender gets wrong, and how.</summary>
internal static class Mistakes
{
    /// <summary>The fact as first sent, wrong in one value; nothing when this kind is never sent wrong.</summary>
    public static Fact? In(Fact fact) => fact switch
    {
        PayrollObserved wage => wage with { PaidCents = wage.PaidCents / 10 },
        ApplicationSubmitted filed => filed with { HeadCount = (filed.HeadCount ?? 1) + 1 },
        DutyNotified notice => notice with { OccurredOn = notice.OccurredOn.AddDays(-31) },
        SignalReceived signal => signal with { Reliability = Reliability.F },
        FinanceObserved seen => seen with { State = FinanceState.Unknown },
        ReferentRegistered known => known with { SizeBand = SizeBand.One },
        _ => null,
    };

    public static bool CanBeSentTwice(Fact fact) => fact is SignalReceived or DutyNotified or PayrollObserved;
}
