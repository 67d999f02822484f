namespace Supervision.Benchmarks.Stopping;

/// <summary>How often a model is stopped while clients ask for scores and send events.</summary>
internal sealed record StopPlan
{
    public int Trials { get; init; } = 50;

    public int Silos { get; init; } = 3;

    public int Referents { get; init; } = 200;

    /// <summary>Clients that ask for live risk without a pause, on each of the two gateways.</summary>
    public int Askers { get; init; } = 4;

    public int EventsPerSecond { get; init; } = 200;

    /// <summary>How long is watched after the answer to a stop.</summary>
    public TimeSpan Watched { get; init; } = TimeSpan.FromSeconds(1.5);
}

/// <summary>One stop. Times are from when the answer to the stop had arrived; below zero is before it.</summary>
/// <param name="Answer">From the call to its answer.</param>
/// <param name="LastScore">When the last score of the stopped model arrived.</param>
/// <param name="LastAskedWithScore">When the last question was asked that was answered with such a score.</param>
/// <param name="Before">Scores that arrived between the start of the trial and the stop.</param>
/// <param name="After">Answers without a score after the stop.</param>
internal sealed record StopTrial(
    TimeSpan Answer, TimeSpan LastScore, TimeSpan LastAskedWithScore, int Before, int After, int Failed);
