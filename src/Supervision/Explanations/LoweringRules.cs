using System.Collections.Immutable;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>What would lower the level of a referent on a day, under a model.</summary>
internal static class LoweringRules
{
    /// <summary>Changes that are told of those that are equally small.</summary>
    public const int ChangesMax = 10;

    public static Lowering Of(ReferentFold fold, RiskModel model, DateTimeOffset asOf)
    {
        var level = Scoring.Assess(fold, model, asOf).Level;
        if (level == RiskLevel.InsufficientEvidence)
            return None(NoLowering.InsufficientEvidence);
        if (level == RiskLevel.Low)
            return None(NoLowering.LowAlready);

        var day = FactEffects.DayOf(asOf);
        var due = int.MaxValue;
        var (today, points, _) = Scoring.Evaluate(fold.State, model, day, ref due);
        if (today < level)
            return None(NoLowering.HeldByCooldown);

        ImmutableArray<MovableIndicator> movable =
            [.. model.Indicators.Select(ready => MovableIndicator.Of(fold, ready, day)).OfType<MovableIndicator>()];
        var bound = level == RiskLevel.High ? model.High : model.Medium;
        var (found, more) = LoweringSearch.Find([.. movable.Select(one => one.Moves)], points - bound + 1, ChangesMax);
        if (found.IsEmpty)
            return None(NoLowering.OutOfReach);

        // The day itself is below the level then; what holds it up are the days before it.
        var cooldown = model.Document.CooldownDays;
        var fallsOn = DayLevels.LastThatReached(fold, model, day, level) is { } last ? last + cooldown + 1 : day;
        var held = DayLevels.Highest(fold, model, fallsOn - cooldown, day);
        return new Lowering(null, [.. found.Select(Change)], more);

        LoweringChange Change(ImmutableArray<(int Indicator, BinMove Move)> moves)
        {
            var after = points - moves.Sum(one => one.Move.Reduction);
            return new LoweringChange(
                [.. moves.Select(one => movable[one.Indicator].Needed(one.Move))], after, model.LevelOf(after),
                DateOnly.FromDayNumber(fallsOn), held > model.LevelOf(after) ? held : model.LevelOf(after));
        }
    }

    private static Lowering None(NoLowering why) => new(why, [], false);
}
