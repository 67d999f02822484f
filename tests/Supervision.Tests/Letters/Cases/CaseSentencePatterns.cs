using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Letters.Cases;

namespace Supervision.Tests.Letters.Cases;

/// <summary>Every sentence pattern of the letters of a case, with values that show its forms.</summary>
internal static class CaseSentencePatterns
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    public static IEnumerable<(string Method, Func<CaseWording, string> Say)> All =>
        [.. Figures(), .. Names(), .. Sentences(), .. Measures()];

    private static IEnumerable<(string, Func<CaseWording, string>)> Figures()
    {
        yield return ("Date", words => words.Date(new DateOnly(2026, 1, 31)));
        foreach (var cents in new long[] { 0, 5, 50, 100, 150_000, 300_000, 123_456_789 })
            yield return ("Money", words => words.Money(cents));
        yield return ("Several", words => words.Several([]));
        yield return ("Several", words => words.Several(["a"]));
        yield return ("Several", words => words.Several(["a", "b"]));
        yield return ("Several", words => words.Several(["a", "b", "c"]));
    }

    private static IEnumerable<(string, Func<CaseWording, string>)> Names()
    {
        foreach (var kind in Enum.GetValues<CaseLetterKind>())
            yield return ("Title", words => words.Title(kind));
        foreach (var part in Enum.GetValues<CaseLetterPart>())
            yield return ("Heading", words => words.Heading(part));
        foreach (var duty in Enum.GetValues<Duty>())
            yield return ("Duty", words => words.Duty(duty));
        foreach (var purpose in Enum.GetValues<Purpose>())
            yield return ("Purpose", words => words.Purpose(purpose));
        foreach (var ground in Enum.GetValues<RecognitionGround>())
            yield return ("Because", words => words.Because(ground));
        foreach (var ground in Enum.GetValues<EscalationGround>())
            yield return ("Selected", words => words.Selected(ground));
    }

    private static IEnumerable<(string, Func<CaseWording, string>)> Sentences()
    {
        yield return ("About", words => words.About("Noorderlicht Software B.V.", "kvk:99000001", "kvk:99000001~1"));
        yield return ("About", words => words.About("kvk:99000001", "kvk:99000001", "kvk:99000001~1"));
        yield return ("Dated", words => words.Dated(Day));
        yield return ("PublicVersion", words => words.PublicVersion());
        yield return ("LeftOut", words => words.LeftOut());
        yield return ("Needed", words => words.Needed());
        yield return ("AnswerBy", words => words.AnswerBy(Day));
        yield return ("MustAnswer", words => words.MustAnswer());
        yield return ("NotDecided", words => words.NotDecided());
        foreach (var isSerious in (bool[])[true, false])
            yield return ("Found", words => words.Found(Day, words.Duty(Duty.KeepRecords), isSerious));
        yield return ("FoundNothing", words => words.FoundNothing());
        yield return ("ByModel", words => words.ByModel("sha256:1f0c9d8e"));
        yield return ("PeopleDecide", words => words.PeopleDecide());
        yield return ("MayReply", words => words.MayReply(Day));
        yield return ("Announced", words => words.Announced(Day));
        yield return ("Replied", words => words.Replied(Day));
        yield return ("NotReplied", words => words.NotReplied());
        yield return ("LessToBlame", words => words.LessToBlame());
        yield return ("WarningCounts", words => words.WarningCounts(Day));
        yield return ("SuspensionEnds", words => words.SuspensionEnds(Day));
        yield return ("OutOfRegister", words => words.OutOfRegister());
        yield return ("MayObject", words => words.MayObject(Day));
        yield return ("HowToObject", words => words.HowToObject());
        yield return ("SignedBy", words => words.SignedBy("p.visser"));
        yield return ("ConfirmedBy", words => words.ConfirmedBy("j.jansen"));
        yield return ("SignedByTeam", words => words.SignedByTeam());
        yield return ("DecidedByTwo", words => words.DecidedByTwo());
    }

    private static IEnumerable<(string, Func<CaseWording, string>)> Measures()
    {
        foreach (var kind in Enum.GetValues<MeasureKind>())
        {
            yield return ("Plans", words => words.Plans(kind, words.Money(300_000), Both(words)));
            yield return ("Decides", words => words.Decides(kind, words.Money(150_050), Both(words)));
        }

        static string Both(CaseWording words) =>
            words.Several([words.Purpose(Purpose.Labour), words.Purpose(Purpose.Study)]);
    }
}
