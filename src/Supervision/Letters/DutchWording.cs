using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Letters;

/// <summary>The sentences in Dutch, at level B1: short, active, one thing at a time.</summary>
internal sealed class DutchWording : Wording
{
    public override LetterLanguage Language => LetterLanguage.Dutch;

    protected override char GroupMark => '.';

    public override char DecimalMark => ',';

    protected override string PercentMark => " %";

    protected override string[] Months { get; } =
    [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december",
    ];

    public override string Title => "Uitleg van uw risiconiveau";

    public override string ColumnName => "Waar wij naar kijken";

    public override string ColumnValue => "Wat wij zien";

    public override string ColumnPoints => "Punten";

    public override string BaseName => "Punten die iedereen heeft";

    public override string Unknown => "niet bekend";

    public override string Heading(LetterPart part) => part switch
    {
        LetterPart.Level => "Uw risiconiveau",
        LetterPart.Selection => "Waarom u bent gekozen voor een controle",
        LetterPart.Points => "Hoe wij aan uw punten komen",
        LetterPart.Changes => "Wat er is veranderd",
        LetterPart.Comparison => "Vergelijking met eerder en met anderen",
        LetterPart.Lowering => "Wat uw niveau lager maakt",
        LetterPart.Unknown => "Wat wij niet weten",
        LetterPart.Outlook => "Als er niets gebeurt",
        _ => "Over deze uitleg",
    };

    public override string Level(RiskLevel level) => level switch
    {
        RiskLevel.Low => "laag",
        RiskLevel.Medium => "gemiddeld",
        RiskLevel.High => "hoog",
        RiskLevel.InsufficientEvidence => "niet te bepalen",
        _ => "er niet",
    };

    public override string Points(int points) => $"{Number(points)} {(points is 1 or -1 ? "punt" : "punten")}";

    public override string Days(long days) => $"{Number(days)} {(days == 1 ? "dag" : "dagen")}";

    public override string Weeks(long weeks) => $"{Number(weeks)} {(weeks == 1 ? "week" : "weken")}";

    protected override string Times(string times) => $"{times} keer zo veel als verwacht";

    protected override string YesOrNo(bool isSo) => isSo ? "ja" : "nee";

    protected override string OutOf(long count, long all, string share) =>
        $"{Number(count)} van de {Number(all)} ({share})";

    protected override string AtMost(string value) => $"hoogstens {value}";

    protected override string AtLeast(string value) => $"minstens {value}";

    protected override string LessThan(string value) => $"minder dan {value}";

    protected override string Between(string least, string most) =>
        least == most ? $"precies {least}" : $"minstens {least} en hoogstens {most}";

    protected override string FromToBelow(string from, string below) => $"minstens {from} en minder dan {below}";

    public override string About(string name, string id, DateOnly day) =>
        $"Deze uitleg gaat over {name} ({id}) op {Date(day)}.";

    public override string LevelIs(DateOnly day, RiskLevel level, int points) =>
        $"Op {Date(day)} is uw risiconiveau {Level(level)}. U heeft {Points(points)}.";

    public override string LevelBounds(int medium, int high) =>
        $"Het niveau is gemiddeld vanaf {Points(medium)} en hoog vanaf {Points(high)}.";

    public override string NoModel(string? reason) => reason switch
    {
        ModelRegister.Stopped => "Het risicomodel is stopgezet. Daarom heeft u nu geen risiconiveau.",
        ModelRegister.GateTripped =>
            "Het risicomodel is vanzelf gestopt, omdat een onderzoek liet zien dat er iets mis mee is. U heeft nu geen "
            + "risiconiveau.",
        ModelRegister.ReviewDatePassed =>
            "Het risicomodel moest opnieuw worden bekeken en is daarom niet meer in gebruik. U heeft nu geen "
            + "risiconiveau.",
        _ => "Er is nu geen risicomodel in gebruik. Daarom heeft u geen risiconiveau.",
    };

    public override string TooLittle(DateOnly day, int evidence, int minimum) =>
        $"Op {Date(day)} weten wij te weinig om een niveau te bepalen. "
        + $"Wij hebben {Facts(evidence)}. Daarvoor zijn er minstens {Number(minimum)} nodig.";

    public override string Interval(int lower, int upper) =>
        $"Wij zien maar een deel van wat u doet. Door toeval kan de uitkomst ook liggen tussen {Number(lower)} en "
        + $"{Points(upper)}.";

    public override string Held(HeldLevel held, RiskLevel level) =>
        $"Uw punten van nu horen bij het niveau {Level(held.LevelOfPoints)}. Toch is uw niveau nog {Level(level)}: een "
        + $"niveau daalt pas als het {Days(held.CooldownDays)} niet is bereikt. U bereikte het voor het laatst op "
        + $"{Date(held.LastReachedOn)}. Daarom kan het niveau dalen vanaf {Date(held.Until)}.";

    public override string SetByHand(DateOnly day, RiskLevel level, DateTimeOffset until, bool isBeside) =>
        $"{(isBeside ? "Daarnaast" : "Wel")} geldt op {Date(day)} een niveau dat een medewerker met de hand heeft "
        + $"gezet: {Level(level)}. Dat loopt tot {Date(until)}.";

    public override string SelectsOnly() =>
        "Het niveau helpt ons kiezen wie wij controleren. Verder heeft het geen gevolgen. Over een maatregel beslist "
        + "altijd een mens, en u mag dan eerst reageren.";

    public override string Selected(SelectionGround ground) =>
        $"Op {Date(ground.PlannedOn)} hebben wij een controle bij u gepland. " + (ground.Channel switch
        {
            Channel.Risk => "De reden was de uitkomst van het risicomodel.",
            Channel.Random => "U bent gekozen door loting. Dat heeft niets met uw punten te maken.",
            _ => "De reden was een signaal dat wij over u kregen.",
        }) + $" De kans dat u gekozen werd, was vooraf {Share(ground.InclusionProbability)}.";

    public override string NotSelected() => "Wij hebben geen controle bij u gepland.";

    public override string Sum(int points) => $"Samen is dat {Points(points)}.";

    public override string RestsOn(string feature, SourceEvent source) =>
        $"{Feature(feature)}: dit komt onder meer door {Told(source)}. "
        + $"Wij weten dit sinds {KnownSince(source)}.";

    public override string NothingChanged(DateOnly since) =>
        $"Sinds {Date(since)} zijn uw punten en uw niveau gelijk gebleven.";

    public override string Changed(ChangeSince change) =>
        $"Op {Date(change.Since)} had u {Points(change.PointsFrom)} en was het niveau {Level(change.LevelFrom)}. "
        + $"Nu heeft u {Points(change.PointsTo)} en is het niveau {Level(change.LevelTo)}.";

    public override string Step(ChangeStep step)
    {
        var why = step.Because switch
        {
            StepCause.Event => step.Event is { Corrects: { } original } && IsRetraction(step.Event)
                ? $"kregen wij bericht dat {CertainFact(original.Type)} van {Date(original.Time)} is geschrapt"
                : $"kregen wij {Told(step.Event!)}",
            StepCause.Time => "veranderde er iets doordat er tijd voorbijging",
            _ => $"hadden wij {Facts(step.Events)} gekregen",
        };
        return $"Op {Date(step.At)} {why}. {Moved(step)}";
    }

    public override string StepDetail(string feature, int from, int to) =>
        $"{Feature(feature)}: van {Number(from)} naar {Points(to)}.";

    public override string EarlierStepsLeftOut(int count) => count == 1
        ? "Eén eerdere stap staat hier niet bij."
        : $"{Number(count)} eerdere stappen staan hier niet bij.";

    public override string Past(PastScore past) => past.Level == RiskLevel.InsufficientEvidence
        ? $"Over {Date(past.On)} weten wij te weinig om een niveau te bepalen."
        : $"Op {Date(past.On)} had u {Points(past.Points)} en was het niveau {Level(past.Level)}, "
        + "met wat wij nu weten.";

    public override string NoPast() => "Van een kwartaal geleden en langer weten wij niets van u.";

    public override string Peers(int count, int median, int withFewer) =>
        $"Wij volgen {Number(count)} organisaties in uw sector en van uw grootte, met uzelf erbij. De helft daarvan "
        + $"heeft {Points(median)} of minder. {Fewer(withFewer)}";

    public override string TooFewPeers() =>
        "Er zijn minder dan tien organisaties in uw sector en van uw grootte. Daarom vergelijken wij u niet met hen.";

    public override string PeersOnlyNow() => "Met anderen vergelijken wij alleen de stand van nu.";

    public override string NoSectorOrSize() =>
        "Wij kennen uw sector of uw grootte niet. Daarom vergelijken wij u niet met anderen.";

    public override string NoLowering(NoLowering why) => why switch
    {
        Explanations.NoLowering.LowAlready => "Uw niveau is al laag.",
        Explanations.NoLowering.InsufficientEvidence => "Er is geen niveau dat lager kan worden.",
        Explanations.NoLowering.HeldByCooldown =>
            "Uw punten zijn al laag genoeg. U hoeft niets te veranderen; het niveau daalt met de tijd.",
        _ => "Geen verandering in deze gegevens maakt uw niveau lager.",
    };

    public override string LoweringBegins(int moves, bool isFirst) => (moves, isFirst) switch
    {
        (1, true) => "Eén verandering is genoeg voor een lager niveau:",
        (1, false) => "Of deze ene verandering:",
        (_, true) => $"Deze {Number(moves)} veranderingen zijn samen genoeg voor een lager niveau, en minder niet:",
        (_, false) => $"Of deze {Number(moves)} veranderingen samen:",
    };

    public override string LoweringMove(NeededMove move)
    {
        var count = move is { CountMost: { } most, OutOf: { } all }
            ? $" Van {Number(all)} {(most == 1 ? "is" : "zijn")} dat er hoogstens {Number(most)}."
            : "";
        var now = Value(move.Feature, move.Value, move.Numerator, move.Denominator);
        return $"{Feature(move.Feature)}: {Region(move)}. Nu is dat {now}."
            + $"{count} Dit scheelt {Points(move.PointsFrom - move.PointsTo)}.";
    }

    public override string FallsOn(RiskLevel to, DateOnly on, DateOnly today) => on <= today
        ? $"Uw niveau wordt dan meteen {Level(to)}."
        : $"Uw niveau wordt dan {Level(to)} vanaf {Date(on)}, als er verder niets verandert.";

    public override string MoreLowering() => "Er zijn nog meer veranderingen die even klein zijn.";

    public override string NothingUnknown() => "Alles waar het model naar kijkt, is van u bekend.";

    public override string NotKnown(string feature, int points, int lower, int upper) => lower == upper
        ? $"{Feature(feature)}: hiervan weten wij niets. Dat geeft nu {Points(points)}."
        : $"{Feature(feature)}: hiervan weten wij niets. Dat geeft nu {Points(points)}. Als wij het wisten, waren het "
        + $"tussen {Number(lower)} en {Points(upper)}.";

    public override string Off(string feature, bool hasExpired) =>
        $"{Feature(feature)}: dit telt niet mee, want de onderbouwing {(hasExpired ? "is verlopen" : "ontbreekt")}.";

    public override string IfKnown(int lower, int upper) =>
        $"Als wij alles wisten, had u tussen {Number(lower)} en {Points(upper)}.";

    public override string EvidenceLacking(int count) => $"Voor een niveau missen wij nog {Facts(count)}.";

    public override string Ahead(LevelAhead ahead, bool isFirst, bool falls) =>
        (isFirst ? "Als er niets gebeurt, " : "Daarna ")
        + $"{(falls ? "daalt" : "verandert")} uw niveau op {Date(ahead.On)} naar {Name(ahead.Level)}. "
        + $"U heeft dan {Points(ahead.Points)}.{Expired(ahead)}";

    public override string StaysUntil(RiskLevel level, DateOnly until) =>
        $"Als er niets gebeurt, blijft uw niveau {Level(level)}. Wij hebben gekeken tot en met {Date(until)}.";

    public override string ReachedAgain(RiskLevel level, DateOnly until) =>
        $"Dat uw niveau kan dalen vanaf {Date(until)}, geldt als u het niet opnieuw bereikt. Doordat er tijd "
        + $"voorbijgaat, bereikt u het niveau {Level(level)} voor die dag opnieuw. Daarom blijft het langer.";

    public override string SoonerByAChange(DateOnly byTime, DateOnly changed) =>
        $"{Date(byTime)} is de dag als u niets verandert. Met een verandering van hierboven, op de dag van deze "
        + $"uitleg, is het {Date(changed)}.";

    public override string PastIsKnown() =>
        "Deze uitleg gaat over een dag die voorbij is. Wat daarna gebeurde, is al bekend.";

    public override string NeverUsed() =>
        "Wij gebruiken nooit nationaliteit, geboorteplaats, etnische afkomst of namen van mensen.";

    public override string ModelUsed(string id, string version, string hash) =>
        $"Het niveau is berekend met model {id}, versie {version}. De controlecode begint met {hash}.";

    public override string MayCorrect() =>
        "Klopt een gegeven niet? Laat het ons weten. Wij zoeken het uit, en rekenen daarna opnieuw.";

    public override string ErasedFacts(int count) =>
        $"{(count == 1 ? "Eén gegeven is" : Number(count) + " gegevens zijn")} volgens de wet gewist. "
        + "Daarop kan deze uitleg niet meer rusten.";

    public override string ReflectsUpTo(string position, DateTimeOffset? knownAt) => knownAt is { } at
        ? $"Deze uitleg gebruikt wat wij wisten op {Date(at)}. Kenmerk: {position}."
        : $"Deze uitleg gebruikt alles wat wij nu weten. Kenmerk: {position}.";

    private string Told(SourceEvent source) => source.Corrects is { } original
        ? $"een verbetering van {CertainFact(original.Type)} van {Date(original.Time)}"
        : $"{Fact(source.Type)} van {Date(source.Time)}";

    private string Facts(int count) => $"{Number(count)} {(count == 1 ? "gegeven" : "gegevens")}";

    private string Name(RiskLevel level) =>
        level == RiskLevel.InsufficientEvidence ? "‘niet te bepalen’" : Level(level);

    private string Moved(ChangeStep step)
    {
        var points = step.PointsFrom == step.PointsTo
            ? $"U hield {Points(step.PointsTo)}."
            : $"U ging van {Number(step.PointsFrom)} naar {Points(step.PointsTo)}.";
        return step.LevelFrom == step.LevelTo ? points : $"{points} Het niveau werd {Level(step.LevelTo)}.";
    }

    private string Fewer(int withFewer) => withFewer switch
    {
        0 => "Geen van hen heeft minder punten dan u.",
        1 => "Eén van hen heeft minder punten dan u.",
        _ => $"{Number(withFewer)} van hen hebben minder punten dan u.",
    };

    private static string Expired(LevelAhead ahead) => ahead.Expired.IsEmpty
        ? ""
        : " Op die dag verloopt de onderbouwing van een deel van het model.";
}
