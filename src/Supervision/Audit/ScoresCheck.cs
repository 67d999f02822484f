using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Retention;
using Supervision.Risk;

namespace Supervision.Audit;

/// <summary>Computes every score of a bundle and every explanation once more, and compares them bit for bit.</summary>
internal sealed class ScoresCheck(
    BundleManifest manifest, ILookup<string, LoggedEvent> events, IReadOnlyDictionary<string, RiskModel> models)
{
    private static readonly int ToldYears = RetentionRules.All.Where(rule => rule.Kind == MatterKind.Score)
        .Min(rule => rule.Years);

    /// <summary>More than any server puts into a bundle, so that checking one has an end.</summary>
    private const long FoldedFactsMax = 4 * BundleBounds.FoldedFactsMax;

    /// <summary>Nothing wrong among nothing is no finding.</summary>
    private const string NothingChecked = "nothing was checked";

    private readonly BundleFaults _scores = new();
    private readonly BundleFaults _explanations = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Dictionary<ReferentId, ScoreClaim> _closing = [];
    private readonly Dictionary<ReferentId, ToldLevel> _told = [];
    private long _folded;
    private int _computed;
    private int _erased;

    public static IEnumerable<BundleFinding> Of(
        BundleArchive archive, BundleManifest manifest, ImmutableArray<LoggedEvent> events,
        IReadOnlyDictionary<string, RiskModel> models, CancellationToken cancellation)
    {
        var check = new ScoresCheck(manifest, events.ToLookup(logged => logged.Subject), models);
        check.Run(archive, cancellation);
        check.Close();
        var by = manifest.Software == BundleManifest.SoftwareVersion
            ? "by the same version of the software"
            : $"made by version {manifest.Software}, checked by {BundleManifest.SoftwareVersion}";
        yield return check._scores.Found(
            "scores",
            (check._computed == 0
                ? $"{NothingChecked}: no score in it could be computed; {by}"
                : $"{check._computed} scores come out the same, bit for bit; {by}")
            + (check._erased == 0
                ? ""
                : $"; {check._erased} cannot be recomputed any more, because facts they rest on were erased"));
        yield return check._explanations.Found(
            "explanations",
            check._computed == 0
                ? $"{NothingChecked}: no explanation in it could be computed"
                : $"{check._computed} explanations come out the same, bit for bit");
    }

    private void Run(BundleArchive archive, CancellationToken cancellation)
    {
        var number = 0;
        try
        {
            foreach (var line in archive.Has(BundleFiles.Scores) ? archive.Lines(BundleFiles.Scores) : [])
            {
                cancellation.ThrowIfCancellationRequested();
                number++;
                if (!Take(line))
                    _scores.Add($"{BundleFiles.Scores}, line {number}, is no score");
            }
        }
        catch (InvalidDataException damaged)
        {
            _scores.Add($"{BundleFiles.Scores}, after line {number}: {damaged.Message}");
        }
    }

    /// <summary>
    /// Each dossier ends with one score, over everything of it that is there: so none can be emptied.
    /// </summary>
    private void Close()
    {
        if (manifest.Scope.Escalation is not null)
            return; // A case is no dossier: what must be in it, its papers say.

        var at = BundledEvent.TextOf(manifest.Scope.ClosesAt(manifest.MadeAt));
        foreach (var referent in manifest.Referents)
        {
            var last = events[referent.ToString()].LastOrDefault()?.Position;
            if (!_closing.TryGetValue(referent, out var closing))
                _scores.Add($"{referent}: it has no closing score");
            else if (closing.Position != last || BundledEvent.TextOf(closing.At) != at)
                _scores.Add($"{closing}: it is not of the end of its dossier");
        }
    }

    /// <summary>False when it cannot be read.</summary>
    private bool Take(ReadOnlyMemory<byte> line)
    {
        if (!Utf8.IsValid(line.Span))
            return false;

        try
        {
            using var parsed = JsonDocument.Parse(
                line, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 });
            Compare(ScoreClaim.Read(parsed.RootElement), parsed.RootElement, line);
            return true;
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException
            or KeyNotFoundException)
        {
            return false;
        }
    }

    private void Compare(ScoreClaim claim, JsonElement json, ReadOnlyMemory<byte> line)
    {
        if (claim.Told is null && !_closing.TryAdd(claim.Referent, claim))
            _scores.Add($"{claim}: it is there twice");
        if (claim.Told is { } told)
            Follow(claim, told);
        var history = events[claim.Referent.ToString()].ToList();
        if (!history.Exists(logged => logged.Position == claim.Position))
        {
            _scores.Add($"{claim}: the event that it goes up to is not there");
            return;
        }

        if ((_folded += history.Count) > FoldedFactsMax)
            throw new InvalidDataException("There is more to compute than any server puts into a bundle.");
        if (Computed(claim, history) is not { } again)
        {
            _scores.Add($"{claim}: it cannot be computed from the events that are there");
            return;
        }

        Judge(claim, again, json, line);
    }

    /// <summary>
    /// What is told of one referent begins where the one before it ended, so one between two others is missed; and the
    /// first of a referent of which everything told is there begins at none. The log does not hold what was told, and
    /// terms end it: of the last nothing can be said, and of the first not when one before it may be over its term.
    /// </summary>
    private void Follow(ScoreClaim claim, ToldLevel told)
    {
        if (_told.TryGetValue(claim.Referent, out var before))
        {
            if (before.To != told.From || before.Sequence >= told.Sequence)
                _scores.Add(
                    $"{claim}: it is told from {Word(told.From)}, and the one before it ended at {Word(before.To)}: "
                    + "one between them is missing, or they are not in their order");
        }
        else if (told.From != RiskLevel.None && IsToldWhole(claim.Referent))
        {
            _scores.Add(
                $"{claim}: it is the first that was told, so it is told from none, and not from {Word(told.From)}: one "
                + "before it is missing, or it was changed");
        }

        _told[claim.Referent] = told;
    }

    /// <summary>
    /// Whether all that was told of it is there: not in a period or case, or when some may be erased.
    /// </summary>
    private bool IsToldWhole(ReferentId referent) =>
        manifest.Scope is { Referent: not null, Escalation: null }
        && events[referent.ToString()].Select(logged => logged.RecordedAt).DefaultIfEmpty(manifest.MadeAt).Min()
            > manifest.MadeAt.AddYears(-ToldYears);

    private void Judge(ScoreClaim claim, BundledScore again, JsonElement json, ReadOnlyMemory<byte> line)
    {
        _line.ResetWrittenCount();
        again.Write(_line);
        var isSameScore = IsSame(json, "score", again.Score);
        if (again.Outcome == ScoreOutcome.UnknownModel)
            _scores.Add($"{claim}: its model {claim.ModelHash} is not there");
        else if (again.Differs)
            _scores.Add(
                $"{claim}: told {Word(claim.Told!.To)} with {claim.Told.Points} points, computing gives "
                + $"{Word(again.State!.Value.Level)} with {again.State.Value.Points}");
        else if (!isSameScore)
            _scores.Add($"{claim}: the score is not what comes of computing it");
        else if (!IsSame(json, "explanation", again.Explanation))
            _explanations.Add($"{claim}: the explanation is not what comes of computing it");
        else if (!_line.WrittenSpan.SequenceEqual(line.Span))
            _scores.Add($"{claim}: its line says something that no score does");
        else if (again.Outcome == ScoreOutcome.Erased)
            _erased++;
        else
            _computed++;
    }

    /// <summary>Null when events that nobody could have stored make it fail.</summary>
    private BundledScore? Computed(ScoreClaim claim, List<LoggedEvent> history)
    {
        try
        {
            return BundledScore.Of(claim, history, models);
        }
        catch (Exception impossible) when (impossible is FormatException or ArgumentException or OverflowException
            or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsSame(JsonElement json, string member, ReadOnlyMemory<byte> computed) =>
        json.TryGetProperty(member, out var stated)
            ? computed.Span.SequenceEqual(Encoding.UTF8.GetBytes(stated.GetRawText()))
            : computed.IsEmpty;

    private static string Word(RiskLevel level) => ClosedList<RiskLevel>.WordFor(level);
}
