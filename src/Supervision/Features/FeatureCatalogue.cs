using System.Collections.Frozen;
using System.Collections.Immutable;
using Supervision.Facts;

namespace Supervision.Features;

/// <summary>All features, in the order in which they are documented. A model can use these and no others.</summary>
public static class FeatureCatalogue
{
    private const string PerThousand = "per thousand";
    private const string Applications = "applications";
    private const string CountedOnes = "what is counted";
    private const string AmongOnes = "the number that the share is of";

    private static readonly string Submitted = FactTypes.NameOf<ApplicationSubmitted>();
    private static readonly string Decided = FactTypes.NameOf<ApplicationDecided>();

    private static readonly ImmutableArray<string> StayTypes =
        [FactTypes.NameOf<ApplicationSubmitted>(), FactTypes.NameOf<StayStarted>(), FactTypes.NameOf<StayEnded>()];

    private static readonly ImmutableArray<string> MeasureTypes =
    [
        FactTypes.NameOf<MeasureImposed>(), FactTypes.NameOf<MeasureLapsed>(), FactTypes.NameOf<ObjectionFiled>(),
        FactTypes.NameOf<ObjectionDecided>(),
    ];

    public static ImmutableArray<Feature> All { get; } =
        [.. OfApplications(), .. OfDuties(), .. OfStays(), .. OfSupervision()];

    private static readonly FrozenDictionary<string, Feature> ByName = All.ToFrozenDictionary(feature => feature.Name);

    /// <summary>The feature of that name, or null.</summary>
    public static Feature? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<Feature> OfApplications()
    {
        foreach (var days in new[] { 30, 90, 365, 1095 })
        {
            yield return Count($"applications-submitted-{days}", Applications, SeriesKind.ApplicationsSubmitted, days,
                $"Applications submitted in the last {days} days, by event; head counts do not matter.", Submitted);
        }

        foreach (var days in new[] { 365, 1095 })
        {
            yield return Share($"share-refused-{days}", SeriesKind.ApplicationsRefused,
                SeriesKind.ApplicationsDecided, days, $"Of the decisions of the last {days} days, those that refused.",
                Decided);
            yield return Share($"share-withdrawn-{days}", SeriesKind.ApplicationsWithdrawn,
                SeriesKind.ApplicationsDecided, days,
                $"Of the decisions of the last {days} days, applications that were withdrawn.", Decided);
            yield return Share($"share-partly-granted-{days}", SeriesKind.ApplicationsPartlyGranted,
                SeriesKind.ApplicationsDecided, days,
                $"Of the decisions of the last {days} days, those that granted a part.", Decided);
        }

        yield return new Feature(
            "applications-growth-90",
            "thousandths of the referent's own trailing rate",
            "Applications of the last 90 days against what the 365 days before them lead one to expect, shrunk towards "
            + "no growth by a prior of four expected applications. No value when those 365 days have none.",
            "floor(1000 · (4·365 + 365·x) / (4·365 + 90·y)), x in (D−90, D], y in (D−455, D−90]",
            [Submitted],
            "applications in the 455 days")
        {
            Form = FeatureForm.Growth,
            Counted = SeriesKind.ApplicationsSubmitted,
        };
        yield return Count("permits-1095", "decisions", SeriesKind.ApplicationsGranted, 1095,
            "Decisions of the last three years that granted at least one permit; none means inactivity.", Decided);
    }

    private static IEnumerable<Feature> OfDuties()
    {
        var notified = FactTypes.NameOf<DutyNotified>();
        foreach (var days in new[] { 365, 1095 })
        {
            yield return Share($"share-notified-late-{days}", SeriesKind.NotificationsLate, SeriesKind.Notifications,
                days, $"Of the notifications of the last {days} days under a duty with a term, those after the term.",
                notified);
        }

        yield return new Feature(
            "median-notification-delay-365",
            "whole weeks",
            "The lower median of the weeks, rounded down, between a change and its notification, over the last 365 "
            + "days; 52 stands for 52 and more. No value without notifications.",
            "smallest w with 2 · #{delay ≤ w} ≥ n, delay = min(52, floor(max(0, notifiedOn − occurredOn) / 7))",
            [notified],
            "notifications in the window")
        {
            Form = FeatureForm.MedianDelay,
            WindowDays = 365,
        };
        yield return Held("overdue-information-requests", "requests", SeriesKind.RequestsOverdue,
            "Requests for information past the day they were due and not answered in full, as of the day.",
            [FactTypes.NameOf<InformationRequested>(), FactTypes.NameOf<InformationReceived>()]);
        yield return Count("registry-changes-90", "changes", SeriesKind.RegistryChanges, 90,
            "Changes in the Trade Register in the last 90 days.", FactTypes.NameOf<ReferentRegistryChanged>());
        yield return State("tax-arrears-or-insolvency", FeatureForm.TaxOrInsolvency,
            "1 when the latest observation of tax arrears or of insolvency, each no older than 365 days, says present; "
            + "0 when at least one is known and none says present; no value otherwise.",
            [FactTypes.NameOf<FinanceObserved>()]);
    }

    private static IEnumerable<Feature> OfStays()
    {
        yield return Share("share-payroll-below-criterion-365", SeriesKind.PayrollsBelow, SeriesKind.PayrollsCompared,
            365, "Of the payroll months that ended in the last 365 days, of stays with a salary criterion and over the "
            + "whole month, those paid below the amount in force in that month. Part-time does not lower the amount.",
            [.. StayTypes, FactTypes.NameOf<PayrollObserved>()]);
        yield return new Feature(
            "share-stays-without-payroll",
            PerThousand,
            "Of the stays with a salary criterion that reached 62 days within the last 365 days, those for which no "
            + "month of payroll had ended by the day. No value without such stays.",
            "floor(1000 · without / stays), stays with start + 62 in (D−365, D] that lasted 62 days",
            [.. StayTypes, FactTypes.NameOf<PayrollObserved>()],
            AmongOnes)
        {
            Form = FeatureForm.HeldShare,
            Counted = SeriesKind.StaysWithoutPayroll,
            Among = SeriesKind.StaysInCohort,
        };
        yield return Share("share-stays-ended-early-365", SeriesKind.StaysEndedEarly, SeriesKind.StaysReachingHalfYear,
            365, "Of the stays whose 183rd day after the start fell in the last 365 days, those that ended before it, "
            + "other than by a programme completed. A cohort, so that short stays do not count sooner than long ones.",
            [.. StayTypes]);
        yield return Held("stays-running", "stays", SeriesKind.StaysRunning, "Stays that run on the day.",
            [.. StayTypes]);
    }

    private static IEnumerable<Feature> OfSupervision()
    {
        ImmutableArray<string> found = [FactTypes.NameOf<CheckCompleted>(), FactTypes.NameOf<EscalationConcluded>()];
        yield return new Feature(
            "open-findings",
            "thousandths of a minor breach",
            "Breaches found by checks and escalations, minor ones weighing 1, serious 3 and severe 9, fading by half "
            + "every 360 days in steps of 90, to nothing after 1,080.",
            "Σ weight · round(1000 · 2^(−k/4)), k = floor(age / 90) < 12",
            found,
            "breaches within 1,080 days")
        { Form = FeatureForm.Findings };
        yield return Count("severe-findings-1095", "breaches", SeriesKind.FindingsSevere, 1095,
            "Severe breaches found in the last three years.", [.. found]);
        yield return Held("valid-warnings", "warnings", SeriesKind.WarningsValid,
            "Warnings imposed within 24 calendar months, not lapsed nor annulled on objection.", MeasureTypes);
        yield return Held("fines-five-years", "fines", SeriesKind.FinesCounting,
            "Fines imposed within five calendar years, not lapsed nor annulled on objection.", MeasureTypes);
        yield return Held("suspensions-five-years", "measures", SeriesKind.SuspensionsCounting,
            "Suspensions and withdrawals imposed within five calendar years, not lapsed nor annulled on objection.",
            MeasureTypes);
        yield return new Feature(
            "signals-weighted",
            "thousandths of a wholly reliable signal",
            "Signals by how reliable the sender proved (A 1, B 0.8, C 0.5, D 0.2, E 0, F 0.1), fading by half every "
            + "180 days in steps of 45, to nothing after 1,080.",
            "floor(Σ tenths · round(1000 · 2^(−k/4)) / 10), k = floor(age / 45) < 24",
            [FactTypes.NameOf<SignalReceived>()],
            "signals within 1,080 days")
        { Form = FeatureForm.SignalWeight };
        ImmutableArray<string> recognition =
        [
            FactTypes.NameOf<RecognitionGranted>(), FactTypes.NameOf<RecognitionSuspended>(),
            FactTypes.NameOf<RecognitionResumed>(), FactTypes.NameOf<RecognitionWithdrawn>(),
        ];
        yield return State("recognition-suspended", FeatureForm.RecognitionSuspended,
            "1 when the recognition for some purpose is suspended on the day, else 0.", recognition);
        yield return new Feature(
            "days-since-recognition",
            "days",
            "Days since the referent was recognised, for the purpose for which it has been longest without a "
            + "withdrawal; a suspension does not break it. No value when it is not recognised.",
            "D − day of the first recognition.granted after the last recognition.withdrawn",
            recognition,
            "1 when known")
        { Form = FeatureForm.DaysSinceRecognition };
        yield return new Feature(
            "days-since-check",
            "days",
            "Days since the last completed check within three years. No value without one. Being checked, or not, is "
            + "our act: a model may not give points for it.",
            "D − day of the last check.completed in (D−1095, D]",
            [FactTypes.NameOf<CheckCompleted>()],
            "1 when known")
        {
            Form = FeatureForm.DaysSinceCheck,
            MayRaiseRisk = false,
            WindowDays = 1095,
        };
    }

    private static Feature Count(
        string name, string unit, SeriesKind kind, int days, string definition, params ImmutableArray<string> types) =>
        new(name, unit, definition, $"count in (D−{days}, D]", types, CountedOnes)
        {
            Form = FeatureForm.WindowCount,
            Counted = kind,
            WindowDays = days,
        };

    private static Feature Share(
        string name, SeriesKind counted, SeriesKind among, int days, string definition,
        params ImmutableArray<string> types) =>
        new(name, PerThousand, definition + " No value when there are none to take a share of.",
            $"floor(1000 · k / n), both in (D−{days}, D]", types, AmongOnes)
        {
            Form = FeatureForm.WindowShare,
            Counted = counted,
            Among = among,
            WindowDays = days,
        };

    private static Feature Held(
        string name, string unit, SeriesKind kind, string definition, ImmutableArray<string> types) =>
        new(name, unit, definition, "number that hold on D", types, CountedOnes)
        {
            Form = FeatureForm.Held,
            Counted = kind,
        };

    private static Feature State(
        string name, FeatureForm form, string definition, ImmutableArray<string> types) =>
        new(name, "0 or 1", definition, "state on D", types, "1 when known") { Form = form };
}
