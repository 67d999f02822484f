using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Facts;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>
/// The smallest changes that would lower the level: of as few indicators as possible, and among those of as few bins
/// as possible. Found by exact search, so there is no smaller one.
/// </summary>
/// <param name="None">Why there is none; null when there are some.</param>
/// <param name="Changes">Each alone is enough; all are equally small.</param>
/// <param name="More">Whether there are more that are equally small.</param>
[GenerateSerializer, Immutable, Alias("lowering")]
public sealed record Lowering(
    [property: Id(0)] NoLowering? None,
    [property: Id(1)] ImmutableArray<LoweringChange> Changes,
    [property: Id(2)] bool More);

/// <summary>One change that lowers the level.</summary>
/// <param name="Moves">All of them together are needed.</param>
/// <param name="Points">The points after it, at most.</param>
/// <param name="Level">The level to which those points belong.</param>
/// <param name="FallsOn">When the level falls if the change holds from the day of the explanation on.</param>
/// <param name="LevelThen">The level on that day: days before the change may hold it up a little longer.</param>
[GenerateSerializer, Immutable, Alias("lowering-change")]
public sealed record LoweringChange(
    [property: Id(0)] ImmutableArray<NeededMove> Moves,
    [property: Id(1)] int Points,
    [property: Id(2)] RiskLevel Level,
    [property: Id(3)] DateOnly FallsOn,
    [property: Id(4)] RiskLevel LevelThen);

/// <summary>Into which values one indicator must come. Every value there gives as few points, or fewer.</summary>
/// <param name="Unit">What one unit of the values is.</param>
/// <param name="Value">The value now.</param>
/// <param name="From">At least this; null when there is no least.</param>
/// <param name="Below">Less than this; null when there is no most.</param>
/// <param name="PointsFrom">What it gives now.</param>
/// <param name="PointsTo">What it gives then, at most.</param>
/// <param name="Bins">By how many bins it moves.</param>
/// <param name="CountMost">Of a share: at most so many, out of as many as now.</param>
/// <param name="OutOf">Of a share: out of how many.</param>
/// <param name="Numerator">Of a share, what is counted now; else null.</param>
/// <param name="Denominator">Of a share, out of how many now; else null.</param>
[GenerateSerializer, Immutable, Alias("needed-move")]
public sealed record NeededMove(
    [property: Id(0)] string Indicator,
    [property: Id(1)] string Feature,
    [property: Id(2)] string Unit,
    [property: Id(3)] long Value,
    [property: Id(4)] long? From,
    [property: Id(5)] long? Below,
    [property: Id(6)] int PointsFrom,
    [property: Id(7)] int PointsTo,
    [property: Id(8)] int Bins,
    [property: Id(9)] long? CountMost,
    [property: Id(10)] long? OutOf,
    [property: Id(11)] long? Numerator,
    [property: Id(12)] long? Denominator);

/// <summary>Why nothing lowers the level.</summary>
[JsonConverter(typeof(ClosedList<NoLowering>))]
public enum NoLowering
{
    /// <summary>It is low already.</summary>
    LowAlready = 0,

    /// <summary>There is no level: too little evidence.</summary>
    InsufficientEvidence = 1,

    /// <summary>The points are low enough already; the level falls when cooldown lets go of it.</summary>
    HeldByCooldown = 2,

    /// <summary>No change of the indicators that can be moved is enough.</summary>
    OutOfReach = 3,
}
