using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Letters;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Tests.Letters;

/// <summary>Every sentence pattern of a letter with values that show its forms: one and many, up and down.</summary>
internal static class SentencePatterns
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly DateTimeOffset Moment = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly SourceEvent Source = new(
        "3-871", "supervision.duty.notified.v1", Moment.AddDays(-28), Moment.AddDays(-1));

    private static readonly CorrectedEvent Corrected = new(
        "3-871", "supervision.check.completed.v1", Moment.AddDays(-28), Moment.AddDays(-20));

    private static readonly SourceEvent Correction = new(
        "3-900", "supervision.fact.corrected.v1", Moment.AddDays(-2), Moment.AddDays(-1))
    { Corrects = Corrected };

    private static readonly SourceEvent Retraction = Correction with { Type = "supervision.fact.retracted.v1" };

    private static readonly SourceEvent CorrectedBefore = Correction with
    { Corrects = Corrected with { Type = "supervision.signal.received.v1", RecordedAt = Moment } };

    public static IEnumerable<(string Method, Func<Wording, string> Say)> All =>
        [.. Figures(), .. Standing(), .. Points(), .. Changes(), .. Others(), .. Lowering(), .. Gaps(), .. Ahead()];

    private static IEnumerable<(string, Func<Wording, string>)> Figures()
    {
        yield return ("Date", words => words.Date(new DateOnly(2026, 1, 31)));
        yield return ("Date", words => words.Date(new DateOnly(2025, 12, 1)));
        yield return ("Number", words => words.Number(1_234_567));
        yield return ("Number", words => words.Number(-4));
        yield return ("Thousandths", words => words.Thousandths(2_500));
        yield return ("Thousandths", words => words.Thousandths(62));
        yield return ("Percent", words => words.Percent(357));
        yield return ("Percent", words => words.Percent(1_000));
        yield return ("Share", words => words.Share(0.025m));
        yield return ("Share", words => words.Share(0.0625m));
        yield return ("Share", words => words.Share(0.00049m));
        foreach (var level in Enum.GetValues<RiskLevel>())
            yield return ("Level", words => words.Level(level));
        foreach (var count in new[] { -1, 0, 1, 2, 1_000 })
            yield return ("Points", words => words.Points(count));
        yield return ("Days", words => words.Days(1));
        yield return ("Days", words => words.Days(1_095));
        yield return ("Weeks", words => words.Weeks(1));
        yield return ("Weeks", words => words.Weeks(12));
        yield return ("Value", words => words.Value("share-notified-late-365", 357, 5, 14));
        yield return ("Value", words => words.Value("share-notified-late-365", 666, 2, 3));
        yield return ("Value", words => words.Value("share-notified-late-365", 357, null, null));
        yield return ("Value", words => words.Value("applications-growth-90", 1_657, 3, 1));
        yield return ("Value", words => words.Value("median-notification-delay-365", 1, null, null));
        yield return ("Value", words => words.Value("open-findings", 3_500, null, null));
        yield return ("Value", words => words.Value("tax-arrears-or-insolvency", 1, null, null));
        yield return ("Value", words => words.Value("recognition-suspended", 0, null, null));
        yield return ("Value", words => words.Value("days-since-check", 1, null, null));
        yield return ("Value", words => words.Value("fines-five-years", 3, null, null));
    }

    private static IEnumerable<(string, Func<Wording, string>)> Standing()
    {
        yield return ("About", words => words.About("Noorderlicht Software B.V.", "kvk:99000001", Day));
        yield return ("LevelIs", words => words.LevelIs(Day, RiskLevel.High, 62));
        yield return ("LevelIs", words => words.LevelIs(Day, RiskLevel.Low, 1));
        yield return ("LevelBounds", words => words.LevelBounds(1, 36));
        foreach (var reason in (string[])
            [Scoring.NoModelInUse, ModelRegister.Stopped, ModelRegister.GateTripped, ModelRegister.ReviewDatePassed])
            yield return ("NoModel", words => words.NoModel(reason));
        yield return ("TooLittle", words => words.TooLittle(Day, 1, 12));
        yield return ("TooLittle", words => words.TooLittle(Day, 4, 12));
        yield return ("Interval", words => words.Interval(48, 70));
        yield return ("Held", words => words.Held(
            new HeldLevel(RiskLevel.Low, Day, Day.AddDays(31), 30), RiskLevel.High));
        yield return ("Held", words => words.Held(
            new HeldLevel(RiskLevel.Low, Day, Day.AddDays(2), 1), RiskLevel.Medium));
        yield return ("SetByHand", words => words.SetByHand(Day, RiskLevel.Low, Moment.AddDays(90), isBeside: true));
        yield return ("SetByHand", words => words.SetByHand(Day, RiskLevel.High, Moment.AddDays(9), isBeside: false));
        yield return ("SelectsOnly", words => words.SelectsOnly());
        foreach (var channel in Enum.GetValues<Channel>())
            yield return ("Selected", words => words.Selected(
                new SelectionGround(Day, channel, 0.5m, CheckKind.Desk, null)));
        yield return ("NotSelected", words => words.NotSelected());
    }

    private static IEnumerable<(string, Func<Wording, string>)> Points()
    {
        yield return ("Sum", words => words.Sum(1));
        yield return ("Sum", words => words.Sum(62));
        yield return ("RestsOn", words => words.RestsOn("share-notified-late-365", Source));
        yield return ("RestsOn", words => words.RestsOn("open-findings", Correction));
        yield return ("RestsOn", words => words.RestsOn("open-findings", CorrectedBefore));
    }

    private static IEnumerable<(string, Func<Wording, string>)> Changes()
    {
        yield return ("NothingChanged", words => words.NothingChanged(Day));
        yield return ("Changed", words => words.Changed(
            new ChangeSince(Moment, RiskLevel.Low, 1, RiskLevel.High, 40, [])));
        yield return ("Step", words => words.Step(
            new ChangeStep(Moment, StepCause.Event, Source, 1, RiskLevel.Low, 4, RiskLevel.Medium, 18, [])));
        yield return ("Step", words => words.Step(
            new ChangeStep(Moment, StepCause.Event, Source, 1, RiskLevel.Low, 4, RiskLevel.Low, 5, [])));
        foreach (var source in (SourceEvent[])[Correction, Retraction])
            yield return ("Step", words => words.Step(
                new ChangeStep(Moment, StepCause.Event, source, 1, RiskLevel.Low, 4, RiskLevel.Low, 5, [])));
        yield return ("Step", words => words.Step(
            new ChangeStep(Moment, StepCause.Time, null, 0, RiskLevel.High, 20, RiskLevel.Medium, 20, [])));
        yield return ("Step", words => words.Step(
            new ChangeStep(Moment, StepCause.Several, null, 1, RiskLevel.High, 20, RiskLevel.High, 40, [])));
        yield return ("Step", words => words.Step(
            new ChangeStep(Moment, StepCause.Several, null, 40, RiskLevel.High, 20, RiskLevel.High, 40, [])));
        yield return ("StepDetail", words => words.StepDetail("share-notified-late-365", 8, 14));
        yield return ("StepDetail", words => words.StepDetail("fines-five-years", 8, 1));
        yield return ("EarlierStepsLeftOut", words => words.EarlierStepsLeftOut(1));
        yield return ("EarlierStepsLeftOut", words => words.EarlierStepsLeftOut(40));
    }

    private static IEnumerable<(string, Func<Wording, string>)> Others()
    {
        yield return ("Past", words => words.Past(new PastScore(Day, 90, RiskLevel.Medium, 20, 30)));
        yield return ("Past", words => words.Past(new PastScore(Day, 90, RiskLevel.InsufficientEvidence, 0, 3)));
        yield return ("NoPast", words => words.NoPast());
        foreach (var fewer in new[] { 0, 1, 100 })
            yield return ("Peers", words => words.Peers(1_200, fewer, fewer));
        yield return ("TooFewPeers", words => words.TooFewPeers());
        yield return ("PeersOnlyNow", words => words.PeersOnlyNow());
        yield return ("NoSectorOrSize", words => words.NoSectorOrSize());
    }

    private static IEnumerable<(string, Func<Wording, string>)> Lowering()
    {
        foreach (var why in Enum.GetValues<NoLowering>())
            yield return ("NoLowering", words => words.NoLowering(why));
        foreach (var (moves, isFirst) in new[] { (1, true), (1, false), (3, true), (3, false) })
            yield return ("LoweringBegins", words => words.LoweringBegins(moves, isFirst));
        foreach (var move in Moves())
        {
            yield return ("Region", words => words.Region(move));
            yield return ("LoweringMove", words => words.LoweringMove(move));
        }

        yield return ("FallsOn", words => words.FallsOn(RiskLevel.Medium, Day, Day));
        yield return ("FallsOn", words => words.FallsOn(RiskLevel.Low, Day.AddDays(31), Day));
        yield return ("MoreLowering", words => words.MoreLowering());
    }

    private static IEnumerable<NeededMove> Moves()
    {
        yield return Move("share-notified-late-365", 357, null, 100, 1, 14);
        yield return Move("share-notified-late-365", 357, null, 250, 3, 14);
        yield return Move("share-refused-365", 357, 100, 250, null, null);
        yield return Move("fines-five-years", 3, null, 1, null, null);
        yield return Move("registry-changes-90", 6, 3, 6, null, null);
        yield return Move("registry-changes-90", 6, 3, 4, null, null);
        yield return Move("permits-1095", 0, 1, null, null, null);
        yield return Move("tax-arrears-or-insolvency", 1, null, 1, null, null);
        yield return Move("recognition-suspended", 0, 1, null, null, null);
        yield return Move("median-notification-delay-365", 12, null, 2, null, null);
        yield return Move("days-since-recognition", 30, 400, null, null, null);
        yield return Move("open-findings", 9_000, null, 500, null, null);
        yield return Move("applications-growth-90", 5_000, null, 2_500, null, null);
    }

    private static NeededMove Move(string feature, long value, long? from, long? below, long? most, long? of) =>
        new("i", feature, "unit", value, from, below, 14, of is null ? 13 : 4, 1, most, of, of is null ? null : 5, of);

    private static IEnumerable<(string, Func<Wording, string>)> Gaps()
    {
        yield return ("NothingUnknown", words => words.NothingUnknown());
        yield return ("NotKnown", words => words.NotKnown("share-refused-365", 0, 0, 8));
        yield return ("NotKnown", words => words.NotKnown("share-refused-365", 1, 1, 1));
        yield return ("Off", words => words.Off("signals-weighted", true));
        yield return ("Off", words => words.Off("signals-weighted", false));
        yield return ("IfKnown", words => words.IfKnown(12, 40));
        yield return ("EvidenceLacking", words => words.EvidenceLacking(1));
        yield return ("EvidenceLacking", words => words.EvidenceLacking(8));
        yield return ("NeverUsed", words => words.NeverUsed());
        yield return ("ModelUsed", words => words.ModelUsed("example", "1.0.0", "sha256:6b1f0f3c"));
        yield return ("MayCorrect", words => words.MayCorrect());
        yield return ("ErasedFacts", words => words.ErasedFacts(1));
        yield return ("ErasedFacts", words => words.ErasedFacts(12));
        yield return ("ReflectsUpTo", words => words.ReflectsUpTo("3-1042", null));
        yield return ("ReflectsUpTo", words => words.ReflectsUpTo("3-1042", Moment));
    }

    private static IEnumerable<(string, Func<Wording, string>)> Ahead()
    {
        yield return ("Ahead", words => words.Ahead(
            new LevelAhead(Day.AddDays(2), RiskLevel.Medium, 20, []), isFirst: true, falls: true));
        yield return ("Ahead", words => words.Ahead(
            new LevelAhead(Day.AddDays(40), RiskLevel.High, 40, []), isFirst: false, falls: false));
        yield return ("Ahead", words => words.Ahead(
            new LevelAhead(new DateOnly(2028, 1, 1), RiskLevel.InsufficientEvidence, 1, ["x"]),
            isFirst: true, falls: false));
        yield return ("StaysUntil", words => words.StaysUntil(RiskLevel.Low, Day));
        yield return ("ReachedAgain", words => words.ReachedAgain(RiskLevel.High, Day));
        yield return ("SoonerByAChange", words => words.SoonerByAChange(Day.AddDays(40), Day.AddDays(7)));
        yield return ("PastIsKnown", words => words.PastIsKnown());
    }
}
