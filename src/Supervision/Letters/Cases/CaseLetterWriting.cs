using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Ladder;
using Supervision.Escalations.Terms;
using Supervision.Facts;

namespace Supervision.Letters.Cases;

/// <summary>
/// Puts what was done in a case into the words of a letter to the referent. The public version is the same letter
/// without the names of officials, and without what they or the referent wrote by hand, which may hold a name.
/// </summary>
public sealed class CaseLetterWriting
{
    private readonly CaseLetterContent _content;
    private readonly CaseWording _words;
    private readonly LetterLanguage _language;
    private readonly bool _isPublic;

    private CaseLetterWriting(CaseLetterContent content, LetterLanguage language, bool isPublic)
    {
        (_content, _language, _isPublic) = (content, language, isPublic);
        _words = CaseWording.Of(language);
    }

    /// <summary>A request for information; null when there is none with that id.</summary>
    public static Letter? Request(
        CaseLetterContent content, string requestId, LetterLanguage language, bool isPublic) =>
        content.File.Requests.FirstOrDefault(request => request.Id == requestId) is { } request
            ? new CaseLetterWriting(content, language, isPublic).Request(request)
            : null;

    /// <summary>The intent that stands; null when there is none.</summary>
    public static Letter? Intent(CaseLetterContent content, LetterLanguage language, bool isPublic) =>
        content.File.Intent is { } intent
            ? new CaseLetterWriting(content, language, isPublic).Intent(intent)
            : null;

    /// <summary>The decision that was taken; null while there is none. It names the ground of selection.</summary>
    public static Letter? Decision(CaseLetterContent content, LetterLanguage language, bool isPublic) =>
        content.File.Taken is { } decision
            ? new CaseLetterWriting(content, language, isPublic).Decision(decision)
            : null;

    private Letter Request(InformationRequest request) => Of(
        CaseLetterKind.InformationRequest,
        request.AskedAt,
        Section(CaseLetterPart.Asked, [_words.Needed(), .. ByHand(request.Text)]),
        Section(
            CaseLetterPart.Answer,
            [_words.AnswerBy(LastDay(ClockKind.Information, request.Id, request.AskedAt)), _words.MustAnswer()]),
        Section(CaseLetterPart.Signature, [_words.SignedByTeam()]));

    private Letter Intent(MeasureIntent intent) => Of(
        CaseLetterKind.Intent,
        intent.AnnouncedAt,
        Section(
            CaseLetterPart.Plan,
            [
                _words.Plans(intent.Measure.Kind, Amount(intent.Measure), Purposes(intent.Measure)),
                .. Because(intent.Measure),
                _words.NotDecided(),
            ]),
        Section(CaseLetterPart.Findings, Findings(intent.Measure)),
        Section(CaseLetterPart.Selection, Selection(_content.Ground)),
        Section(CaseLetterPart.Explanation, ByHand(intent.Text)),
        Section(
            CaseLetterPart.Answer,
            [_words.MayReply(LastDay(ClockKind.Reply, CaseKeys.Of(_content.File.Intents), intent.AnnouncedAt))]),
        Section(
            CaseLetterPart.Signature,
            [_isPublic ? _words.SignedByTeam() : _words.SignedBy(NameOf(intent.Officer))]));

    private Letter Decision(CaseDecision decision)
    {
        var taken = decision.TakenAt!.Value;
        return Of(
            CaseLetterKind.Decision,
            taken,
            Section(
                CaseLetterPart.Decided,
                [
                    _words.Decides(decision.Measure.Kind, Amount(decision.Measure), Purposes(decision.Measure)),
                    .. Because(decision.Measure),
                    .. decision.Measure.ReducedCulpability ? [_words.LessToBlame()] : (IEnumerable<string>)[],
                ]),
            Section(CaseLetterPart.Findings, Findings(decision.Measure)),
            Section(CaseLetterPart.Selection, Selection(decision.Ground)),
            Section(CaseLetterPart.Reply, Reply()),
            Section(CaseLetterPart.Explanation, ByHand(decision.Reasons)),
            Section(CaseLetterPart.Consequences, Consequences(decision, taken)),
            Section(
                CaseLetterPart.Disagree,
                [_words.MayObject(LastDay(ClockKind.Objection, decision.Id, taken)), _words.HowToObject()]),
            Section(CaseLetterPart.Signature, Signatures(decision)));
    }

    private Letter Of(CaseLetterKind kind, DateTimeOffset at, params ImmutableArray<LetterSection> sections) => new(
        _language,
        _words.Title(kind),
        [
            Section(
                CaseLetterPart.About,
                [
                    _words.About(_content.Name, _content.Id.Referent.ToString(), _content.Id.ToString()),
                    _words.Dated(DutchCalendar.DayOf(at)),
                    .. _isPublic ? [_words.PublicVersion()] : (IEnumerable<string>)[],
                ]),
            .. sections.Where(section => !section.Sentences.IsEmpty),
        ]);

    private LetterSection Section(CaseLetterPart part, IEnumerable<string> sentences) =>
        new(_words.Heading(part), [.. sentences], [], []);

    private IEnumerable<string> Because(IntendedMeasure measure) =>
        measure.Ground is { } ground ? [_words.Because(ground)] : [];

    private IEnumerable<string> Findings(IntendedMeasure measure)
    {
        var named = _content.File.Findings.Where(finding => measure.Findings.Contains(finding.Id)).ToArray();
        return named.Length == 0
            ? [_words.FoundNothing()]
            : named.Select(finding => _words.Found(
                finding.OccurredOn, _words.Duty(finding.Duty), finding.Severity != Severity.Minor));
    }

    private IEnumerable<string> Selection(EscalationGround ground)
    {
        yield return _words.Selected(ground);
        if (ground == EscalationGround.Rule && _content.ModelHash is { } hash)
            yield return _words.ByModel(hash);
        yield return _words.PeopleDecide();
    }

    private IEnumerable<string> Reply()
    {
        if (_content.File.Intent is not { } intent)
            yield break;

        yield return _words.Announced(DutchCalendar.DayOf(intent.AnnouncedAt));
        if (intent is { Reply: { } reply, RepliedAt: { } at })
        {
            yield return _words.Replied(DutchCalendar.DayOf(at));
            yield return _isPublic ? _words.LeftOut() : reply;
        }
        else
        {
            yield return _words.NotReplied();
        }
    }

    private IEnumerable<string> Consequences(CaseDecision decision, DateTimeOffset taken)
    {
        switch (decision.Measure.Kind)
        {
            case MeasureKind.Warning:
                yield return _words.WarningCounts(
                    DutchCalendar.DayOf(taken).AddMonths(MeasureLadder.WarningMonths));
                break;
            case MeasureKind.Suspension:
                yield return _words.SuspensionEnds(LastDay(ClockKind.Suspension, decision.Id, taken).AddDays(1));
                yield return _words.OutOfRegister();
                break;
            case MeasureKind.Withdrawal:
                yield return _words.OutOfRegister();
                break;
        }
    }

    private IEnumerable<string> Signatures(CaseDecision decision)
    {
        if (!_isPublic)
        {
            yield return _words.SignedBy(NameOf(decision.Officer));
            if (decision.SecondOfficer is { } second)
                yield return _words.ConfirmedBy(NameOf(second));
            yield break;
        }

        yield return _words.SignedByTeam();
        if (decision.SecondOfficer is not null)
            yield return _words.DecidedByTwo();
    }

    private string[] ByHand(string text) => _isPublic
        ? [_words.LeftOut()]
        : text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string Amount(IntendedMeasure measure) =>
        measure.AmountCents is { } cents ? _words.Money(cents) : "";

    private string Purposes(IntendedMeasure measure) =>
        _words.Several([.. measure.Purposes.Select(_words.Purpose)]);

    /// <summary>The last day of a term as it was when the letter went out, whatever it was extended to.</summary>
    private DateOnly LastDay(ClockKind kind, string key, DateTimeOffset from)
    {
        var clock = _content.Clocks.FirstOrDefault(clock => clock.Id == CaseClocks.IdOf(kind, key));
        var end = clock switch
        {
            { Extensions: 0 } => clock.DueAt,
            { Extensions: 1, ExtendedFrom: { } first } => first,
            _ => ClockRules.Start(kind, key, from).DueAt,
        };
        return DutchCalendar.DayOf(end.AddTicks(-1));
    }

    /// <summary>An account of this system by its name alone; one of a provider as it is.</summary>
    private static string NameOf(string account) =>
        account.StartsWith("user:", StringComparison.Ordinal) ? account["user:".Length..] : account;
}
