using Supervision.Escalations;
using Supervision.Facts;

namespace Supervision.Letters.Cases;

/// <summary>The sentences of the letters of a case in plain English.</summary>
internal sealed class EnglishCaseWording : CaseWording
{
    protected override Wording Words { get; } = Wording.Of(LetterLanguage.English);

    protected override string AfterEuro => "";

    protected override string And => "and";

    public override string Title(CaseLetterKind kind) => kind switch
    {
        CaseLetterKind.InformationRequest => "We ask you for information",
        CaseLetterKind.Intent => "We intend to take a measure",
        _ => "Our decision",
    };

    public override string Heading(CaseLetterPart part) => part switch
    {
        CaseLetterPart.About => "About this letter",
        CaseLetterPart.Asked => "What we ask of you",
        CaseLetterPart.Plan => "What we intend to do",
        CaseLetterPart.Findings => "What we saw",
        CaseLetterPart.Selection => "Why we checked you",
        CaseLetterPart.Explanation => "Our explanation",
        CaseLetterPart.Reply => "What you told us",
        CaseLetterPart.Decided => "What we decide",
        CaseLetterPart.Consequences => "What this means for you",
        CaseLetterPart.Answer => "How you can reply",
        CaseLetterPart.Disagree => "If you do not agree with our decision",
        _ => "Who dealt with this",
    };

    public override string Duty(Duty duty) => duty switch
    {
        Facts.Duty.NotifyEmploymentEnded => "to notify that somebody no longer works for you",
        Facts.Duty.NotifySalaryBelowCriterion => "to notify that a salary has become too low",
        Facts.Duty.NotifyStudyProgress => "to notify that a student makes too little progress",
        Facts.Duty.NotifyLegalForm => "to notify that your legal form has changed",
        Facts.Duty.NotifyInsolvency => "to notify that you are bankrupt or have a suspension of payments",
        Facts.Duty.NotifyRecordsAddress => "to notify that your records are at another address",
        Facts.Duty.NotifyOtherChange => "to notify another change",
        Facts.Duty.KeepRecords => "to make and keep your records",
        _ => "to take good care of the people whom you bring here",
    };

    public override string Purpose(Purpose purpose) => purpose switch
    {
        Facts.Purpose.Labour => "labour",
        Facts.Purpose.Research => "research",
        Facts.Purpose.Study => "study",
        _ => "exchange",
    };

    public override string Because(RecognitionGround ground) => ground switch
    {
        RecognitionGround.ConditionsMet => "You meet the conditions for recognition.",
        RecognitionGround.ConditionsNotMet => "You no longer meet the conditions for recognition.",
        RecognitionGround.DutiesNotMet => "You have not kept to your duties.",
        RecognitionGround.WrongInformation => "You gave information that is not right.",
        RecognitionGround.OnRequest => "You asked for this yourself.",
        RecognitionGround.ThreeFines => "You were given three fines.",
        RecognitionGround.NoCooperation => "You do not cooperate with our investigation.",
        RecognitionGround.AbuseKnown => "You knew of abuse and did nothing about it.",
        RecognitionGround.Inactivity => "You have brought nobody here for three years.",
        RecognitionGround.Insolvency => "You are bankrupt or have a suspension of payments.",
        RecognitionGround.CriminalInvestigation => "There is a criminal investigation of you.",
        RecognitionGround.InspectorateInvestigation => "An inspectorate is investigating you.",
        RecognitionGround.CodeOfConductComplaint => "There is a complaint about you at the code of conduct committee.",
        _ => "There is another reason for it, which is in our explanation.",
    };

    public override string About(string name, string id, string reference) =>
        $"This letter is for {Whom(name, id)}. Our reference is {reference}.";

    public override string Dated(DateOnly day) => $"The date of this letter is {Date(day)}.";

    public override string PublicVersion() =>
        "This is the public version of this letter. It has no names of officials.";

    public override string LeftOut() =>
        "Here the letter itself has a text by an official or by you. We leave it out of the public version.";

    public override string Needed() =>
        "We are checking whether you keep to your duties as a recognised sponsor. For that we need information from "
        + "you.";

    public override string AnswerBy(DateOnly day) => $"We want to have your answer by {Date(day)}.";

    public override string MustAnswer() =>
        "You have a duty to cooperate. Will you be late? Then let us know before the term ends.";

    public override string Plans(MeasureKind kind, string amount, string purposes) => kind switch
    {
        MeasureKind.Warning => "We intend to give you a warning.",
        MeasureKind.Fine => $"We intend to give you a fine of {amount}.",
        MeasureKind.Suspension => $"We intend to suspend your recognition, for {purposes}.",
        _ => $"We intend to withdraw your recognition, for {purposes}.",
    };

    public override string NotDecided() => "We have not decided anything yet. You may reply first.";

    public override string Found(DateOnly day, string duty, bool isSerious) =>
        $"On {Date(day)} you did not keep to this duty: {duty}. "
        + (isSerious ? "We think that this is serious." : "We think that this is less serious.");

    public override string FoundNothing() => "This is not about a duty that you did not keep to.";

    public override string Selected(EscalationGround ground) => ground switch
    {
        EscalationGround.Rule =>
            "We selected you with a risk model. A rule in that model pointed to you for a check.",
        EscalationGround.Random => "We selected you by lot. Everybody can be selected in this way.",
        EscalationGround.Signal => "We selected you because we received a report about you.",
        _ => "An official selected you, because they thought that a check was needed.",
    };

    public override string ByModel(string hash) => $"The reference of that model is {hash}.";

    public override string PeopleDecide() =>
        "Why you were selected does not count. People looked at everything after it.";

    public override string MayReply(DateOnly day) =>
        $"You may let us know what you think of this. You can do so up to and including {Date(day)}.";

    public override string Announced(DateOnly day) => $"On {Date(day)} we wrote to you what we intended to do.";

    public override string Replied(DateOnly day) => $"On {Date(day)} we received your reply. In short, you wrote:";

    public override string NotReplied() => "You did not reply before the term ended.";

    public override string Decides(MeasureKind kind, string amount, string purposes) => kind switch
    {
        MeasureKind.Warning => "We give you a warning.",
        MeasureKind.Fine => $"We give you a fine of {amount}.",
        MeasureKind.Suspension => $"We suspend your recognition, for {purposes}.",
        _ => $"We withdraw your recognition, for {purposes}.",
    };

    public override string LessToBlame() => "The fine is halved, because we blame you less for it.";

    public override string WarningCounts(DateOnly day) =>
        $"The warning counts until {Date(day)}. If it goes wrong again before then, you may be given a fine.";

    public override string SuspensionEnds(DateOnly day) =>
        $"The suspension is for three months, until {Date(day)}. We can extend it by three months each time.";

    public override string OutOfRegister() => "For this you are no longer in the public register.";

    public override string MayObject(DateOnly day) =>
        $"You can object up to and including {Date(day)}. That is six weeks.";

    public override string HowToObject() =>
        "Then write to us why you do not agree. Give the date and the reference of this letter.";

    public override string SignedBy(string official) => $"This case was dealt with by {official}.";

    public override string ConfirmedBy(string official) => $"The decision was confirmed by {official}.";

    public override string SignedByTeam() => "This case was dealt with by an official of the supervisor.";

    public override string DecidedByTwo() => "Two officials took this decision together.";
}
