using System.Collections.Immutable;
using Supervision.Assurance.Agreement;
using Supervision.Assurance.Drift;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Intervals;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Reports;

/// <summary>The figures of what people did, by group and by team, and of readers.</summary>
internal sealed class UseWriting
{
    private const int Found = 0;
    private const int Clean = 1;
    private const int Followed = 4;
    private const int Overridden = 5;
    private const int AllCases = 6;

    private static readonly CountedKinds Kinds = new(
        AllCases + 1, [(3, [Found, Clean]), (Followed, [3, 2]), (AllCases, [Followed, Overridden])], [], [], [],
        [AllCases]);

    private readonly UseCounter _counter;
    private readonly ReportPlan _plan;
    private readonly FollowedCounts _all;
    private readonly SaidCounts _said;

    public UseWriting(UseCounter counter, ReportPlan plan)
    {
        (_counter, _plan) = (counter, plan);
        _all = counter.Followed.GetValueOrDefault((UseCounter.All, ReportCounter.All));
        _said = new SaidCounts(
            Kinds, CountsOf(_all),
            [
                .. Enumerable.Range(0, counter.Teams + 1).Select(a => counter.Followed
                    .Where(at => at.Key.Attribute == a)
                    .ToDictionary(at => at.Key.Group, at => CountsOf(at.Value), StringComparer.Ordinal)),
            ],
            counter.Together);
    }

    public UseFigures Write() => new(
        _said.Says(AllCases) ? _all.All : null, FollowedOf(_all, _said.Says), FindingsOf(_all, _said.Says),
        Corrected([.. Enumerable.Range(0, _counter.Teams + 1).SelectMany(OfAttribute)]),
        AgreementOf());

    public static IEnumerable<ReportAnswer> Answers(UseFigures figures) =>
    [
        new("use/followed", figures.Followed),
        .. figures.Groups.Where(group => group.Ratio is not null).Select(group =>
            new ReportAnswer($"use/followed/ratio/{group.Attribute}={group.Group}", group.Ratio!)),
        new("agreement/kappa", figures.Agreement.Kappa),
        new("agreement/alpha", figures.Agreement.Alpha),
    ];

    private IEnumerable<FollowedFigures> OfAttribute(int attribute)
    {
        var name = attribute == _counter.Teams ? "team" : _plan.Attributes[attribute];
        var groups = _counter.Followed.Where(at => at.Key.Attribute == attribute)
            .OrderBy(at => at.Key.Group, StringComparer.Ordinal).ToArray();
        if (groups.Length == 0)
            yield break;

        var named = groups.FirstOrDefault(at => at.Key.Group == _plan.References.GetValueOrDefault(name));
        var reference = named.Value.All > 0 ? named : groups.MaxBy(at => at.Value.All);
        var compared = Math.Max(1, groups.Length - 1);
        var confidence = 1 - ((1 - _plan.Confidence) / compared);
        foreach (var (key, counts) in groups)
        {
            bool Says(int kind) => _said.Says(attribute, key.Group, kind);
            var isReference = key.Group == reference.Key.Group;
            var isSaid = !isReference && SaysFollowed(Says)
                && SaysFollowed(kind => _said.Says(attribute, reference.Key.Group, kind));
            var shift = ShareShift.Of(
                counts.Followed, counts.All, reference.Value.Followed, reference.Value.All, confidence);
            yield return new FollowedFigures(
                name, key.Group, Says(AllCases) ? counts.All : null, FollowedOf(counts, Says), FindingsOf(counts, Says),
                isReference ? null : isSaid ? Figure.Of(shift.Difference) : Figure.Suppressed,
                isReference ? null : isSaid
                    ? Figure.Of(RiskRatio.Of(
                        counts.Followed, counts.All, reference.Value.Followed, reference.Value.All, confidence))
                    : Figure.Suppressed,
                isSaid ? shift.Test.Value?.PValue : null, null);
        }
    }

    private AgreementFigures AgreementOf()
    {
        var readings = _counter.Readings;
        if (readings.Count is > 0 and < (int)Suppression.Least)
            return new AgreementFigures(null, Figure.Suppressed, Figure.Suppressed, Figure.Suppressed);

        var words = readings.SelectMany(unit => unit).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ToArray();
        var pairs = readings.Select(unit => unit[..2]).ToArray();
        var same = pairs.LongCount(pair => pair[0] == pair[1]);
        double[][] units = [.. readings.Select(unit => unit.Select(word => (double)Place(word)).ToArray())];
        return new AgreementFigures(
            readings.Count,
            Figure.Of(WilsonInterval.Of(same, pairs.Length, _plan.Confidence)),
            Figure.Of(pairs.Length == 0 ? Lack.TooFewPairs : words.Length < 2 ? Lack.NoVariation : Kappa.Of(
                PairTable.Of(words.Length, pairs.Select(pair => (Place(pair[0]), Place(pair[1])))),
                AgreementWeight.Unweighted, _plan.Rounds, _plan.Seed, _plan.Confidence)),
            Figure.Of(KrippendorffAlpha.Of(
                units, AlphaMetric.Nominal, _plan.Rounds, _plan.Seed, _plan.Confidence)));

        int Place(string word) => Array.IndexOf(words, word);
    }

    private Figure FollowedOf(FollowedCounts counts, Func<int, bool> says) => SaysFollowed(says)
        ? Figure.Of(WilsonInterval.Of(counts.Followed, counts.All, _plan.Confidence))
        : Figure.Suppressed;

    private Figure FindingsOf(FollowedCounts counts, Func<int, bool> says) => says(Found) && says(Clean)
        ? Figure.Of(WilsonInterval.Of(counts.Findings, counts.Known, _plan.Confidence))
        : Figure.Suppressed;

    private static bool SaysFollowed(Func<int, bool> says) => says(Followed) && says(Overridden);

    private static long[] CountsOf(FollowedCounts counts) =>
    [
        counts.Findings, counts.Known - counts.Findings, counts.Followed - counts.Known, counts.Known, counts.Followed,
        counts.All - counts.Followed, counts.All,
    ];

    private static ImmutableArray<FollowedFigures> Corrected(ImmutableArray<FollowedFigures> found)
    {
        var adjusted = new Queue<double>(Holm.Adjust([.. found.Where(one => one.PValue is not null)
            .Select(one => one.PValue!.Value)]));
        return [.. found.Select(one => one.PValue is null ? one : one with { Holm = adjusted.Dequeue() })];
    }
}
