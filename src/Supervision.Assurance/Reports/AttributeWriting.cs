using System.Collections.Immutable;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Power;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Reports;

/// <summary>The figures of the groups of one attribute.</summary>
internal sealed class AttributeWriting
{
    /// <summary>In the order in which they are said.</summary>
    private static readonly ImmutableArray<GroupMetric> Metrics =
    [
        GroupMetric.SelectionRate, GroupMetric.FalsePositiveRate, GroupMetric.FalseNegativeRate,
        GroupMetric.PositivePredictiveValue, GroupMetric.FalseOmissionRate, GroupMetric.Prevalence,
    ];

    private readonly AttributeCounter _counter;
    private readonly ReportPlan _plan;
    private readonly string _attribute;
    private readonly string[] _groups;
    private readonly string _reference;
    private readonly int _at;
    private readonly int _place;
    private readonly SaidCells _said;
    private readonly ScoreTally _decided;
    private readonly ImmutableSortedDictionary<string, ConfusionTable> _tables;
    private readonly StageWriting? _stages;

    /// <param name="place">The place of the attribute in the plan.</param>
    public AttributeWriting(AttributeCounter counter, int place, ReportPlan plan, SaidCells said)
    {
        (_counter, _place, _plan, _said) = (counter, place, plan, said);
        var attribute = _attribute = plan.Attributes[place];
        _groups = [.. counter.Sizes.Keys.Order(StringComparer.Ordinal)];
        _reference = plan.References.GetValueOrDefault(attribute)
            ?? counter.Sizes.OrderByDescending(size => size.Value).ThenBy(size => size.Key, StringComparer.Ordinal)
                .Select(size => size.Key).FirstOrDefault("");
        _at = Array.IndexOf(_groups, _reference);
        if (_at < 0 && _groups.Length > 0)
            throw new ArgumentException($"There is no group '{_reference}' of '{attribute}'.", nameof(plan));

        _decided = counter.Decisions();
        _tables = _decided.At(1).Groups;
        _stages = counter.HasStages ? new StageWriting(said, place, _reference, plan.Confidence) : null;
    }

    public AttributeFigures Write()
    {
        var weighted = Weighted(_plan.Confidence);
        return new AttributeFigures(_attribute, _reference, [.. _groups.Select((_, g) => GroupOf(g, weighted))]);
    }

    /// <summary>
    /// What gates ask for. Intervals of one metric hold for all groups together: the confidence of each is raised so
    /// that all of them are right as often as the plan says (Bonferroni; Dunn 1961, JASA 56, 52–64).
    /// </summary>
    public IEnumerable<ReportAnswer> Answers()
    {
        var compared = Math.Max(1, _groups.Length - 1);
        var confidence = 1 - ((1 - _plan.Confidence) / compared);
        var weighted = Weighted(confidence);
        foreach (var metric in Metrics)
        {
            for (var g = 0; g < _groups.Length; g++)
            {
                var name = $"{_attribute}={_groups[g]}";
                yield return Named("value", Shown(g, metric, false, () => ValueOf(g, metric, confidence)));
                if (g == _at)
                    continue;

                var compare = Compare(g, metric, confidence, weighted);
                yield return Named("difference", Shown(g, metric, true, () => compare.Difference));
                yield return Named("ratio", Shown(g, metric, true, () => compare.Ratio));

                ReportAnswer Named(string kind, Figure figure) => new($"{Kebab.Of(metric)}/{kind}/{name}", figure);
            }
        }
    }

    private GroupSaid GroupOf(int g, ImmutableArray<GroupFigures> weighted)
    {
        var group = _groups[g];
        var (hasOutcomes, saysSelection) = (Says(g, GroupMetric.Prevalence), Says(g, GroupMetric.SelectionRate));
        var table = _tables.GetValueOrDefault(group);
        return new GroupSaid(
            group,
            _said.Cases(_place, group),
            _counter.HasDecisions && saysSelection ? _said.Halves(_place, group).Selected : null,
            hasOutcomes ? table.Count : null,
            hasOutcomes ? table.Positives : null,
            _counter.HasDecisions ? [.. Metrics.Select(metric => MetricOf(g, metric, weighted))] : [],
            _stages?.Of(group) ?? [],
            g == _at || !_counter.HasStrata ? null : ConditionalOf(g));
    }

    private MetricFigures MetricOf(int g, GroupMetric metric, ImmutableArray<GroupFigures> weighted)
    {
        var value = Shown(g, metric, false, () => ValueOf(g, metric, _plan.Confidence));
        if (g == _at)
            return new MetricFigures(Kebab.Of(metric), value, null, null, null, null, null);

        var compare = Compare(g, metric, _plan.Confidence, weighted);
        var isSaid = Says(g, metric) && Says(_at, metric);
        var ratio = Shown(g, metric, true, () => compare.Ratio);
        return new MetricFigures(
            Kebab.Of(metric), value, Shown(g, metric, true, () => compare.Difference), ratio,
            ratio.Value is { } known ? Kebab.Of(FourFifthsBand.Of(known)) : null,
            isSaid && compare.Test.Value is { } test
                ? new TestSaid(compare.IsExact ? "fisher-exact" : "two-proportion", test.PValue, 1, 1)
                : null,
            isSaid ? Detectable(g, metric) : null);
    }

    private ConfusionTable TableOf(int g, GroupMetric metric)
    {
        if (metric != GroupMetric.SelectionRate)
            return _tables.GetValueOrDefault(_groups[g]);

        var (selected, passed) = _said.Halves(_place, _groups[g]);
        return new ConfusionTable(0, selected, passed, 0);
    }

    private Answer<Estimate> ValueOf(int g, GroupMetric metric, double confidence) =>
        metric == GroupMetric.SelectionRate || !_decided.IsWeighted
            ? GroupRate.Of(TableOf(g, metric), metric, confidence)
            : GroupRate.Of(OutcomesOf(g, metric), metric, confidence);

    /// <summary>The cases that a rate speaks of, with their weights.</summary>
    private OutcomeTally OutcomesOf(int g, GroupMetric metric) => OutcomeTally.Of(
        from cell in _decided.Cells
        where cell.Group == _groups[g]
        let counts = metric switch
        {
            GroupMetric.FalsePositiveRate => (!cell.Positive, cell.Score == 1),
            GroupMetric.FalseNegativeRate => (cell.Positive, cell.Score == 0),
            GroupMetric.PositivePredictiveValue => (cell.Score == 1, cell.Positive),
            GroupMetric.FalseOmissionRate => (cell.Score == 0, cell.Positive),
            _ => (true, cell.Positive),
        }
        where counts.Item1
        select new OutcomeCell(cell.Weight, counts.Item2 ? cell.Count : 0, counts.Item2 ? 0 : cell.Count));

    private (Answer<Estimate> Difference, Answer<Estimate> Ratio, Answer<TestResult> Test, bool IsExact) Compare(
        int g, GroupMetric metric, double confidence, ImmutableArray<GroupFigures> weighted)
    {
        if (metric != GroupMetric.SelectionRate && _decided.IsWeighted)
        {
            var found = weighted.FirstOrDefault(figure =>
                figure.Group == _groups[g] && figure.Figure.ToString() == metric.ToString());
            if (found.Group is null)
                return (Lack.OutOfReach, Lack.OutOfReach, Lack.OutOfReach, false);

            // Of the cases that the rate speaks of, and not of all that were drawn.
            var (own, other) = (ValueOf(g, metric, confidence).Value, ValueOf(_at, metric, confidence).Value);
            Answer<Estimate> OfCases(Answer<Estimate> figure) =>
                figure.Value is { } known && own is { } one && other is { } reference
                    ? known with
                    {
                        Count = one.Count + reference.Count,
                        EffectiveCount = one.EffectiveCount + reference.EffectiveCount,
                    }
                    : figure;
            return (OfCases(found.Difference), OfCases(found.Ratio), Lack.OutOfReach, false);
        }

        var compared = GroupComparison.Of(TableOf(g, metric), TableOf(_at, metric), metric, confidence);
        return (compared.Difference, compared.Ratio, compared.Test, compared.IsExact);
    }

    /// <summary>With weights all groups are drawn together; without, each comparison has a formula.</summary>
    private ImmutableArray<GroupFigures> Weighted(double confidence) =>
        _decided.IsWeighted && _tables.ContainsKey(_reference)
            ? GroupReport.Of(_decided, new ScorePlan(1, _reference, _ => 0.5, _plan.Rounds, _plan.Seed, confidence))
            : [];

    private bool Says(int g, GroupMetric metric) => _said.Says(_place, _groups[g], metric);

    private Figure Shown(int g, GroupMetric metric, bool isCompared, Func<Answer<Estimate>> figure) =>
        Says(g, metric) && (!isCompared || Says(_at, metric)) ? Figure.Of(figure()) : Figure.Suppressed;

    private double? Detectable(int g, GroupMetric metric)
    {
        var (_, cases) = GroupRate.Parts(TableOf(g, metric), metric);
        var (events, reference) = GroupRate.Parts(TableOf(_at, metric), metric);
        return reference == 0 ? null : MinimumDetectableDifference.Of(
            (double)events / reference, cases, reference, ReportPlan.Level, ReportPlan.Power).Value;
    }

    private ConditionalFigures ConditionalOf(int g)
    {
        if (!Says(g, GroupMetric.SelectionRate) || !Says(_at, GroupMetric.SelectionRate))
            return new ConditionalFigures(Figure.Suppressed, null, Figure.Suppressed);

        var strata = _counter.Strata.Select(stratum => (
            Own: _counter.Count(stratum, _groups[g]), Other: _counter.Count(stratum, _reference))).ToArray();
        FourfoldTable[] tables = [.. strata.Select(at => new FourfoldTable(
            at.Own.Selected, at.Own.Unselected, at.Other.Selected, at.Other.Unselected))];
        return new ConditionalFigures(
            Figure.Of(MantelHaenszelOddsRatio.Of(tables, _plan.Confidence)),
            MantelHaenszelTest.Of(tables, corrected: true).Value?.PValue,
            Figure.Of(ConditionalDisparity.Of(
                [.. strata.Select(at => new DisparityStratum(
                    at.Own.Selected, at.Own.Unselected, at.Own.Selected + at.Other.Selected,
                    at.Own.Unselected + at.Other.Unselected))],
                _plan.Rounds, _plan.Seed, _plan.Confidence)));
    }
}
