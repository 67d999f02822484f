using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Escalations.Ladder;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Tests.Escalations.Ladder;

public sealed class The_measures_of_a_history
{
    private static readonly DateTimeOffset Start = new(2024, 1, 8, 9, 0, 0, TimeSpan.Zero);
    private readonly List<RecordedFact> _facts = [];

    [Fact]
    public void Are_those_that_stand()
    {
        Tell(new ReferentRegistered(LegalForm.Foundation, Sector.P, SizeBand.One, new DateOnly(2010, 1, 1)));
        Tell(new RecognitionGranted(Purpose.Study));
        Tell(new RecognitionGranted(Purpose.Labour));
        Tell(new RecognitionWithdrawn(Purpose.Labour));
        Tell(new MeasureImposed("stands", MeasureKind.Fine, 1));
        Tell(new MeasureImposed("annulled", MeasureKind.Fine, 1));
        Tell(new ObjectionFiled("o", "annulled"));
        Tell(new ObjectionDecided("o", ObjectionOutcome.Upheld));
        Tell(new MeasureImposed("lowered", MeasureKind.Fine, 2));
        Tell(new ObjectionFiled("p", "lowered"));
        Tell(new ObjectionDecided("p", ObjectionOutcome.PartlyUpheld));
        var wrong = Tell(new MeasureImposed("retracted", MeasureKind.Warning));
        Tell(new FactRetracted(wrong.Source, wrong.EventId, CorrectionReason.SourceError));
        var kind = Tell(new MeasureImposed("corrected", MeasureKind.Fine, 3));
        Tell(new FactCorrected(
            kind.Source, kind.EventId, CorrectionReason.WrongValue,
            JsonSerializer.SerializeToElement(new { measureId = "corrected", kind = "warning" })));

        var history = SanctionHistory.Of(
            _facts, new Dictionary<string, ImmutableArray<Duty>> { ["stands"] = [Duty.Care] });

        Assert.Equal(PersonKind.LegalPerson, history.Person);
        Assert.Equal([Purpose.Study], history.Recognised.AsEnumerable());
        Assert.Equal(
            [("stands", MeasureKind.Fine, 1), ("lowered", MeasureKind.Fine, 0), ("corrected", MeasureKind.Warning, 0)],
            history.Sanctions.Select(one => (one.MeasureId, one.Kind, one.Duties.Length)));
    }

    [Fact]
    public void Have_the_lower_maximum_where_the_form_is_not_known() =>
        Assert.Equal(PersonKind.NaturalPerson, SanctionHistory.Of([], new Dictionary<string, ImmutableArray<Duty>>())
            .Person);

    private EventKey Tell(Fact fact)
    {
        var number = _facts.Count + 1;
        var at = Start.AddDays(number);
        var key = new EventKey("urn:test", $"{number}");
        _facts.Add(new RecordedFact(new LogPosition(0, number), key, at, at, fact));
        return key;
    }
}
