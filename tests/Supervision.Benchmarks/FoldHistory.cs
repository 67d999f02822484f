using System.Collections.Immutable;
using System.Globalization;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Benchmarks;

/// <summary>A history of an ordinary employer, as many events long as asked, spread evenly over some years.</summary>
internal static class FoldHistory
{
    public static RecordedFact[] Of(int seed, int count, double days)
    {
        var random = new Random(seed);
        var start = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddDays(-days);
        var facts = new RecordedFact[count];
        var (stays, applications) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var time = start.AddDays(days * i / count);
            var day = DateOnly.FromDateTime(time.DateTime);
            var fact = Any(random, day, ref applications, ref stays);
            facts[i] = new RecordedFact(
                new LogPosition(0, i + 1), new EventKey("bench", Text('e', i)), time, time, fact);
        }

        return facts;
    }

    private static Fact Any(Random random, DateOnly day, ref int applications, ref int stays)
    {
        var recentStay = Text('s', Math.Max(0, stays - random.Next(20)));
        return random.Next(100) switch
        {
            < 14 => new ApplicationSubmitted(Text('a', applications++ % 5_000), Purpose.Labour, 1, 600_000,
                SalaryCriterion.Age30Plus, day),
            < 28 => new ApplicationDecided(Text('a', Math.Max(0, applications - 1)),
                random.Next(10) == 0 ? ApplicationOutcome.Refused : ApplicationOutcome.Granted),
            < 38 => new StayStarted(Text('s', stays++ % 5_000), day, Text('a', Math.Max(0, applications - 1) % 5_000)),
            < 44 => new StayEnded(recentStay, day, null, StayReason.EmploymentEnded),
            < 74 => new PayrollObserved(recentStay, new YearMonth(day.Year, day.Month), random.Next(400_000, 700_000)),
            < 82 => new DutyNotified(Duty.NotifyEmploymentEnded, day.AddDays(-random.Next(60)), day),
            < 85 => new InformationRequested(Text('r', random.Next(50)), day.AddDays(14)),
            < 88 => new InformationReceived(Text('r', random.Next(50)), true),
            < 92 => new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Absent, day),
            < 95 => new SignalReceived("g", SignalOrigin.Worker, Reliability.C, SignalTopic.Underpayment),
            < 97 => new CheckCompleted("k", ImmutableArray.Create(new Finding(Duty.KeepRecords, Severity.Minor, true))),
            < 98 => new MeasureImposed(Text('m', random.Next(20)), MeasureKind.Warning),
            _ => new ReferentRegistryChanged(RegistryChange.Address, day),
        };
    }

    private static string Text(char kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:D6}");
}
