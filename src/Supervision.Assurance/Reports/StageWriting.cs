using System.Collections.Immutable;
using Supervision.Assurance.Intervals;

namespace Supervision.Assurance.Reports;

/// <summary>
/// How far the cases of each group came: an even score can become uneven where people choose, and the other way round.
/// </summary>
/// <param name="place">The place of the attribute in the plan.</param>
internal sealed class StageWriting(SaidCells said, int place, string reference, double confidence)
{
    private static readonly CaseStage[] Stages = Enum.GetValues<CaseStage>();

    public ImmutableArray<StageFigures> Of(string group) =>
    [
        .. Stages.Where(stage => said.AllReached(stage) is not 0).Select(stage =>
        {
            var (reached, cases) = (said.Reached(place, group, stage), said.Reached(place, group, CaseStage.Scored));
            var (others, otherCases) = (
                said.Reached(place, reference, stage), said.Reached(place, reference, CaseStage.Scored));
            return new StageFigures(
                Kebab.Of(stage), reached, Share(reached, said.AllReached(stage)), Share(reached, cases),
                group == reference ? null
                    : reached is { } part && cases is { } whole && others is { } otherPart && otherCases is { } other
                        ? Figure.Of(RiskRatio.Of(part, whole, otherPart, other, confidence))
                        : Figure.Suppressed);
        }),
    ];

    private Figure Share(long? part, long? whole) => part is { } known && whole is { } all
        ? Figure.Of(WilsonInterval.Of(known, all, confidence))
        : Figure.Suppressed;
}
