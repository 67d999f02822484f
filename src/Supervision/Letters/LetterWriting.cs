using System.Collections.Immutable;
using Supervision.Explanations;
using Supervision.Overrides;
using Supervision.Risk;

namespace Supervision.Letters;

/// <summary>Puts an explanation into the words of a letter.</summary>
public sealed class LetterWriting
{
    /// <summary>Steps that are told one by one; the latest are.</summary>
    private const int StepsMax = 12;

    /// <summary>Events named behind one indicator; the latest are.</summary>
    private const int SourcesMax = 3;

    private const int HashLength = 15;

    private readonly Explanation _explanation;
    private readonly PeerComparison? _peers;
    private readonly LevelOverride? _held;
    private readonly bool _isLive;
    private readonly Wording _words;
    private readonly DateOnly _day;

    private LetterWriting(
        Explanation explanation, PeerComparison? peers, LevelOverride? held, bool isLive, Wording words)
    {
        (_explanation, _peers, _held, _isLive, _words) = (explanation, peers, held, isLive, words);
        _day = DateOnly.FromDateTime(explanation.Score.AsOf.UtcDateTime);
    }

    private Score Score => _explanation.Score;

    /// <param name="peers">Null when there is no comparison: not live, or no sector or size is known.</param>
    /// <param name="held">The level set by hand that held at the moment of the score; null when none did.</param>
    /// <param name="isLive">Whether it is about this moment, as the comparison with others always is.</param>
    public static Letter Write(
        Explanation explanation, PeerComparison? peers, LevelOverride? held, bool isLive, LetterLanguage language)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var writing = new LetterWriting(explanation, peers, held, isLive, Wording.Of(language));
        return new Letter(
            language,
            writing._words.Title,
            [
                writing.Section(LetterPart.Level, writing.Level()),
                writing.Section(LetterPart.Selection, writing.Selection()),
                .. explanation.Bounds is null
                    ? []
                    : (IEnumerable<LetterSection>)
                    [
                        writing.Points(),
                        .. explanation.Since is { } since
                            ? [writing.Section(LetterPart.Changes, writing.Changes(since))]
                            : (IEnumerable<LetterSection>)[],
                        writing.Section(LetterPart.Comparison, writing.Comparison()),
                        writing.Section(LetterPart.Lowering, writing.Lowering()),
                        writing.Section(LetterPart.Unknown, writing.Unknown()),
                        writing.Section(LetterPart.Outlook, writing.Outlook()),
                    ],
                writing.Section(LetterPart.Colophon, writing.Colophon()),
            ]);
    }

    /// <summary>No sentence stands twice: two indicators of one feature would say the same.</summary>
    private LetterSection Section(LetterPart part, IEnumerable<string> sentences) =>
        new(_words.Heading(part), [.. sentences.Distinct()], [], []);

    private IEnumerable<string> Level()
    {
        var id = _explanation.Referent.ToString();
        yield return _words.About(_explanation.Register.DisplayName ?? id, id, _day);
        if (_explanation.Bounds is not { } bounds)
        {
            yield return _words.NoModel(Score.Reason);
        }
        else if (Score.Level == RiskLevel.InsufficientEvidence)
        {
            yield return _words.TooLittle(_day, Score.Evidence, bounds.MinimumEvidence);
        }
        else
        {
            yield return _words.LevelIs(_day, Score.Level, Score.Points);
            yield return _words.LevelBounds(bounds.MediumFrom, bounds.HighFrom);
            if (_explanation.Held is { } held)
                yield return _words.Held(held, Score.Level);
            if (Score.Interval.Lower < Score.Interval.Upper)
                yield return _words.Interval(Score.Interval.Lower, Score.Interval.Upper);
        }

        if (_held is { } byHand)
            yield return _words.SetByHand(_day, byHand.Level, byHand.Until, _explanation.Bounds is not null);
        yield return _words.SelectsOnly();
    }

    private IEnumerable<string> Selection()
    {
        yield return _explanation.Selection is { } ground ? _words.Selected(ground) : _words.NotSelected();
    }

    private LetterSection Points() => new(
        _words.Heading(LetterPart.Points),
        [],
        [
            .. _explanation.Indicators.Select(one => new LetterRow(
                one.Feature is null ? _words.BaseName : _words.Feature(one.Feature),
                one.Feature is null ? ""
                    : one.Value is { } value
                        ? _words.Value(one.Feature, value, one.Numerator, one.Denominator)
                        : _words.Unknown,
                _words.Number(one.Points))),
        ],
        [
            _words.Sum(Score.Points),
            .. _explanation.Indicators.Where(one => one is { Feature: not null, Points: not 0 })
                .SelectMany(one => AsTheyCount(one.Events).TakeLast(SourcesMax)
                    .Select(source => _words.RestsOn(one.Feature!, source)))
                .Distinct(), // Several of one kind on one day read the same.
        ]);

    /// <summary>Of a corrected event only the correction: what it said at first counts no more.</summary>
    private static IEnumerable<SourceEvent> AsTheyCount(ImmutableArray<SourceEvent> events) =>
        events.Where(one => !events.Any(other => other.Corrects?.Position == one.Position));

    private IEnumerable<string> Changes(ChangeSince since)
    {
        if (since.Steps.IsEmpty)
        {
            yield return _words.NothingChanged(DateOnly.FromDateTime(since.Since.UtcDateTime));
            yield break;
        }

        yield return _words.Changed(since);
        if (since.Steps.Length > StepsMax)
            yield return _words.EarlierStepsLeftOut(since.Steps.Length - StepsMax);
        foreach (var step in since.Steps.TakeLast(StepsMax))
        {
            yield return _words.Step(step) + string.Concat(step.Indicators.Select(
                one => " " + _words.StepDetail(one.Feature, one.From, one.To)));
        }
    }

    private IEnumerable<string> Comparison()
    {
        foreach (var past in _explanation.Past)
            yield return _words.Past(past);
        if (_explanation.Past.IsEmpty)
            yield return _words.NoPast();
        if (Score.Level == RiskLevel.InsufficientEvidence)
            yield break; // Peers are those about whom enough is known.

        yield return (_peers, _isLive) switch
        {
            ({ Quartiles: { } quartiles } peers, _) =>
                _words.Peers(peers.Count, quartiles.Median, peers.WithFewerPoints),
            ({ TooFew: true }, _) => _words.TooFewPeers(),
            (_, true) => _words.NoSectorOrSize(),
            _ => _words.PeersOnlyNow(),
        };
    }

    private IEnumerable<string> Lowering()
    {
        var lowering = _explanation.Lowering!;
        if (lowering.None is { } none)
            yield return _words.NoLowering(none);
        for (var index = 0; index < lowering.Changes.Length; index++)
        {
            var change = lowering.Changes[index];
            yield return string.Join(
                ' ',
                change.Moves.Select(_words.LoweringMove)
                    .Prepend(_words.LoweringBegins(change.Moves.Length, index == 0)));
            // Said once of changes in a row that come to the same.
            if (index + 1 == lowering.Changes.Length
                || (lowering.Changes[index + 1].LevelThen, lowering.Changes[index + 1].FallsOn)
                    != (change.LevelThen, change.FallsOn))
                yield return _words.FallsOn(change.LevelThen, change.FallsOn, _day);
        }

        if (lowering.More)
            yield return _words.MoreLowering();
    }

    private IEnumerable<string> Unknown()
    {
        var missing = _explanation.Missing!;
        if (missing.EvidenceLacking > 0)
            yield return _words.EvidenceLacking(missing.EvidenceLacking);
        if (missing.Indicators.IsEmpty)
            yield return _words.NothingUnknown();
        foreach (var one in missing.Indicators)
        {
            yield return one.Because == UnknownIndicator.NoData
                ? _words.NotKnown(one.Feature, one.Points, one.Reach.Lower, one.Reach.Upper)
                : _words.Off(one.Feature, one.Because == "justification-expired");
        }

        if (missing.IfKnown.Lower < missing.IfKnown.Upper)
            yield return _words.IfKnown(missing.IfKnown.Lower, missing.IfKnown.Upper);
    }

    private IEnumerable<string> Outlook()
    {
        if (_explanation.Outlook is not { } outlook)
        {
            yield return _words.PastIsKnown();
            yield break;
        }

        if (outlook.Changes.IsEmpty)
            yield return _words.StaysUntil(Score.Level, outlook.Until);
        var before = Score.Level;
        foreach (var ahead in outlook.Changes)
        {
            var falls = ahead.Level < before && ahead.Level > RiskLevel.InsufficientEvidence;
            yield return _words.Ahead(ahead, ahead == outlook.Changes[0], falls);
            before = ahead.Level;
        }

        foreach (var sentence in OtherDates(outlook))
            yield return sentence;
    }

    /// <summary>Why another day than this fall is named elsewhere in the letter.</summary>
    private IEnumerable<string> OtherDates(Outlook outlook)
    {
        var fall = outlook.Changes.FirstOrDefault(
            ahead => ahead.Level < Score.Level && ahead.Level > RiskLevel.InsufficientEvidence);
        if (_explanation.Held is { Until: var until } && (outlook.Fall(Score.Level)?.On ?? DateOnly.MaxValue) > until)
            yield return _words.ReachedAgain(Score.Level, until);
        if (fall is not null && _explanation.Lowering!.Changes is [{ FallsOn: var changed }, ..] && changed < fall.On)
            yield return _words.SoonerByAChange(fall.On, changed);
    }

    private IEnumerable<string> Colophon()
    {
        yield return _words.NeverUsed();
        if (Score.Model is { } model)
            yield return _words.ModelUsed(
                model.Id, model.Version, model.Hash[..Math.Min(HashLength, model.Hash.Length)]);
        yield return _words.ReflectsUpTo(_explanation.Position.ToString(), _explanation.KnownAt);
        if (_explanation.Erased > 0)
            yield return _words.ErasedFacts(_explanation.Erased);
        yield return _words.MayCorrect();
    }
}
