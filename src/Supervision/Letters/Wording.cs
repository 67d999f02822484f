using System.Globalization;
using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Letters;

/// <summary>
/// The sentences of a letter in one language. Each pattern is one method, and has its golden line per language.
/// </summary>
internal abstract class Wording
{
    private const int Thousand = 1000;

    public static Wording Of(LetterLanguage language) =>
        language == LetterLanguage.Dutch ? new DutchWording() : new EnglishWording();

    public abstract LetterLanguage Language { get; }

    protected abstract char GroupMark { get; }

    public abstract char DecimalMark { get; }

    protected abstract string PercentMark { get; }

    /// <summary>The names of the months, January first.</summary>
    protected abstract string[] Months { get; }

    public string Date(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year}");

    public string Date(DateTimeOffset at) => Date(DateOnly.FromDateTime(at.UtcDateTime));

    public string Number(long number)
    {
        var digits = number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', GroupMark);
        return digits.Replace('-', '−');
    }

    /// <summary>Thousandths as a number, exactly, without needless decimals.</summary>
    public string Thousandths(long value)
    {
        var decimals = Math.Abs(value % Thousand).ToString("000", CultureInfo.InvariantCulture).TrimEnd('0');
        return decimals.Length == 0
            ? Number(value / Thousand)
            : Number(value / Thousand) + DecimalMark + decimals;
    }

    /// <summary>A share in thousandths as per cent.</summary>
    public string Percent(long thousandths) => Thousandths(thousandths * 100) + PercentMark;

    /// <summary>A share or a probability as per cent, to a tenth; a half is rounded away from zero.</summary>
    public string Share(decimal share) =>
        Percent((long)Math.Round(share * Thousand, MidpointRounding.AwayFromZero));

    public string Feature(string name) => FeatureNames.Of(name, Language);

    public string Fact(string type) => FactNames.Of(type, Language);

    /// <summary>A certain event of a type: with "the".</summary>
    protected string CertainFact(string type) => FactNames.Certain(type, Language);

    /// <summary>Since when it is known: a correction may have come before what it corrects.</summary>
    protected string KnownSince(SourceEvent source) => Date(
        source.Corrects is { } original && original.RecordedAt > source.RecordedAt
            ? original.RecordedAt
            : source.RecordedAt);

    protected static bool IsRetraction(SourceEvent source) => source.Type == FactTypes.NameOf<FactRetracted>();

    /// <summary>The value of a feature, as it is told.</summary>
    public string Value(string feature, long value, long? numerator, long? denominator)
    {
        var form = FeatureCatalogue.Find(feature)!.Form;
        return form is FeatureForm.WindowShare or FeatureForm.HeldShare
            && (numerator, denominator) is ({ } k, { } n and > 0)
            ? OutOf(k, n, Share((decimal)k / n))
            : Bare(form, value);
    }

    /// <summary>The values into which an indicator must come.</summary>
    public string Region(NeededMove move)
    {
        var form = FeatureCatalogue.Find(move.Feature)!.Form;
        var isExact = form is not (FeatureForm.WindowShare or FeatureForm.HeldShare or FeatureForm.Growth
            or FeatureForm.Findings or FeatureForm.SignalWeight);
        return (move.From, move.Below) switch
        {
            (null, { } below) when form is FeatureForm.TaxOrInsolvency or FeatureForm.RecognitionSuspended =>
                Bare(form, below - 1),
            ({ } from, null) when form is FeatureForm.TaxOrInsolvency or FeatureForm.RecognitionSuspended =>
                Bare(form, from),
            (null, { } below) => isExact ? AtMost(Bare(form, below - 1)) : LessThan(Bare(form, below)),
            ({ } from, null) => AtLeast(Bare(form, from)),
            ({ } from, { } below) => isExact
                ? Between(Bare(form, from), Bare(form, below - 1))
                : FromToBelow(Bare(form, from), Bare(form, below)),
            _ => AtLeast(Bare(form, 0)),
        };
    }

    public abstract string Level(RiskLevel level);

    public abstract string Points(int points);

    public abstract string Days(long days);

    public abstract string Weeks(long weeks);

    protected abstract string Times(string times);

    protected abstract string YesOrNo(bool isSo);

    protected abstract string OutOf(long count, long all, string share);

    protected abstract string AtMost(string value);

    protected abstract string AtLeast(string value);

    protected abstract string LessThan(string value);

    protected abstract string Between(string least, string most);

    protected abstract string FromToBelow(string from, string below);

    public abstract string Title { get; }

    public abstract string Heading(LetterPart part);

    public abstract string About(string name, string id, DateOnly day);

    public abstract string LevelIs(DateOnly day, RiskLevel level, int points);

    public abstract string LevelBounds(int medium, int high);

    /// <param name="reason">Why there is no score, as a score says it.</param>
    public abstract string NoModel(string? reason);

    public abstract string TooLittle(DateOnly day, int evidence, int minimum);

    public abstract string Interval(int lower, int upper);

    public abstract string Held(HeldLevel held, RiskLevel level);

    /// <param name="isBeside">Whether there is a level of the model beside it.</param>
    public abstract string SetByHand(DateOnly day, RiskLevel level, DateTimeOffset until, bool isBeside);

    public abstract string SelectsOnly();

    public abstract string Selected(SelectionGround ground);

    public abstract string NotSelected();

    public abstract string ColumnName { get; }

    public abstract string ColumnValue { get; }

    public abstract string ColumnPoints { get; }

    public abstract string BaseName { get; }

    public abstract string Unknown { get; }

    public abstract string Sum(int points);

    public abstract string RestsOn(string feature, SourceEvent source);

    public abstract string NothingChanged(DateOnly since);

    public abstract string Changed(ChangeSince change);

    public abstract string Step(ChangeStep step);

    public abstract string StepDetail(string feature, int from, int to);

    public abstract string EarlierStepsLeftOut(int count);

    public abstract string Past(PastScore past);

    public abstract string NoPast();

    public abstract string Peers(int count, int median, int withFewer);

    public abstract string TooFewPeers();

    public abstract string PeersOnlyNow();

    public abstract string NoSectorOrSize();

    public abstract string NoLowering(NoLowering why);

    public abstract string LoweringBegins(int moves, bool isFirst);

    public abstract string LoweringMove(NeededMove move);

    public abstract string FallsOn(RiskLevel to, DateOnly on, DateOnly today);

    public abstract string MoreLowering();

    public abstract string NothingUnknown();

    public abstract string NotKnown(string feature, int points, int lower, int upper);

    public abstract string Off(string feature, bool hasExpired);

    public abstract string IfKnown(int lower, int upper);

    public abstract string EvidenceLacking(int count);

    public abstract string Ahead(LevelAhead ahead, bool isFirst, bool falls);

    public abstract string StaysUntil(RiskLevel level, DateOnly until);

    /// <summary>Why a level does not fall on the day on which cooldown lets go of it.</summary>
    public abstract string ReachedAgain(RiskLevel level, DateOnly until);

    /// <summary>How the day on which time alone lowers the level goes with the one after a change.</summary>
    public abstract string SoonerByAChange(DateOnly byTime, DateOnly changed);

    public abstract string PastIsKnown();

    public abstract string NeverUsed();

    public abstract string ModelUsed(string id, string version, string hash);

    public abstract string MayCorrect();

    public abstract string ErasedFacts(int count);

    public abstract string ReflectsUpTo(string position, DateTimeOffset? knownAt);

    private string Bare(FeatureForm form, long value) => form switch
    {
        FeatureForm.WindowShare or FeatureForm.HeldShare => Percent(value),
        FeatureForm.Growth => Times(Thousandths(value)),
        FeatureForm.MedianDelay => Weeks(value),
        FeatureForm.Findings or FeatureForm.SignalWeight => Thousandths(value),
        FeatureForm.TaxOrInsolvency or FeatureForm.RecognitionSuspended => YesOrNo(value > 0),
        FeatureForm.DaysSinceRecognition or FeatureForm.DaysSinceCheck => Days(value),
        _ => Number(value),
    };
}

/// <summary>The parts of a letter.</summary>
internal enum LetterPart
{
    Level,
    Selection,
    Points,
    Changes,
    Comparison,
    Lowering,
    Unknown,
    Outlook,
    Colophon,
}
