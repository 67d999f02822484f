using Supervision.Escalations;
using Supervision.Facts;

namespace Supervision.Letters.Cases;

/// <summary>The sentences of the letters of a case in Dutch, at level B1.</summary>
internal sealed class DutchCaseWording : CaseWording
{
    protected override Wording Words { get; } = Wording.Of(LetterLanguage.Dutch);

    protected override string AfterEuro => " ";

    protected override string And => "en";

    public override string Title(CaseLetterKind kind) => kind switch
    {
        CaseLetterKind.InformationRequest => "Wij vragen u om informatie",
        CaseLetterKind.Intent => "Wij zijn van plan een maatregel te nemen",
        _ => "Ons besluit",
    };

    public override string Heading(CaseLetterPart part) => part switch
    {
        CaseLetterPart.About => "Over deze brief",
        CaseLetterPart.Asked => "Wat wij u vragen",
        CaseLetterPart.Plan => "Wat wij van plan zijn",
        CaseLetterPart.Findings => "Wat wij hebben gezien",
        CaseLetterPart.Selection => "Waarom wij u hebben gecontroleerd",
        CaseLetterPart.Explanation => "Onze uitleg",
        CaseLetterPart.Reply => "Wat u ons liet weten",
        CaseLetterPart.Decided => "Wat wij besluiten",
        CaseLetterPart.Consequences => "Wat dit voor u betekent",
        CaseLetterPart.Answer => "Hoe u kunt reageren",
        CaseLetterPart.Disagree => "Als u het niet eens bent met ons besluit",
        _ => "Wie dit heeft behandeld",
    };

    public override string Duty(Duty duty) => duty switch
    {
        Facts.Duty.NotifyEmploymentEnded => "melden dat iemand niet meer bij u werkt",
        Facts.Duty.NotifySalaryBelowCriterion => "melden dat een loon te laag is geworden",
        Facts.Duty.NotifyStudyProgress => "melden dat een student te weinig vooruitgaat",
        Facts.Duty.NotifyLegalForm => "melden dat uw rechtsvorm is veranderd",
        Facts.Duty.NotifyInsolvency => "melden dat u failliet bent of uitstel van betaling heeft",
        Facts.Duty.NotifyRecordsAddress => "melden dat uw administratie op een ander adres is",
        Facts.Duty.NotifyOtherChange => "een andere verandering melden",
        Facts.Duty.KeepRecords => "uw administratie bijhouden en bewaren",
        _ => "goed zorgen voor de mensen die u laat komen",
    };

    public override string Purpose(Purpose purpose) => purpose switch
    {
        Facts.Purpose.Labour => "arbeid",
        Facts.Purpose.Research => "onderzoek",
        Facts.Purpose.Study => "studie",
        _ => "uitwisseling",
    };

    public override string Because(RecognitionGround ground) => ground switch
    {
        RecognitionGround.ConditionsMet => "U voldoet aan de voorwaarden voor erkenning.",
        RecognitionGround.ConditionsNotMet => "U voldoet niet meer aan de voorwaarden voor erkenning.",
        RecognitionGround.DutiesNotMet => "U heeft zich niet gehouden aan uw plichten.",
        RecognitionGround.WrongInformation => "U heeft informatie gegeven die niet klopt.",
        RecognitionGround.OnRequest => "U heeft hier zelf om gevraagd.",
        RecognitionGround.ThreeFines => "U heeft drie boetes gekregen.",
        RecognitionGround.NoCooperation => "U werkt niet mee aan ons onderzoek.",
        RecognitionGround.AbuseKnown => "U wist van misbruik en deed er niets aan.",
        RecognitionGround.Inactivity => "U heeft drie jaar lang niemand laten komen.",
        RecognitionGround.Insolvency => "U bent failliet of heeft uitstel van betaling.",
        RecognitionGround.CriminalInvestigation => "Er is een strafrechtelijk onderzoek naar u.",
        RecognitionGround.InspectorateInvestigation => "Een inspectie doet onderzoek naar u.",
        RecognitionGround.CodeOfConductComplaint => "Er is een klacht over u bij de commissie voor de gedragscode.",
        _ => "Daar is nog een andere reden voor, die in onze uitleg staat.",
    };

    public override string About(string name, string id, string reference) =>
        $"Deze brief is voor {Whom(name, id)}. Ons kenmerk is {reference}.";

    public override string Dated(DateOnly day) => $"De datum van deze brief is {Date(day)}.";

    public override string PublicVersion() =>
        "Dit is de openbare versie van deze brief. Namen van medewerkers staan er niet in.";

    public override string LeftOut() =>
        "Hier staat in de brief zelf een tekst van een medewerker of van u. In de openbare versie laten wij die weg.";

    public override string Needed() =>
        "Wij controleren of u zich houdt aan uw plichten als erkend referent. Daarvoor hebben wij informatie van u "
        + "nodig.";

    public override string AnswerBy(DateOnly day) => $"Wij willen uw antwoord uiterlijk op {Date(day)} hebben.";

    public override string MustAnswer() =>
        "U bent verplicht om mee te werken. Lukt het niet op tijd? Laat het ons dan weten voordat de termijn om is.";

    public override string Plans(MeasureKind kind, string amount, string purposes) => kind switch
    {
        MeasureKind.Warning => "Wij zijn van plan u een waarschuwing te geven.",
        MeasureKind.Fine => $"Wij zijn van plan u een boete te geven van {amount}.",
        MeasureKind.Suspension => $"Wij zijn van plan uw erkenning te schorsen, voor {purposes}.",
        _ => $"Wij zijn van plan uw erkenning in te trekken, voor {purposes}.",
    };

    public override string NotDecided() => "Wij hebben nog niets besloten. Eerst mag u reageren.";

    public override string Found(DateOnly day, string duty, bool isSerious) =>
        $"Op {Date(day)} heeft u deze plicht niet nageleefd: {duty}. "
        + (isSerious ? "Wij vinden dit ernstig." : "Wij vinden dit minder ernstig.");

    public override string FoundNothing() => "Dit gaat niet over een plicht die u niet heeft nageleefd.";

    public override string Selected(EscalationGround ground) => ground switch
    {
        EscalationGround.Rule =>
            "Wij hebben u gekozen met een risicomodel. Een regel in dat model wees u aan voor een controle.",
        EscalationGround.Random => "Wij hebben u gekozen door loting. Iedereen kan zo worden gekozen.",
        EscalationGround.Signal => "Wij hebben u gekozen omdat wij een melding over u kregen.",
        _ => "Een medewerker vond een controle nodig en heeft u daarom gekozen.",
    };

    public override string ByModel(string hash) => $"Het kenmerk van dat model is {hash}.";

    public override string PeopleDecide() => "Waarom u bent gekozen telt niet mee. Mensen hebben daarna alles bekeken.";

    public override string MayReply(DateOnly day) =>
        $"U mag ons laten weten wat u hiervan vindt. Dat heet een zienswijze. Dat kan tot en met {Date(day)}.";

    public override string Announced(DateOnly day) => $"Op {Date(day)} hebben wij u geschreven wat wij van plan waren.";

    public override string Replied(DateOnly day) => $"Op {Date(day)} kregen wij uw reactie. U schreef in het kort:";

    public override string NotReplied() => "U heeft niet gereageerd voordat de termijn om was.";

    public override string Decides(MeasureKind kind, string amount, string purposes) => kind switch
    {
        MeasureKind.Warning => "Wij geven u een waarschuwing.",
        MeasureKind.Fine => $"Wij geven u een boete van {amount}.",
        MeasureKind.Suspension => $"Wij schorsen uw erkenning, voor {purposes}.",
        _ => $"Wij trekken uw erkenning in, voor {purposes}.",
    };

    public override string LessToBlame() => "De boete is de helft, omdat wij u er minder verwijt van maken.";

    public override string WarningCounts(DateOnly day) =>
        $"De waarschuwing telt mee tot {Date(day)}. Gaat het daarvoor weer mis, dan kunt u een boete krijgen.";

    public override string SuspensionEnds(DateOnly day) =>
        $"De schorsing duurt drie maanden, tot {Date(day)}. Wij kunnen haar steeds met drie maanden verlengen.";

    public override string OutOfRegister() => "U staat hiervoor niet meer in het openbare register.";

    public override string MayObject(DateOnly day) => $"U kunt bezwaar maken tot en met {Date(day)}. Dat is zes weken.";

    public override string HowToObject() =>
        "Schrijf ons dan waarom u het er niet mee eens bent. Noem de datum en het kenmerk van deze brief.";

    public override string SignedBy(string official) => $"Deze zaak is behandeld door {official}.";

    public override string ConfirmedBy(string official) => $"Het besluit is bevestigd door {official}.";

    public override string SignedByTeam() => "Deze zaak is behandeld door een medewerker van de toezichthouder.";

    public override string DecidedByTwo() => "Twee medewerkers hebben dit besluit samen genomen.";
}
