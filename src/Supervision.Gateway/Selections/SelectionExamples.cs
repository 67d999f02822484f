using Supervision.Assurance.Reports;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Selections;

namespace Supervision.Gateway.Selections;

/// <summary>Requests that work and answers as they look, built from the records themselves.</summary>
internal static class SelectionExamples
{
    private const string Hash = "sha256:6b1f0f3c5b2f4a7d9e8c1a0b3d5f7e9c2b4a6d8f0e1c3b5a7d9f2e4c6a8b0d1f";

    private static readonly ReferentId Referent = ReferentId.Parse("kvk:99000001");
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Chance Random = new(100, 10_412);

    public static PlanSelectionRequest Plan { get; } = new(
        new DateOnly(2026, 4, 1), new DateOnly(2026, 7, 1), 400, "The second quarter.", ChannelShares.Default,
        Strata.SizeBand, CheckKind.Desk);

    public static SelectionReasonRequest Reason { get; } = new("Read and in order.");

    public static RandomFloorRequest Floor { get; } = new(30, "More can be said of who is not selected.");

    public static RandomFloorItem FloorItem { get; } = new(
        25, new RandomFloorProposal(Floor.Percent, "user:team-lead", Floor.Reason));

    public static SelectionItem Planned { get; } = new(
        "selection-1", Plan.From, Plan.Until, Plan.Capacity, Plan.Shares!, Plan.Strata!.Value, Plan.Kind!.Value,
        SelectionState.Planned, "user:supervisor", Plan.Reason, Noon, null, null, null, null, null);

    public static SelectionItem Confirmed { get; } = Planned with
    {
        State = SelectionState.Confirmed,
        ConfirmedBy = "user:team-lead",
        ConfirmedAt = Noon.AddHours(1),
    };

    public static SelectionItem Withdrawn { get; } = Planned with { State = SelectionState.Withdrawn };

    public static SelectionItem Drawn { get; } = Confirmed with
    {
        State = SelectionState.Drawn,
        Seed = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        Draw = new DrawItem(
            Noon.AddDays(1), Noon.AddDays(1), "user:team-lead", 10_412, "all-AQID", Hash,
            new ChannelCounts(200, 112, 88), 397,
            [new MovedPlaces(Channel.Signal, 12, SelectionDraw.TooFewSignals)], new DrawHashes(Hash, Hash, Hash)),
    };

    public static ChanceItem Chance { get; } = new(
        Referent, false, "10-49", 42, null, Supervision.Selections.Chance.Certain, Random,
        Supervision.Selections.Chance.None, 1, [Channel.Risk]);

    public static CheckItem Check { get; } = new(
        Referent, false, [Channel.Risk], CheckOpening.Opened, $"{Referent}~1", EscalationState.Closed,
        EscalationOutcome.BreachFound, [new Finding(Duty.KeepRecords, Severity.Minor, true)]);

    public static YieldAnswer Yield { get; } = new(
        [
            new ChannelYieldItem(
                Channel.Risk, 200, 20, 60, 110, 10, new Figure(0.353, 0.285, 0.427, 0.95, 170, 170, null)),
            new ChannelYieldItem(
                Channel.Random, 112, 12, 4, 92, 4, new Figure(0.042, 0.016, 0.102, 0.95, 96, 96, null)),
        ],
        new Figure(0.311, 0.223, 0.388, 0.95, 266, 266, null));

    public static SignalQueue Queue { get; } = new(1, [new SignalItem(Referent, new DateOnly(2026, 2, 3))]);

    public static RedrawAnswer Again { get; } = new(true, true, true, true, 10_412, 397);
}
