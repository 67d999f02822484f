using Supervision.Shadows;

namespace Supervision.Gateway.Shadows;

/// <summary>What came of judging side by side.</summary>
/// <param name="Judgings">How often both judged a referent, of the same facts and the same day.</param>
/// <param name="InUse">By the model in use.</param>
/// <param name="Shadow">By the shadow.</param>
public sealed record ShadowJudgingItem(long Judgings, ModelJudgingItem InUse, ModelJudgingItem Shadow)
{
    public static ShadowJudgingItem Of(JudgingTally tally) => new(
        tally.Judgings,
        ModelJudgingItem.Of(tally.UsedChanges, tally.UsedFirings, tally.UsedNanoseconds, tally.Judgings),
        ModelJudgingItem.Of(tally.ShadowChanges, tally.ShadowFirings, tally.ShadowNanoseconds, tally.Judgings));
}

/// <summary>What came of judging by one model.</summary>
/// <param name="LevelChanges">How often the level became another, or would have.</param>
/// <param name="RuleFirings">
/// How often the escalation rule fired, or would have. One referent may have an open escalation already, and the harm
/// limiter may hold one, so it is no fewer than would be opened.
/// </param>
/// <param name="NanosecondsPerJudging">What one judging cost on average; null when there was none.</param>
public sealed record ModelJudgingItem(long LevelChanges, long RuleFirings, long? NanosecondsPerJudging)
{
    public static ModelJudgingItem Of(long changes, long firings, long nanoseconds, long judgings) =>
        new(changes, firings, judgings == 0 ? null : nanoseconds / judgings);
}
