using System.Collections.Immutable;
using Supervision.Assurance.Agreement;
using Supervision.Assurance.Drift;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Intervals;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Reports;

/// <summary>The figures of what people did, by group and by team, and of readers.</summary>
internal sealed class UseWriting(UseCounter counter, ReportPlan plan)
{
    public UseFigures Write()
    {
        var all = counter.Followed.GetValueOrDefault((UseCounter.All, ReportCounter.All));
        var attributes = counter.Followed.Keys.Select(key => key.Attribute).Where(a => a != UseCounter.All).Distinct()
            .Order();
        return new UseFigures(
            all.All >= Suppression.Least ? all.All : null, FollowedOf(all), FindingsOf(all),
            Corrected([.. attributes.SelectMany(OfAttribute)]), AgreementOf());
    }

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
        var name = attribute == UseCounter.Teams ? "team" : plan.Attributes[attribute];
        var groups = counter.Followed.Where(at => at.Key.Attribute == attribute)
            .OrderBy(at => at.Key.Group, StringComparer.Ordinal).ToArray();
        var named = groups.FirstOrDefault(at => at.Key.Group == plan.References.GetValueOrDefault(name));
        var reference = named.Value.All > 0 ? named : groups.MaxBy(at => at.Value.All);
        var compared = Math.Max(1, groups.Length - 1);
        var confidence = 1 - ((1 - plan.Confidence) / compared);
        foreach (var (key, counts) in groups)
        {
            var isReference = key.Group == reference.Key.Group;
            var isSaid = !isReference && IsSaid(counts) && IsSaid(reference.Value);
            var shift = ShareShift.Of(
                counts.Followed, counts.All, reference.Value.Followed, reference.Value.All, confidence);
            yield return new FollowedFigures(
                name, key.Group, counts.All >= Suppression.Least ? counts.All : null, FollowedOf(counts),
                FindingsOf(counts),
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
        var readings = counter.Readings;
        if (readings.Count is > 0 and < (int)Suppression.Least)
            return new AgreementFigures(null, Figure.Suppressed, Figure.Suppressed, Figure.Suppressed);

        var words = readings.SelectMany(unit => unit).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ToArray();
        var pairs = readings.Where(unit => unit.Length == 2).ToArray();
        var same = pairs.LongCount(pair => pair[0] == pair[1]);
        double[][] units = [.. readings.Select(unit => unit.Select(word => (double)Place(word)).ToArray())];
        return new AgreementFigures(
            readings.Count,
            Figure.Of(WilsonInterval.Of(same, pairs.Length, plan.Confidence)),
            Figure.Of(pairs.Length == 0 ? Lack.TooFewPairs : words.Length < 2 ? Lack.NoVariation : Kappa.Of(
                PairTable.Of(words.Length, pairs.Select(pair => (Place(pair[0]), Place(pair[1])))),
                AgreementWeight.Unweighted, plan.Rounds, plan.Seed, plan.Confidence)),
            Figure.Of(KrippendorffAlpha.Of(
                units, AlphaMetric.Nominal, plan.Rounds, plan.Seed, plan.Confidence)));

        int Place(string word) => Array.IndexOf(words, word);
    }

    private Figure FollowedOf(FollowedCounts counts) => IsSaid(counts)
        ? Figure.Of(WilsonInterval.Of(counts.Followed, counts.All, plan.Confidence))
        : Figure.Suppressed;

    private Figure FindingsOf(FollowedCounts counts) =>
        counts.Findings is 0 or >= Suppression.Least && counts.Known - counts.Findings is 0 or >= Suppression.Least
            ? Figure.Of(WilsonInterval.Of(counts.Findings, counts.Known, plan.Confidence))
            : Figure.Suppressed;

    private static bool IsSaid(FollowedCounts counts) =>
        counts.All is 0 or >= Suppression.Least && counts.Followed is 0 or >= Suppression.Least
        && counts.All - counts.Followed is 0 or >= Suppression.Least;

    private static ImmutableArray<FollowedFigures> Corrected(ImmutableArray<FollowedFigures> found)
    {
        var adjusted = new Queue<double>(Holm.Adjust([.. found.Where(one => one.PValue is not null)
            .Select(one => one.PValue!.Value)]));
        return [.. found.Select(one => one.PValue is null ? one : one with { Holm = adjusted.Dequeue() })];
    }
}
