using System.Collections.Immutable;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Intervals;

namespace Supervision.Assurance.Reports;

/// <summary>
/// How far the cases of each group came: an even score can become uneven where people choose, and the other way round.
/// </summary>
internal sealed class StageWriting
{
    private static readonly CaseStage[] Stages = Enum.GetValues<CaseStage>();

    private readonly long[,] _ended;
    private readonly SaidTable _said;
    private readonly int _reference;
    private readonly double _confidence;
    private readonly bool _hasStages;

    public StageWriting(AttributeCounter counter, string[] groups, int reference, double confidence)
    {
        (_reference, _confidence, _hasStages) = (reference, confidence, counter.HasStages);
        _ended = new long[groups.Length, Stages.Length];
        for (var g = 0; g < groups.Length; g++)
        {
            foreach (var stage in Stages)
                _ended[g, (int)stage] = counter.Count(groups[g], stage);
        }

        _said = Suppression.Of(_ended);
    }

    public ImmutableArray<StageFigures> Of(int group) => !_hasStages ? [] :
    [
        .. Stages.Where(stage => Total(stage) > 0).Select(stage =>
        {
            var (reached, all) = (Reached(group, stage), Reached(group, CaseStage.Scored));
            var (isSaid, compares) = (Says(group, stage), Says(group, stage) && Says(_reference, stage));
            return new StageFigures(
                Kebab.Of(stage),
                isSaid ? reached : null,
                isSaid ? Figure.Of(WilsonInterval.Of(reached, Total(stage), _confidence)) : Figure.Suppressed,
                isSaid ? Figure.Of(WilsonInterval.Of(reached, all, _confidence)) : Figure.Suppressed,
                group == _reference ? null : !compares ? Figure.Suppressed : Figure.Of(RiskRatio.Of(
                    reached, all, Reached(_reference, stage), Reached(_reference, CaseStage.Scored), _confidence)));
        }),
    ];

    private long Reached(int group, CaseStage stage) =>
        Stages.Where(other => other >= stage).Sum(other => _ended[group, (int)other]);

    private long Total(CaseStage stage) =>
        Enumerable.Range(0, _ended.GetLength(0)).Sum(group => Reached(group, stage));

    // What came further and what did not are both sums: each part of them must be sayable.
    private bool Says(int group, CaseStage stage) =>
        Stages.All(other => _said.Cell(group, (int)other)) && _said.RowTotal(group) && _said.ColumnTotal((int)stage);
}
