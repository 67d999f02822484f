using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Facts;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>
/// What became of points and level between two moments: what was known and true then, what is now, and each step on
/// the way. The steps add up to the difference, exactly, for every indicator.
/// </summary>
/// <param name="Since">The earlier moment: of what is asked, and of what was known of it.</param>
/// <param name="Steps">In order; those on which nothing moved are left out.</param>
[GenerateSerializer, Immutable, Alias("change-since")]
public sealed record ChangeSince(
    [property: Id(0)] DateTimeOffset Since,
    [property: Id(1)] RiskLevel LevelFrom,
    [property: Id(2)] int PointsFrom,
    [property: Id(3)] RiskLevel LevelTo,
    [property: Id(4)] int PointsTo,
    [property: Id(5)] ImmutableArray<ChangeStep> Steps);

/// <summary>One step: what came about, and what it moved.</summary>
/// <param name="At">When; of time, the start of the day on which it showed.</param>
/// <param name="Event">The event, when one event did it.</param>
/// <param name="Events">How many events are behind the step: 0 for time, 1 for an event, else several.</param>
/// <param name="Indicators">Those whose points moved.</param>
[GenerateSerializer, Immutable, Alias("change-step")]
public sealed record ChangeStep(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] StepCause Because,
    [property: Id(2)] SourceEvent? Event,
    [property: Id(3)] int Events,
    [property: Id(4)] RiskLevel LevelFrom,
    [property: Id(5)] int PointsFrom,
    [property: Id(6)] RiskLevel LevelTo,
    [property: Id(7)] int PointsTo,
    [property: Id(8)] ImmutableArray<IndicatorStep> Indicators);

/// <summary>The points of one indicator before and after a step.</summary>
[GenerateSerializer, Immutable, Alias("indicator-step")]
public sealed record IndicatorStep(
    [property: Id(0)] string Indicator,
    [property: Id(1)] string Feature,
    [property: Id(2)] int From,
    [property: Id(3)] int To);

/// <summary>What made a step.</summary>
[JsonConverter(typeof(ClosedList<StepCause>))]
public enum StepCause
{
    /// <summary>An event was learned.</summary>
    Event = 0,

    /// <summary>Time passed: a window slid, a weight faded, a measure lapsed, a justification expired.</summary>
    Time = 1,

    /// <summary>Several of both, put together because there were more than are told one by one.</summary>
    Several = 2,
}
