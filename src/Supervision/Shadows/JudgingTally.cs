namespace Supervision.Shadows;

/// <summary>What came of judging by the model in use and by a shadow side by side, counted.</summary>
/// <param name="Judgings">How often both judged a referent, of the same facts and the same day.</param>
/// <param name="UsedNanoseconds">What the judging by the model in use took, in all.</param>
/// <param name="ShadowNanoseconds">What the judging by the shadow took, in all.</param>
/// <param name="UsedChanges">How often the level by the model in use became another.</param>
/// <param name="ShadowChanges">How often the level by the shadow became another.</param>
/// <param name="UsedFirings">How often the escalation rule of the model in use fired.</param>
/// <param name="ShadowFirings">How often that of the shadow would have.</param>
[GenerateSerializer, Immutable, Alias("judging-tally")]
public sealed record JudgingTally(
    [property: Id(0)] long Judgings,
    [property: Id(1)] long UsedNanoseconds,
    [property: Id(2)] long ShadowNanoseconds,
    [property: Id(3)] long UsedChanges,
    [property: Id(4)] long ShadowChanges,
    [property: Id(5)] long UsedFirings,
    [property: Id(6)] long ShadowFirings)
{
    public static readonly JudgingTally Empty = new(0, 0, 0, 0, 0, 0, 0);

    public JudgingTally And(JudgingTally other) => new(
        Judgings + other.Judgings,
        UsedNanoseconds + other.UsedNanoseconds,
        ShadowNanoseconds + other.ShadowNanoseconds,
        UsedChanges + other.UsedChanges,
        ShadowChanges + other.ShadowChanges,
        UsedFirings + other.UsedFirings,
        ShadowFirings + other.ShadowFirings);
}
