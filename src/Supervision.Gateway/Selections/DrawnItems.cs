using System.Collections.Immutable;
using Supervision.Assurance.Reports;
using Supervision.Contracts.Escalations;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Selections;

namespace Supervision.Gateway.Selections;

/// <summary>A referent of the population of a draw, with its chances; drawn or not.</summary>
/// <param name="IsKept">
/// Whoever asks may have to judge its case first, so nothing more is said: all that follows is null.
/// </param>
/// <param name="Points">By the model in use; null also when there was none, or too little evidence.</param>
/// <param name="WaitingSince">The day of the oldest signal that no case had answered.</param>
/// <param name="Inclusion">The chance of being drawn by any channel.</param>
/// <param name="DrawnBy">The channels that drew it; empty when none did.</param>
public sealed record ChanceItem(
    ReferentId ReferentId,
    bool IsKept,
    string? Stratum,
    int? Points,
    DateOnly? WaitingSince,
    Chance? Risk,
    Chance? Random,
    Chance? Signal,
    decimal? Inclusion,
    ImmutableArray<Channel>? DrawnBy)
{
    internal static ChanceItem Of(DrawnMember drawn, bool isKept) => isKept
        ? new ChanceItem(drawn.Member.Referent, true, null, null, null, null, null, null, null, null)
        : new ChanceItem(
            drawn.Member.Referent, false, drawn.Member.Stratum, drawn.Member.Points, drawn.Member.WaitingSince,
            drawn.Risk, drawn.Random, drawn.Signal, drawn.Inclusion, ChannelsOf(drawn));

    internal static ImmutableArray<Channel> ChannelsOf(DrawnMember drawn) =>
        [.. Enum.GetValues<Channel>().Where(channel => drawn.IsDrawnBy(channel))];
}

/// <summary>A check and what came of it.</summary>
/// <param name="IsKept">Whoever asks may have to judge the case first: why it was drawn is null.</param>
/// <param name="Opening">How it became a case; null as long as it is none.</param>
/// <param name="EscalationId">The case.</param>
/// <param name="State">How far the case is.</param>
/// <param name="Outcome">How it ended, after objection where there was one; null while it goes on.</param>
public sealed record CheckItem(
    ReferentId ReferentId,
    bool IsKept,
    ImmutableArray<Channel>? DrawnBy,
    CheckOpening? Opening,
    string? EscalationId,
    EscalationState? State,
    EscalationOutcome? Outcome,
    ImmutableArray<Finding> Findings)
{
    internal static CheckItem Of(SelectionRow row, EscalationView? followUp, bool isKept) => new(
        row.Member.Member.Referent, isKept, isKept ? null : ChanceItem.ChannelsOf(row.Member),
        isKept ? null : row.Opening, row.Escalation?.ToString(), followUp?.State, followUp?.Outcome,
        followUp is null ? [] : FindingsOf(followUp));

    private static ImmutableArray<Finding> FindingsOf(EscalationView followUp) =>
        followUp is { Findings.IsEmpty: true, File: { } file }
            ? [.. file.Findings.Select(finding => finding.AsFinding)]
            : followUp.Findings;
}

/// <summary>What the checks of a selection came to, for each channel.</summary>
/// <param name="Difference">
/// The rate of risk minus that of chance, with Newcombe's interval. A check that both drew is in both.
/// </param>
public sealed record YieldAnswer(ImmutableArray<ChannelYieldItem> Channels, Figure Difference);

/// <summary>What the checks of a channel came to.</summary>
/// <param name="UnderWay">Those whose case has not ended, or is not opened yet.</param>
/// <param name="Neither">Wrong data, not pursued, or withheld: they say nothing about the referent.</param>
/// <param name="Rate">Breaches among those that ended with or without one, with Wilson's interval.</param>
public sealed record ChannelYieldItem(
    Channel Channel, int Checks, int UnderWay, int Breach, int NoBreach, int Neither, Figure Rate);

/// <summary>A referent about whom a signal waits.</summary>
/// <param name="WaitingSince">The day of the oldest signal that no case has answered.</param>
public sealed record SignalItem(ReferentId ReferentId, DateOnly WaitingSince);

/// <summary>The signals that wait, the oldest first.</summary>
/// <param name="Count">How many referents have one, of those with an active recognition.</param>
/// <param name="Items">The first of them.</param>
public sealed record SignalQueue(int Count, ImmutableArray<SignalItem> Items);

/// <summary>A draw computed once more from the plan, the seed and the stored inputs.</summary>
/// <param name="IsEqual">All three are.</param>
/// <param name="PopulationEqual">The stored inputs have the hash that is on the log.</param>
/// <param name="ChancesEqual">The chances have it, as they are stored and as computed again.</param>
/// <param name="ListEqual">Who was drawn has it, likewise.</param>
public sealed record RedrawAnswer(
    bool IsEqual, bool PopulationEqual, bool ChancesEqual, bool ListEqual, int Population, int Checks)
{
    internal static RedrawAnswer Of(Redraw again) => new(
        again.IsEqual, again.PopulationEqual, again.ChancesEqual, again.ListEqual, again.Population, again.Checks);
}
