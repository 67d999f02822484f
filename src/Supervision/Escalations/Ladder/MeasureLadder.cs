using System.Collections.Immutable;
using Supervision.Escalations.Casework;
using Supervision.Facts;

namespace Supervision.Escalations.Ladder;

/// <summary>
/// Which measures are allowed now, and by which rule: first a warning, which counts for 24 months; then a fine, within
/// its maximum and five years; a suspension or a withdrawal on a ground that the law names.
/// </summary>
public static class MeasureLadder
{
    public const int WarningMonths = 24;
    public const int LimitationYears = 5;
    public const int InactivityYears = 3;
    public const int FinesForWithdrawal = 3;

    private static readonly ImmutableArray<RecognitionGround> Suspending =
    [
        RecognitionGround.CriminalInvestigation, RecognitionGround.InspectorateInvestigation,
        RecognitionGround.CodeOfConductComplaint,
    ];

    private static readonly ImmutableArray<RecognitionGround> Withdrawing =
    [
        RecognitionGround.WrongInformation, RecognitionGround.ConditionsNotMet, RecognitionGround.DutiesNotMet,
        RecognitionGround.OnRequest, RecognitionGround.ThreeFines, RecognitionGround.NoCooperation,
        RecognitionGround.AbuseKnown, RecognitionGround.Inactivity,
    ];

    /// <summary>Every step, from the lightest on.</summary>
    public static ImmutableArray<LadderStep> Of(LadderQuestion asked) =>
        [Warning(asked), Fine(asked), Suspension(asked), Withdrawal(asked)];

    /// <summary>Whether this measure takes two people.</summary>
    public static bool TakesTwo(MeasureKind kind, bool alsoFines) => kind switch
    {
        MeasureKind.Suspension or MeasureKind.Withdrawal => true,
        MeasureKind.Fine => alsoFines,
        _ => false,
    };

    /// <summary>Whether such a measure for the same duty stood, and counted, on the day of a breach.</summary>
    internal static bool HadBefore(SanctionHistory history, CaseFinding breach, MeasureKind kind) =>
        history.Sanctions.Any(sanction => sanction.Kind == kind
            && sanction.Duties.Contains(breach.Duty)
            && sanction.ImposedOn <= breach.OccurredOn
            && breach.OccurredOn < sanction.ImposedOn.AddMonths(WarningMonths));

    private static LadderStep Warning(LadderQuestion asked) => asked.Breaches.IsEmpty
        ? No(MeasureKind.Warning, LadderRule.NoBreach, "No finding is a breach.")
        : Yes(
            MeasureKind.Warning, LadderRule.WarningAtBreach,
            $"A breach may always be answered with a warning, which counts for {WarningMonths} months.", asked, [], []);

    private static LadderStep Fine(LadderQuestion asked)
    {
        if (asked.Breaches.IsEmpty)
            return No(MeasureKind.Fine, LadderRule.NoBreach, "No finding is a breach.");

        ImmutableArray<FineLine> lines =
        [
            .. asked.Breaches.Select(breach =>
                FineLine.Of(breach, asked.History, asked.ReducedCulpability, asked.Today)),
        ];
        if (lines.Any(line => line.IsAllowed))
            return Yes(
                MeasureKind.Fine, LadderRule.FineByRule,
                "At least one breach may be fined, up to the maximum of its day and of this kind of person.", asked, [],
                lines);

        var isTooOld = lines.All(line => line.Rule == FineRule.LimitationPassed);
        return No(
            MeasureKind.Fine, isTooOld ? LadderRule.FineLimitation : LadderRule.FineAfterWarning,
            isTooOld
                ? $"No fine is possible more than {LimitationYears} years after the breach."
                : "A first breach that is not serious is answered with a warning; a fine follows within "
                    + $"{WarningMonths} months of one for the same duty. Of measures that were sent in, the duty is "
                    + "not known.")
            with
        { Lines = lines };
    }

    private static LadderStep Suspension(LadderQuestion asked) => asked.History.Recognised.IsEmpty
        ? No(MeasureKind.Suspension, LadderRule.NotRecognised, "The referent has no recognition.")
        : Yes(
            MeasureKind.Suspension, LadderRule.SuspensionOnGround,
            "A suspension is for three months, on one of these grounds, which the decision names.", asked, Suspending,
            []);

    private static LadderStep Withdrawal(LadderQuestion asked) => asked.History.Recognised.IsEmpty
        ? No(MeasureKind.Withdrawal, LadderRule.NotRecognised, "The referent has no recognition.")
        : Yes(
            MeasureKind.Withdrawal, LadderRule.WithdrawalOnGround,
            "A withdrawal is on one of these grounds, which the decision names.", asked,
            [.. Withdrawing.Where(ground => IsOpen(ground, asked))], []);

    private static bool IsOpen(RecognitionGround ground, LadderQuestion asked) => ground switch
    {
        RecognitionGround.DutiesNotMet => !asked.Breaches.IsEmpty,
        RecognitionGround.ThreeFines => asked.History.Sanctions.Count(fine =>
            fine.Kind == MeasureKind.Fine
            && fine.Duties.Any(duty => duty != Duty.KeepRecords)
            && asked.Today <= fine.ImposedOn.AddYears(LimitationYears)) >= FinesForWithdrawal,
        RecognitionGround.Inactivity => asked.History.RecognisedOn is { } since
            && (asked.History.LastPermitOn ?? since) < asked.Today.AddYears(-InactivityYears),
        _ => true,
    };

    private static LadderStep No(MeasureKind kind, LadderRule rule, string because) =>
        new(kind, false, rule, because, TakesTwo(kind, alsoFines: false), null, null, [], []);

    private static LadderStep Yes(
        MeasureKind kind, LadderRule rule, string because, LadderQuestion asked,
        ImmutableArray<RecognitionGround> grounds, ImmutableArray<FineLine> lines) =>
        new(
            kind, true, rule, because, TakesTwo(kind, asked.TwoForFines),
            kind == MeasureKind.Fine ? lines.Sum(line => line.ProposedCents) : null,
            kind == MeasureKind.Fine ? lines.Sum(line => line.MaximumCents) : null, grounds, lines);
}

/// <summary>What the ladder is asked.</summary>
/// <param name="Breaches">Findings that are breaches.</param>
/// <param name="TwoForFines">Whether this office lets two people decide on fines too.</param>
public sealed record LadderQuestion(
    ImmutableArray<CaseFinding> Breaches,
    SanctionHistory History,
    bool ReducedCulpability,
    bool TwoForFines,
    DateOnly Today);
