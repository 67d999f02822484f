using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Features;

namespace Supervision.Tests.Features;

/// <summary>One fact in effect: what it says after corrections, when it happened, and its place.</summary>
internal sealed record Effective(Fact Fact, DateTimeOffset Time, long Offset)
{
    public DateOnly Day => DateOnly.FromDateTime(Time.UtcDateTime);
}

/// <summary>
/// Every feature straight from its definition, over the whole history each time: slow, obvious, and sharing nothing
/// with the fold that it is held against but the name of the result.
/// </summary>
internal sealed class NaiveFeatures(IReadOnlyList<Effective> history)
{
    private static readonly int[] Fading =
        [.. Enumerable.Range(0, 24)
        .Select(k => (int)Math.Round(1000 * Math.Pow(2, -k / 4.0), MidpointRounding.AwayFromZero))];

    private static readonly Dictionary<int, int[]> Criteria = new()
    {
        [2015] = [4189, 3071, 2201, 4908],
        [2019] = [4500, 3299, 2364, 0],
        [2020] = [4612, 3381, 2423, 0],
        [2021] = [4752, 3484, 2497, 0],
        [2022] = [4840, 3549, 2543, 0],
        [2023] = [5008, 3672, 2631, 5867],
        [2024] = [5331, 3909, 2801, 0],
        [2025] = [5688, 4171, 2989, 0],
        [2026] = [5942, 4357, 3122, 5942],
    };

    /// <summary>What is in effect of a log so far, in whatever order corrections and originals came.</summary>
    public static List<Effective> InEffect(IEnumerable<RecordedFact> log)
    {
        var all = log.DistinctBy(fact => fact.Position.Offset).ToList();
        List<Effective> effective = [];
        foreach (var original in all.Where(fact => fact.Fact is not (FactCorrected or FactRetracted)))
        {
            Fact? holds = original.Fact;
            foreach (var other in all.OrderBy(fact => fact.Position.Offset))
            {
                if (original.Fact is IOwnFact)
                    break;

                if (other.Fact is FactRetracted retraction && retraction.Target == original.Key)
                    holds = null;
                else if (other.Fact is FactCorrected correction && correction.Target == original.Key
                    && IsReadable(original.Fact, correction, out var replacement))
                    holds = replacement;
            }

            if (holds is not null)
                effective.Add(new Effective(holds, original.Time, original.Position.Offset));
        }

        return effective;
    }

    public int Evidence(DateOnly day) => history.Count(item => In(item.Day, 1095, day) && item.Fact is
        ApplicationSubmitted or ApplicationDecided or StayStarted or StayEnded or DutyNotified or PayrollObserved
        or InformationRequested or InformationReceived or FinanceObserved or SignalReceived or MeasureImposed
        or CheckCompleted or EscalationConcluded
        && (item.Fact is not CheckCompleted check || Breach(check.Findings))
        && (item.Fact is not EscalationConcluded concluded || Breach(concluded.Findings)));

    private static bool Breach(ImmutableArray<Finding> findings) =>
        !findings.IsDefault && findings.Any(finding => finding.Breach);

    public FeatureReading Read(string feature, DateOnly day)
    {
        var window = int.TryParse(feature[(feature.LastIndexOf('-') + 1)..], out var days) ? days : 0;
        return feature[..(window > 0 ? feature.LastIndexOf('-') : feature.Length)] switch
        {
            "applications-submitted" => Count(Of<ApplicationSubmitted>(window, day).Count()),
            "share-refused" => Decided(ApplicationOutcome.Refused, window, day),
            "share-withdrawn" => Decided(ApplicationOutcome.Withdrawn, window, day),
            "share-partly-granted" => Decided(ApplicationOutcome.PartlyGranted, window, day),
            "applications-growth" => Growth(day),
            "permits" => Count(Of<ApplicationDecided>(window, day).Count(decided =>
                decided.Outcome is ApplicationOutcome.Granted or ApplicationOutcome.PartlyGranted
                && decided.GrantedCount != 0)),
            "share-notified-late" => Late(window, day),
            "median-notification-delay" => Median(window, day),
            "overdue-information-requests" => Count(Overdue(day)),
            "registry-changes" => Count(Of<ReferentRegistryChanged>(window, day).Count()),
            "tax-arrears-or-insolvency" => TaxOrInsolvency(day),
            "share-payroll-below-criterion" => Payroll(window, day),
            "share-stays-without-payroll" => WithoutPayroll(day),
            "share-stays-ended-early" => EndedEarly(window, day),
            "stays-running" => Count(Stays().Count(stay => stay.Start <= day && (stay.End is null || stay.End >= day))),
            "open-findings" => OpenFindings(day),
            "severe-findings" => Count(Findings().Count(finding =>
                finding.Severity == Severity.Severe && In(finding.Day, window, day))),
            "valid-warnings" => Count(Measures(day, MeasureKind.Warning)),
            "fines-five-years" => Count(Measures(day, MeasureKind.Fine)),
            "suspensions-five-years" => Count(Measures(day, MeasureKind.Suspension, MeasureKind.Withdrawal)),
            "signals-weighted" => Signals(day),
            "recognition-suspended" => new FeatureReading(
                Enum.GetValues<Purpose>().Any(one => Status(one, day) is RecognitionSuspended) ? 1 : 0, 0, 0, 1),
            "days-since-recognition" => SinceRecognition(day),
            "days-since-check" => SinceCheck(day),
            _ => throw new ArgumentException("There is no naive form of " + feature, nameof(feature)),
        };
    }

    private static bool IsReadable(Fact original, FactCorrected correction, out Fact? replacement)
    {
        try
        {
            replacement = FactTypes.Read(
                FactTypes.NameOf(original), System.Text.Encoding.UTF8.GetBytes(correction.Data.GetRawText()));
            return true;
        }
        catch (FormatException)
        {
            replacement = null;
            return false;
        }
    }

    private static bool In(DateOnly day, int window, DateOnly upTo) => day <= upTo && day > upTo.AddDays(-window);

    private static FeatureReading Count(int count) => new(count, 0, 0, count);

    private static FeatureReading Share(int counted, int among) =>
        new(among == 0 ? null : (long)Math.Floor(1000m * counted / among), counted, among, among);

    private IEnumerable<TFact> Of<TFact>(int window, DateOnly day) =>
        history.Where(item => In(item.Day, window, day)).Select(item => item.Fact).OfType<TFact>();

    private IEnumerable<(TFact Fact, Effective Item)> Each<TFact>()
        where TFact : Fact =>
        history.Where(item => item.Fact is TFact).Select(item => ((TFact)item.Fact, item));

    /// <summary>Of several events that say the same of an item, the later by day, then by place.</summary>
    private (TFact Fact, Effective Item)? Last<TFact>(Func<TFact, bool> isIt)
        where TFact : Fact
    {
        var all = Each<TFact>().Where(one => isIt(one.Fact))
            .OrderBy(one => one.Item.Day).ThenBy(one => one.Item.Offset).ToList();
        return all.Count == 0 ? null : all[^1];
    }

    private FeatureReading Decided(ApplicationOutcome outcome, int window, DateOnly day)
    {
        var decided = Of<ApplicationDecided>(window, day).ToList();
        return Share(decided.Count(one => one.Outcome == outcome), decided.Count);
    }

    private FeatureReading Growth(DateOnly day)
    {
        var recent = Of<ApplicationSubmitted>(90, day).Count();
        var before = Of<ApplicationSubmitted>(365, day.AddDays(-90)).Count();
        if (before == 0)
            return new FeatureReading(null, recent, 0, recent);

        var expected = before * 90m / 365m;
        return new FeatureReading((long)Math.Floor(1000m * (4 + recent) / (4 + expected) + 1e-20m), recent, before,
            recent + before);
    }

    private IEnumerable<(DutyNotified Fact, int Delay, int Term)> Notified(int window, DateOnly day) =>
        Of<DutyNotified>(window, day)
            .Where(one => one.Duty is not (Duty.KeepRecords or Duty.Care))
            .Select(one => (one, Math.Max(0, one.NotifiedOn.DayNumber - one.OccurredOn.DayNumber),
                one.Duty == Duty.NotifyRecordsAddress ? 14 : 28));

    private FeatureReading Late(int window, DateOnly day)
    {
        var all = Notified(window, day).ToList();
        return Share(all.Count(one => one.Delay > one.Term), all.Count);
    }

    private FeatureReading Median(int window, DateOnly day)
    {
        var weeks = Notified(window, day).Select(one => Math.Min(52, one.Delay / 7)).Order().ToList();
        return weeks.Count == 0 ? default : new FeatureReading(weeks[(weeks.Count - 1) / 2], 0, 0, weeks.Count);
    }

    private int Overdue(DateOnly day)
    {
        var overdue = 0;
        foreach (var id in Each<InformationRequested>().Select(one => one.Fact.RequestId).Distinct())
        {
            var due = Last<InformationRequested>(one => one.RequestId == id)!.Value.Fact.DueOn;
            var answered = Each<InformationReceived>()
                .Any(one => one.Fact.RequestId == id && one.Fact.Complete && one.Item.Day <= day);
            overdue += due < day && !answered ? 1 : 0;
        }

        return overdue;
    }

    private FeatureReading TaxOrInsolvency(DateOnly day)
    {
        var states = new[] { FinanceKind.TaxArrears, FinanceKind.Insolvency }
            .Select(kind => Each<FinanceObserved>()
                .Where(one => one.Fact.Kind == kind && one.Fact.AsOf <= day)
                .OrderBy(one => one.Fact.AsOf).ThenBy(one => one.Item.Time).ThenBy(one => one.Item.Offset)
                .Select(one => one.Fact).LastOrDefault())
            .Where(one => one is not null && one.AsOf > day.AddDays(-365) && one.State != FinanceState.Unknown)
            .ToList();
        return states.Count == 0
            ? default
            : new FeatureReading(states.Any(one => one!.State == FinanceState.Present) ? 1 : 0, 0, 0, states.Count);
    }

    private IEnumerable<Stay> Stays()
    {
        foreach (var id in Each<StayStarted>().Select(one => one.Fact.StayId).Distinct().ToList())
        {
            var started = Last<StayStarted>(one => one.StayId == id)!.Value.Fact;
            var ended = Last<StayEnded>(one => one.StayId == id)?.Fact;
            var application = started.ApplicationId ?? ended?.ApplicationId;
            var criterion = application is null ? null : Last<ApplicationSubmitted>(one =>
                one.ApplicationId == application
                && one.Criterion is not (null or SalaryCriterion.None))?.Fact.Criterion;
            DateOnly? end = ended is null ? null : ended.On < started.On ? started.On : ended.On;
            yield return new Stay(id, started.On, end, ended?.Reason, criterion);
        }
    }

    private static DateOnly MonthEnd(YearMonth month) => month.FirstDay.AddMonths(1).AddDays(-1);

    private FeatureReading Payroll(int window, DateOnly day)
    {
        var (below, compared) = (0, 0);
        var stays = Stays().ToDictionary(stay => stay.Id);
        foreach (var (payroll, _) in Each<PayrollObserved>())
        {
            var last = MonthEnd(payroll.Month);
            if (!In(last, window, day) || !stays.TryGetValue(payroll.StayId, out var stay)
                || stay.Criterion is not { } criterion || stay.Start > payroll.Month.FirstDay || stay.End < last
                || !Criteria.TryGetValue(last.Year, out var amounts) || amounts[(int)criterion] == 0)
                continue;

            compared++;
            below += payroll.PaidCents < amounts[(int)criterion] * 100L ? 1 : 0;
        }

        return Share(below, compared);
    }

    private FeatureReading WithoutPayroll(DateOnly day)
    {
        var cohort = Stays().Where(stay => stay.Criterion is not null && In(stay.Start.AddDays(62), 365, day)
            && (stay.End is null || stay.End >= stay.Start.AddDays(62))).ToList();
        var without = cohort.Count(stay => !Each<PayrollObserved>()
            .Any(one => one.Fact.StayId == stay.Id && MonthEnd(one.Fact.Month) <= day));
        return Share(without, cohort.Count);
    }

    private FeatureReading EndedEarly(int window, DateOnly day)
    {
        var cohort = Stays().Where(stay => In(stay.Start.AddDays(183), window, day)).ToList();
        return Share(
            cohort.Count(stay => stay.End < stay.Start.AddDays(183) && stay.Reason != StayReason.ProgrammeCompleted),
            cohort.Count);
    }

    private IEnumerable<(DateOnly Day, Severity Severity)> Findings() => history.SelectMany(item => item.Fact switch
    {
        CheckCompleted check => check.Findings.Where(one => one.Breach).Select(one => (item.Day, one.Severity)),
        EscalationConcluded escalation =>
            escalation.Findings.Where(one => one.Breach).Select(one => (item.Day, one.Severity)),
        _ => [],
    });

    private FeatureReading OpenFindings(DateOnly day)
    {
        var all = Findings().Where(one => In(one.Day, 1080, day)).ToList();
        var sum = all.Sum(one => (one.Severity switch { Severity.Minor => 1L, Severity.Serious => 3, _ => 9 })
            * Fading[(day.DayNumber - one.Day.DayNumber) / 90]);
        return new FeatureReading(sum, 0, 0, all.Count);
    }

    private int Measures(DateOnly day, params MeasureKind[] kinds)
    {
        var counting = 0;
        foreach (var id in Each<MeasureImposed>().Select(one => one.Fact.MeasureId).Distinct().ToList())
        {
            var (imposed, item) = Last<MeasureImposed>(one => one.MeasureId == id)!.Value;
            var over = item.Day.AddMonths(imposed.Kind == MeasureKind.Warning ? 24 : 60);
            var hasLapsed = Each<MeasureLapsed>().Any(one => one.Fact.MeasureId == id && one.Item.Day <= day);
            var isAnnulled = Each<ObjectionFiled>().Any(filed => filed.Fact.MeasureId == id
                && Last<ObjectionDecided>(one => one.ObjectionId == filed.Fact.ObjectionId)?.Fact.Outcome
                    == ObjectionOutcome.Upheld);
            counting += kinds.Contains(imposed.Kind) && item.Day <= day && day < over && !hasLapsed && !isAnnulled
                ? 1
                : 0;
        }

        return counting;
    }

    private FeatureReading Signals(DateOnly day)
    {
        var all = Each<SignalReceived>().Where(one => In(one.Item.Day, 1080, day)).ToList();
        var tenths = all.Sum(one => (one.Fact.Reliability switch
        {
            Reliability.A => 10L,
            Reliability.B => 8,
            Reliability.C => 5,
            Reliability.D => 2,
            Reliability.F => 1,
            _ => 0,
        }) * Fading[(day.DayNumber - one.Item.Day.DayNumber) / 45]);
        return new FeatureReading(tenths / 10, 0, 0, all.Count);
    }

    private IEnumerable<(Fact Fact, Effective Item)> Recognition(Purpose purpose, DateOnly day) => history
        .Where(item => item.Day <= day && item.Fact switch
        {
            RecognitionGranted one => one.Purpose == purpose,
            RecognitionSuspended one => one.Purpose == purpose,
            RecognitionResumed one => one.Purpose == purpose,
            RecognitionWithdrawn one => one.Purpose == purpose,
            _ => false,
        })
        .OrderBy(item => item.Time).ThenBy(item => item.Offset).Select(item => (item.Fact, item));

    private Fact? Status(Purpose purpose, DateOnly day) => Recognition(purpose, day).LastOrDefault().Fact;

    private FeatureReading SinceRecognition(DateOnly day)
    {
        var since = Enum.GetValues<Purpose>()
            .Select(purpose => Recognition(purpose, day).Reverse()
                .TakeWhile(one => one.Fact is not RecognitionWithdrawn)
                .Where(one => one.Fact is RecognitionGranted).Select(one => (DateOnly?)one.Item.Day).LastOrDefault())
            .Min();
        return since is null ? default : new FeatureReading(day.DayNumber - since.Value.DayNumber, 0, 0, 1);
    }

    private FeatureReading SinceCheck(DateOnly day)
    {
        var last = Each<CheckCompleted>().Where(one => In(one.Item.Day, 1095, day))
            .Select(one => (DateOnly?)one.Item.Day).Max();
        return last is null ? default : new FeatureReading(day.DayNumber - last.Value.DayNumber, 0, 0, 1);
    }

    private sealed record Stay(
        string Id, DateOnly Start, DateOnly? End, StayReason? Reason, SalaryCriterion? Criterion);
}
