using System.Globalization;
using System.Text.Json;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Tests.Features;

public sealed class Correcting_a_fold
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly List<RecordedFact> _log = [];
    private readonly ReferentFold _fold = new(ReferentId.Parse("kvk:99000001"));

    [Fact]
    public void Is_quarantined_when_the_data_are_of_another_type()
    {
        Fold("a", new ApplicationDecided("1", ApplicationOutcome.Refused));

        Assert.Equal(
            QuarantineCodes.CorrectionOfAnotherType,
            Fold("c", Correction("a", new MeasureImposed("m", MeasureKind.Fine))).Code);
        Assert.Equal(1, Value("share-refused-365").Numerator);
    }

    [Fact]
    public void Is_quarantined_when_the_target_is_a_correction_or_our_own()
    {
        Fold("a", new ApplicationDecided("1", ApplicationOutcome.Refused));
        Fold("r", new FactRetracted("test", "a", CorrectionReason.Other));
        Fold("own", new EscalationConcluded("x~1", EscalationOutcome.NoBreach, []));

        Assert.Equal(
            QuarantineCodes.TargetIsCorrection, Fold("c", new FactRetracted("test", "r", CorrectionReason.Other)).Code);
        Assert.Equal(
            QuarantineCodes.TargetIsOwnFact, Fold("d", new FactRetracted("test", "own", CorrectionReason.Other)).Code);
    }

    /// <summary>As when an objection is upheld: what follow-up had concluded is put right by follow-up.</summary>
    [Fact]
    public void Puts_right_what_arose_here_when_it_comes_from_where_that_came_from()
    {
        Fold(Own("concluded"), Concluded(breach: true));
        Assert.True(Value("open-findings").Value > 0);

        var corrected = Fold(Own("corrected"), Correction(Own("concluded"), Concluded(breach: false)));

        Assert.Null(corrected.Code);
        Assert.Equal(0, Value("open-findings").Value);

        static EventKey Own(string id) => new(CaseEffects.Source, id);

        static EscalationConcluded Concluded(bool breach) => new(
            "x~1", breach ? EscalationOutcome.BreachFound : EscalationOutcome.NoBreach,
            [new Finding(Duty.KeepRecords, Severity.Serious, breach)]);
    }

    [Fact]
    public void Holds_although_it_came_first()
    {
        Fold("c", Correction("a", new ApplicationDecided("1", ApplicationOutcome.Granted)));
        var original = Recorded("a", new ApplicationDecided("1", ApplicationOutcome.Refused));

        Assert.True(_fold.NeedsPrior(original));
        Assert.Equal(FoldResult.Folded, _fold.Fold(original, new PriorFacts(_log)).Result);
        Assert.Equal(0, Value("share-refused-365").Value);
    }

    [Fact]
    public void Waits_for_its_original_only_so_often()
    {
        for (var i = 0; i < ReferentFold.PendingMax; i++)
            Assert.Null(Fold("c" + Text(i), new FactRetracted("test", "x" + Text(i), CorrectionReason.Other)).Code);

        Assert.Equal(
            QuarantineCodes.TooManyPending,
            Fold("one-more", new FactRetracted("test", "y", CorrectionReason.Other)).Code);
    }

    [Fact]
    public void Is_not_needed_for_a_duplicate_which_is_skipped()
    {
        Fold("a", new ReferentRegistryChanged(RegistryChange.Address, new DateOnly(2026, 3, 1)));

        Assert.Equal(FoldResult.Skipped, _fold.Fold(_log[0], PriorFacts.None).Result);
        Assert.Equal(1, Value("registry-changes-90").Value);
    }

    [Fact]
    public void Is_past_what_a_referent_may_have_when_it_has_too_many_items()
    {
        for (var i = 0; i < 10_000; i++)
            Assert.Null(Fold("r" + Text(i), new InformationRequested(Text(i), new DateOnly(2026, 4, 1))).Code);

        Assert.Equal(
            QuarantineCodes.TooManyItems, Fold("more", new InformationRequested("z", new DateOnly(2026, 4, 1))).Code);
        Assert.Equal(10_000, Value("overdue-information-requests", 60).Value);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static EventKey Key(string id) => new("test", id);

    private static FactCorrected Correction(string id, Fact fact) => Correction(Key(id), fact);

    private static FactCorrected Correction(EventKey of, Fact fact) => new(
        of.Source, of.EventId, CorrectionReason.WrongValue,
        JsonSerializer.Deserialize<JsonElement>(FactTypes.Write(fact)));

    private FeatureReading Value(string feature, int daysLater = 1) => FeatureValues.Read(
        _fold, FeatureCatalogue.Find(feature)!, DateOnly.FromDateTime(Monday.DateTime).AddDays(daysLater));

    private RecordedFact Recorded(string id, Fact fact) => Recorded(Key(id), fact);

    private RecordedFact Recorded(EventKey key, Fact fact)
    {
        _log.Add(new RecordedFact(new LogPosition(1, _log.Count + 1), key, Monday, Monday, fact));
        return _log[^1];
    }

    private FoldOutcome Fold(string id, Fact fact) => Fold(Key(id), fact);

    private FoldOutcome Fold(EventKey key, Fact fact)
    {
        var recorded = Recorded(key, fact);
        return _fold.Fold(recorded, _fold.NeedsPrior(recorded) ? new PriorFacts(_log) : PriorFacts.None);
    }
}
