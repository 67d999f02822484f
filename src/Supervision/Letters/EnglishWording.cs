using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Letters;

/// <summary>The sentences in plain English.</summary>
internal sealed class EnglishWording : Wording
{
    public override LetterLanguage Language => LetterLanguage.English;

    protected override char GroupMark => ',';

    public override char DecimalMark => '.';

    protected override string PercentMark => "%";

    protected override string[] Months { get; } =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ];

    public override string Title => "Your level of risk explained";

    public override string ColumnName => "What we look at";

    public override string ColumnValue => "What we see";

    public override string ColumnPoints => "Points";

    public override string BaseName => "Points that everyone has";

    public override string Unknown => "not known";

    public override string Heading(LetterPart part) => part switch
    {
        LetterPart.Level => "Your level of risk",
        LetterPart.Selection => "Why you were selected for a check",
        LetterPart.Points => "How your points come about",
        LetterPart.Changes => "What changed",
        LetterPart.Comparison => "Compared with before, and with others",
        LetterPart.Lowering => "What would lower your level",
        LetterPart.Unknown => "What we do not know",
        LetterPart.Outlook => "If nothing happens",
        _ => "About this explanation",
    };

    public override string Level(RiskLevel level) => level switch
    {
        RiskLevel.Low => "low",
        RiskLevel.Medium => "medium",
        RiskLevel.High => "high",
        RiskLevel.InsufficientEvidence => "undetermined",
        _ => "absent",
    };

    public override string Points(int points) => $"{Number(points)} {(points is 1 or -1 ? "point" : "points")}";

    public override string Days(long days) => $"{Number(days)} {(days == 1 ? "day" : "days")}";

    public override string Weeks(long weeks) => $"{Number(weeks)} {(weeks == 1 ? "week" : "weeks")}";

    protected override string Times(string times) => $"{times} times what was expected";

    protected override string YesOrNo(bool isSo) => isSo ? "yes" : "no";

    protected override string OutOf(long count, long all, string share) =>
        $"{Number(count)} of {Number(all)} ({share})";

    protected override string AtMost(string value) => $"at most {value}";

    protected override string AtLeast(string value) => $"at least {value}";

    protected override string LessThan(string value) => $"less than {value}";

    protected override string Between(string least, string most) =>
        least == most ? $"exactly {least}" : $"at least {least} and at most {most}";

    protected override string FromToBelow(string from, string below) => $"at least {from} and less than {below}";

    public override string About(string name, string id, DateOnly day) =>
        $"This explanation is about {name} ({id}) on {Date(day)}.";

    public override string LevelIs(DateOnly day, RiskLevel level, int points) =>
        $"On {Date(day)} your level of risk is {Level(level)}. You have {Points(points)}.";

    public override string LevelBounds(int medium, int high) =>
        $"The level is medium from {Points(medium)} and high from {Points(high)}.";

    public override string NoModel(string? reason) => reason switch
    {
        ModelRegister.Stopped => "The risk model was stopped. So you have no level of risk now.",
        ModelRegister.GateTripped =>
            "The risk model stopped by itself, because an examination found something wrong with it. So you have no "
            + "level of risk now.",
        ModelRegister.ReviewDatePassed =>
            "The use of the risk model ended on its review date. So you have no level of risk now.",
        _ => "No risk model is in use now. So you have no level of risk.",
    };

    public override string TooLittle(DateOnly day, int evidence, int minimum) =>
        $"On {Date(day)} we know too little to say a level. We have {Facts(evidence)}. It takes at least "
        + $"{Number(minimum)}.";

    public override string Interval(int lower, int upper) =>
        $"We see only a part of what you do. By chance the outcome can also lie between {Number(lower)} and "
        + $"{Points(upper)}.";

    public override string Held(HeldLevel held, RiskLevel level) =>
        $"Your points of now belong to the level {Level(held.LevelOfPoints)}. Still your level is {Level(level)}: a "
        + $"level falls only when it was not reached for {Days(held.CooldownDays)}. You reached it last on "
        + $"{Date(held.LastReachedOn)}. So the level can fall from {Date(held.Until)} on.";

    public override string SetByHand(DateOnly day, RiskLevel level, DateTimeOffset until, bool isBeside) =>
        $"{(isBeside ? "Beside it" : "Still")}, on {Date(day)} a level holds that an official set by hand: "
        + $"{Level(level)}. That lasts until {Date(until)}.";

    public override string SelectsOnly() =>
        "The level helps us select whom we check. It has no other effect. A measure is always decided by a person, and "
        + "you can reply first.";

    public override string Selected(SelectionGround ground) =>
        $"On {Date(ground.PlannedOn)} we planned a check of you. " + (ground.Channel switch
        {
            Channel.Risk => "The reason was the outcome of the risk model.",
            Channel.Random => "You were drawn by lot. That has nothing to do with your points.",
            _ => "The reason was a signal about you that we received.",
        }) + $" The chance that you would be selected was {Share(ground.InclusionProbability)} beforehand.";

    public override string NotSelected() => "We have planned no check of you.";

    public override string Sum(int points) => $"Together that is {Points(points)}.";

    public override string RestsOn(string feature, SourceEvent source) =>
        $"{Feature(feature)}: this comes, among other things, from {Told(source)}. "
        + $"We have known it since {KnownSince(source)}.";

    public override string NothingChanged(DateOnly since) =>
        $"Since {Date(since)} your points and your level have stayed the same.";

    public override string Changed(ChangeSince change) =>
        $"On {Date(change.Since)} you had {Points(change.PointsFrom)} and the level was {Level(change.LevelFrom)}. "
        + $"Now you have {Points(change.PointsTo)} and the level is {Level(change.LevelTo)}.";

    public override string Step(ChangeStep step)
    {
        var why = step.Because switch
        {
            StepCause.Event => $"we received {Told(step.Event!)}",
            StepCause.Time => "something changed because time passed",
            _ => $"we had received {Facts(step.Events)}",
        };
        return $"On {Date(step.At)} {why}. {Moved(step)}";
    }

    public override string StepDetail(string feature, int from, int to) =>
        $"{Feature(feature)}: from {Number(from)} to {Points(to)}.";

    public override string EarlierStepsLeftOut(int count) => count == 1
        ? "One earlier step is not listed here."
        : $"{Number(count)} earlier steps are not listed here.";

    public override string Past(PastScore past) => past.Level == RiskLevel.InsufficientEvidence
        ? $"Of {Date(past.On)} we know too little to say a level."
        : $"On {Date(past.On)} you had {Points(past.Points)} and the level was {Level(past.Level)}, by what we know "
        + "now.";

    public override string NoPast() => "Of a quarter ago and longer we know nothing about you.";

    public override string Peers(int count, int median, int withFewer) =>
        $"We watch {Number(count)} organisations of your sector and size, you among them. Half of them have "
        + $"{Points(median)} or fewer. {Fewer(withFewer)}";

    public override string TooFewPeers() =>
        "There are fewer than ten organisations of your sector and size. So we do not compare you with them.";

    public override string PeersOnlyNow() => "With others we compare only how things are now.";

    public override string NoSectorOrSize() =>
        "We do not know your sector or your size. So we do not compare you with others.";

    public override string NoLowering(NoLowering why) => why switch
    {
        Explanations.NoLowering.LowAlready => "Your level is low already.",
        Explanations.NoLowering.InsufficientEvidence => "There is no level that could be lower.",
        Explanations.NoLowering.HeldByCooldown =>
            "Your points are low enough already. You need not change anything; the level falls with time.",
        _ => "No change of these facts would lower your level.",
    };

    public override string LoweringBegins(int moves, bool isFirst) => (moves, isFirst) switch
    {
        (1, true) => "One change is enough for a lower level:",
        (1, false) => "Or this one change:",
        (_, true) => $"These {Number(moves)} changes together are enough for a lower level, and fewer are not:",
        (_, false) => $"Or these {Number(moves)} changes together:",
    };

    public override string LoweringMove(NeededMove move)
    {
        var count = move is { CountMost: { } most, OutOf: { } all }
            ? $" Of {Number(all)} that is at most {Number(most)}."
            : "";
        var now = Value(move.Feature, move.Value, move.Numerator, move.Denominator);
        return $"{Feature(move.Feature)}: {Region(move)}. Now it is {now}."
            + $"{count} This takes away {Points(move.PointsFrom - move.PointsTo)}.";
    }

    public override string FallsOn(RiskLevel to, DateOnly on, DateOnly today) => on <= today
        ? $"Your level is then {Level(to)} at once."
        : $"Your level is then {Level(to)} from {Date(on)} on, if nothing else changes.";

    public override string MoreLowering() => "There are more changes that are as small as these.";

    public override string NothingUnknown() => "Everything that the model looks at is known of you.";

    public override string NotKnown(string feature, int points, int lower, int upper) => lower == upper
        ? $"{Feature(feature)}: of this we know nothing. That gives {Points(points)} now."
        : $"{Feature(feature)}: of this we know nothing. That gives {Points(points)} now. If we knew, it would be "
        + $"between {Number(lower)} and {Points(upper)}.";

    public override string Off(string feature, bool hasExpired) =>
        $"{Feature(feature)}: this does not count, because its justification "
        + $"{(hasExpired ? "has expired" : "is missing")}.";

    public override string IfKnown(int lower, int upper) =>
        $"If we knew everything, you would have between {Number(lower)} and {Points(upper)}.";

    public override string EvidenceLacking(int count) => $"For a level we lack {Facts(count)}.";

    public override string Ahead(LevelAhead ahead, bool isFirst, bool falls) =>
        (isFirst ? "If nothing happens, " : "After that ")
        + $"your level {(falls ? "falls" : "changes")} to {Level(ahead.Level)} on {Date(ahead.On)}. "
        + $"You then have {Points(ahead.Points)}.{Expired(ahead)}";

    public override string StaysUntil(RiskLevel level, DateOnly until) =>
        $"If nothing happens, your level stays {Level(level)}. We looked up to and including {Date(until)}.";

    public override string ReachedAgain(RiskLevel level, DateOnly until) =>
        $"That your level can fall from {Date(until)} on holds if it is not reached again. By time alone you reach the "
        + $"level {Level(level)} again before that day, so it stays longer.";

    public override string SoonerByAChange(DateOnly byTime, DateOnly changed) =>
        $"{Date(byTime)} is the day if you change nothing. With a change as above, made on the day of this "
        + $"explanation, it is {Date(changed)}.";

    public override string PastIsKnown() =>
        "This explanation is about a day that is past. What happened after it is known already.";

    public override string NeverUsed() =>
        "We never use nationality, place of birth, ethnic origin or names of people.";

    public override string ModelUsed(string id, string version, string hash) =>
        $"The level was computed with model {id}, version {version}. Its digest begins with {hash}.";

    public override string MayCorrect() =>
        "Is a fact wrong? Let us know. We look into it, and compute the level anew.";

    public override string ErasedFacts(int count) =>
        $"{(count == 1 ? "One fact was" : Number(count) + " facts were")} erased by law. "
        + "This explanation can no longer rest on them.";

    public override string ReflectsUpTo(string position, DateTimeOffset? knownAt) => knownAt is { } at
        ? $"This explanation uses what we knew on {Date(at)}. Reference: {position}."
        : $"This explanation uses everything that we know now. Reference: {position}.";

    private string Told(SourceEvent source) => source.Corrects is { } original
        ? $"a {(IsRetraction(source) ? "retraction" : "correction")} of {CertainFact(original.Type)} of "
            + Date(original.Time)
        : $"{Fact(source.Type)} of {Date(source.Time)}";

    private string Facts(int count) => $"{Number(count)} {(count == 1 ? "fact" : "facts")}";

    private string Moved(ChangeStep step)
    {
        var points = step.PointsFrom == step.PointsTo
            ? $"You kept {Points(step.PointsTo)}."
            : $"You went from {Number(step.PointsFrom)} to {Points(step.PointsTo)}.";
        return step.LevelFrom == step.LevelTo ? points : $"{points} The level became {Level(step.LevelTo)}.";
    }

    private string Fewer(int withFewer) => withFewer switch
    {
        0 => "None of them has fewer points than you.",
        1 => "One of them has fewer points than you.",
        _ => $"{Number(withFewer)} of them have fewer points than you.",
    };

    private static string Expired(LevelAhead ahead) => ahead.Expired.IsEmpty
        ? ""
        : " On that day the justification of a part of the model expires.";
}
