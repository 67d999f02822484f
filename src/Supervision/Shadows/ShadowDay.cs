namespace Supervision.Shadows;

/// <summary>One day of a shadow beside one model in use: what came of judging, and who stood where last.</summary>
/// <param name="Used">The hash of the model in use; null when none was.</param>
/// <param name="Shadow">The hash of the shadow.</param>
/// <param name="Standing">At the last counting of the day; null when nobody counted.</param>
[GenerateSerializer, Immutable, Alias("shadow-day")]
public sealed record ShadowDay(
    [property: Id(0)] DateOnly Day,
    [property: Id(1)] string? Used,
    [property: Id(2)] string Shadow,
    [property: Id(3)] JudgingTally Judging,
    [property: Id(4)] StandingTally? Standing)
{
    /// <summary>The same day and models in another partition.</summary>
    public ShadowDay And(ShadowDay other) => this with
    {
        Judging = Judging.And(other.Judging),
        Standing = Standing is null || other.Standing is null
            ? Standing ?? other.Standing
            : Standing.And(other.Standing),
    };

    /// <summary>The same models in the same partition, some time later: who stood where is told by the later.</summary>
    public ShadowDay Then(ShadowDay later) => this with
    {
        Judging = Judging.And(later.Judging),
        Standing = later.Standing ?? Standing,
    };
}
