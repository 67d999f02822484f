using System.ComponentModel.DataAnnotations;
using Supervision.Facts;
using Supervision.Selections;

namespace Supervision.Gateway.Selections;

/// <summary>Plans the checks of a period.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The day after the last; at most 366 days later.</param>
/// <param name="Capacity">How many checks there is room for.</param>
/// <param name="Shares">Parts for each channel; 2 : 1 : 1 when left out.</param>
/// <param name="Strata">In which groups chance draws; everybody together when left out.</param>
/// <param name="Kind">At a desk when left out.</param>
/// <param name="Reason">In words. Never a name of a natural person.</param>
public sealed record PlanSelectionRequest(
    DateOnly From,
    DateOnly Until,
    [property: Range(1, SelectionPlan.CapacityMax)] int Capacity,
    [property: StringLength(SelectionRegister.ReasonLengthMax, MinimumLength = 1)] string Reason,
    ChannelShares? Shares = null,
    Strata? Strata = null,
    CheckKind? Kind = null);

/// <summary>Why.</summary>
public sealed record SelectionReasonRequest(
    [property: StringLength(SelectionRegister.ReasonLengthMax, MinimumLength = 1)] string Reason);

/// <summary>Another lower bound on the share of chance.</summary>
/// <param name="Percent">Of the checks of a plan.</param>
public sealed record RandomFloorRequest(
    [property: Range(SelectionRegister.RandomFloorLeast, SelectionRegister.RandomFloorMost)] int Percent,
    [property: StringLength(SelectionRegister.ReasonLengthMax, MinimumLength = 1)] string Reason);
