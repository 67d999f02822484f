using System.Collections.Immutable;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>What one indicator gives, on which events it rests, and why it may weigh.</summary>
/// <param name="Indicator">Its id in the model; <c>base</c> for the points that everyone has.</param>
/// <param name="Feature">The feature that it reads; null for the base.</param>
/// <param name="Unit">What one unit of the value is; null for the base.</param>
/// <param name="Definition">What the feature is, in words; null for the base.</param>
/// <param name="Value">The value of the feature; null when there were no data.</param>
/// <param name="Numerator">Of a share or rate ratio, what was counted.</param>
/// <param name="Denominator">Of a share or rate ratio, out of how many.</param>
/// <param name="Events">
/// The events behind it, in order of position; of many, the latest few. Of one that was corrected, the correction by
/// which it counts as well.
/// </param>
/// <param name="Aim">What it is for, as the model says.</param>
/// <param name="LegalGround">On what legal ground it may weigh, as the model says.</param>
[GenerateSerializer, Immutable, Alias("explained-indicator")]
public sealed record ExplainedIndicator(
    [property: Id(0)] string Indicator,
    [property: Id(1)] int Points,
    [property: Id(2)] string? Feature,
    [property: Id(3)] string? Unit,
    [property: Id(4)] string? Definition,
    [property: Id(5)] long? Value,
    [property: Id(6)] long? Numerator,
    [property: Id(7)] long? Denominator,
    [property: Id(8)] int Evidence,
    [property: Id(9)] PointInterval Interval,
    [property: Id(10)] ImmutableArray<SourceEvent> Events,
    [property: Id(11)] string? Aim,
    [property: Id(12)] string? LegalGround);
