using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>
/// Which levels of past days, and crossings of the line of the escalation rule, would have been different, had been
/// known then what is known now: the same model on both sides, so that only late and corrected facts can make a
/// difference.
/// </summary>
/// <param name="From">The first day looked at.</param>
/// <param name="To">The last day looked at.</param>
/// <param name="Model">The model on both sides; null when none is in use, and then there are no levels.</param>
/// <param name="Days">How many days were looked at.</param>
/// <param name="DaysOtherwise">On how many of them the level would have been another one.</param>
/// <param name="Periods">Those days, oldest first; at most <see cref="PeriodsMax"/>.</param>
/// <param name="MorePeriods">How many periods there are beyond those.</param>
/// <param name="Crossed">
/// How often the level rose to the line of the escalation rule, as it was known then: computed anew for each moment at
/// which something was recorded, and at the start of days. A server judges event by event, or many at once, as they
/// reach it, so it may have told fewer or more.
/// </param>
/// <param name="WouldHaveCrossed">How often it would have, with what is known now.</param>
/// <param name="Crossings">Those that differ, each day once.</param>
/// <param name="DaysByLevels">The days that differ, by both levels.</param>
/// <param name="Erased">Facts erased since: what rested on them cannot be told any more.</param>
[GenerateSerializer, Immutable, Alias("hindsight")]
public sealed record Hindsight(
    [property: Id(0)] ReferentId ReferentId,
    [property: Id(1)] DateOnly From,
    [property: Id(2)] DateOnly To,
    [property: Id(3)] ModelIdentity? Model,
    [property: Id(4)] int Days,
    [property: Id(5)] int DaysOtherwise,
    [property: Id(6)] ImmutableArray<HindsightPeriod> Periods,
    [property: Id(7)] int MorePeriods,
    [property: Id(8)] int Crossed,
    [property: Id(9)] int WouldHaveCrossed,
    [property: Id(10)] ImmutableArray<HindsightCrossing> Crossings,
    [property: Id(11)] int Erased,
    [property: Id(12)] ImmutableArray<DaysOfLevels> DaysByLevels)
{
    /// <summary>Five years: no feature looks further back.</summary>
    public const int DaysMax = 1_830;

    public const int PeriodsMax = 100;

    /// <summary>
    /// Why there are no levels: `no-model-in-use`, `model-stopped`, `model-gate-tripped` or `model-review-date-passed`;
    /// only then.
    /// </summary>
    [Id(13), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The same in a sentence; only when there are no levels.</summary>
    [Id(14), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReasonDetail { get; init; }

    /// <summary>
    /// How many rises to the line were told on those days by this model: the changes of level that `risk-history` has.
    /// Null where the lists were not asked.
    /// </summary>
    [Id(15), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Told { get; init; }

    /// <summary>What is left when no model is in use: that there are no levels, and why.</summary>
    public Hindsight Without(string reason) => this with
    {
        Model = null,
        DaysOtherwise = 0,
        Periods = [],
        MorePeriods = 0,
        Crossed = 0,
        WouldHaveCrossed = 0,
        Crossings = [],
        DaysByLevels = [],
        Reason = reason,
    };
}

/// <summary>On how many days the level was one and would have been another.</summary>
[GenerateSerializer, Immutable, Alias("days-of-levels")]
public sealed record DaysOfLevels(
    [property: Id(0)] RiskLevel Then, [property: Id(1)] RiskLevel Now, [property: Id(2)] int Days)
{
    internal static ImmutableArray<DaysOfLevels> Of(IEnumerable<(RiskLevel Then, RiskLevel Now)> days) =>
    [
        .. days.Where(day => day.Then != day.Now).GroupBy(day => day).OrderBy(group => group.Key)
            .Select(group => new DaysOfLevels(group.Key.Then, group.Key.Now, group.Count())),
    ];
}

/// <summary>Days in a row on which the level was one and would have been another.</summary>
/// <param name="Then">
/// The level at the end of each day, with what was known by then; `none` when nothing had been heard of the referent.
/// </param>
/// <param name="Now">The level of each day with what is known now.</param>
/// <param name="LateFacts">Events learned after the first of the days that changed something up to it.</param>
/// <param name="Because">Those of them that moved the level of the first day.</param>
/// <param name="AllLookedAt">Whether every one of them was looked at; not when there are very many.</param>
[GenerateSerializer, Immutable, Alias("hindsight-period")]
public sealed record HindsightPeriod(
    [property: Id(0)] DateOnly From,
    [property: Id(1)] DateOnly To,
    [property: Id(2)] RiskLevel Then,
    [property: Id(3)] RiskLevel Now,
    [property: Id(4)] int LateFacts,
    [property: Id(5)] ImmutableArray<SourceEvent> Because,
    [property: Id(6)] bool AllLookedAt);

/// <summary>
/// The level rising to the line of the escalation rule, which hindsight takes away, adds or moves. Whether an
/// escalation was opened is another matter: one may have been open already, and the harm limiter may hold one.
/// </summary>
/// <param name="On">The day on which it rose, or would have.</param>
/// <param name="CrossedOn">When it rose in fact, if it was later; else null.</param>
/// <param name="Again">How often more it rose on that same day; 0 as a rule.</param>
[GenerateSerializer, Immutable, Alias("hindsight-escalation")]
public sealed record HindsightCrossing(
    [property: Id(0)] DateOnly On,
    [property: Id(1)] HindsightOutcome Outcome,
    [property: Id(2)] DateOnly? CrossedOn,
    [property: Id(3)] int Again = 0)
{
    /// <summary>How often it is, all together.</summary>
    internal int Times => 1 + Again;
}

/// <summary>What hindsight makes of a crossing of the line.</summary>
[JsonConverter(typeof(ClosedList<HindsightOutcome>))]
public enum HindsightOutcome
{
    /// <summary>The level rose to the line, and would not have.</summary>
    WouldNotHaveCrossed = 0,

    /// <summary>It did not rise to the line on that day, and would have.</summary>
    WouldHaveCrossed = 1,
}
