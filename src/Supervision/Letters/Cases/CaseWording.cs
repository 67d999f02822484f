using System.Collections.Immutable;
using System.Globalization;
using Supervision.Escalations;
using Supervision.Facts;

namespace Supervision.Letters.Cases;

/// <summary>
/// The sentences of the letters of a case in one language. Each pattern is one method, and has its golden line per
/// language, as those of explanations.
/// </summary>
internal abstract class CaseWording
{
    private const int CentsPerEuro = 100;

    public static CaseWording Of(LetterLanguage language) =>
        language == LetterLanguage.Dutch ? new DutchCaseWording() : new EnglishCaseWording();

    /// <summary>How days and numbers are written in this language.</summary>
    protected abstract Wording Words { get; }

    /// <summary>What stands between the sign of the euro and the amount.</summary>
    protected abstract string AfterEuro { get; }

    protected abstract string And { get; }

    public string Date(DateOnly day) => Words.Date(day);

    /// <summary>An amount in euro; cents only when there are some.</summary>
    public string Money(long cents)
    {
        var (euros, rest) = (Words.Number(cents / CentsPerEuro), Math.Abs(cents % CentsPerEuro));
        var decimals = rest == 0 ? "" : Words.DecimalMark + rest.ToString("00", CultureInfo.InvariantCulture);
        return $"€{AfterEuro}{euros}{decimals}";
    }

    /// <summary>Things one after the other, the last with "and".</summary>
    public string Several(ImmutableArray<string> items) => items.Length < 2
        ? string.Concat(items)
        : $"{string.Join(", ", items[..^1])} {And} {items[^1]}";

    /// <summary>Once when no name is known, which the id then stands for.</summary>
    protected static string Whom(string name, string id) => name == id ? id : $"{name} ({id})";

    public abstract string Title(CaseLetterKind kind);

    public abstract string Heading(CaseLetterPart part);

    /// <summary>What a duty is to do.</summary>
    public abstract string Duty(Duty duty);

    public abstract string Purpose(Purpose purpose);

    /// <summary>Why a recognition is suspended or withdrawn, as a whole sentence.</summary>
    public abstract string Because(RecognitionGround ground);

    public abstract string About(string name, string id, string reference);

    public abstract string Dated(DateOnly day);

    public abstract string PublicVersion();

    /// <summary>Of the public version, in the place of what an official or the referent wrote.</summary>
    public abstract string LeftOut();

    public abstract string Needed();

    public abstract string AnswerBy(DateOnly day);

    public abstract string MustAnswer();

    public abstract string Plans(MeasureKind kind, string amount, string purposes);

    public abstract string NotDecided();

    public abstract string Found(DateOnly day, string duty, bool isSerious);

    public abstract string FoundNothing();

    /// <summary>On what ground the referent was selected.</summary>
    public abstract string Selected(EscalationGround ground);

    public abstract string ByModel(string hash);

    public abstract string PeopleDecide();

    public abstract string MayReply(DateOnly day);

    public abstract string Announced(DateOnly day);

    public abstract string Replied(DateOnly day);

    public abstract string NotReplied();

    public abstract string Decides(MeasureKind kind, string amount, string purposes);

    public abstract string LessToBlame();

    public abstract string WarningCounts(DateOnly day);

    public abstract string SuspensionEnds(DateOnly day);

    public abstract string OutOfRegister();

    public abstract string MayObject(DateOnly day);

    public abstract string HowToObject();

    public abstract string SignedBy(string official);

    public abstract string ConfirmedBy(string official);

    public abstract string SignedByTeam();

    public abstract string DecidedByTwo();
}
