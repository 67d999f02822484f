using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Selections;

namespace Supervision.Gateway.Selections;

/// <summary>The selection of a period: its plan, and how far it is.</summary>
/// <param name="From">The first day of the period.</param>
/// <param name="Until">The day after its last.</param>
/// <param name="Capacity">How many checks there is room for.</param>
/// <param name="Strata">In which groups chance draws.</param>
/// <param name="Kind">At a desk, or on a visit.</param>
/// <param name="Seed">
/// From which chance is drawn; null until something is drawn, and for whoever may have to judge a case.
/// </param>
/// <param name="Draw">Null until it is drawn.</param>
/// <param name="Opening">Null until every check is a case.</param>
public sealed record SelectionItem(
    string Id,
    DateOnly From,
    DateOnly Until,
    int Capacity,
    ChannelShares Shares,
    Strata Strata,
    CheckKind Kind,
    SelectionState State,
    string PlannedBy,
    string Reason,
    DateTimeOffset PlannedAt,
    string? ConfirmedBy,
    DateTimeOffset? ConfirmedAt,
    string? Seed,
    DrawItem? Draw,
    OpeningItem? Opening)
{
    internal static SelectionItem Of(Selection selection, Actor reader) => new(
        selection.Id, selection.Plan.From, selection.Plan.Until, selection.Plan.Capacity, selection.Plan.Shares,
        selection.Plan.Strata, selection.Plan.Kind, selection.State, selection.PlannedBy, selection.Reason,
        selection.PlannedAt.ToUniversalTime(), selection.ConfirmedBy, selection.ConfirmedAt?.ToUniversalTime(),
        MaySeeSeed(reader) && selection.Drawn is not null ? selection.Seed : null,
        selection.Drawn is { } drawn ? DrawItem.Of(drawn, selection.DrawnAt!.Value) : null,
        selection.Opened is { } opened
            ? new OpeningItem(
                selection.OpenedAt!.Value.ToUniversalTime(), opened.Opened, opened.Joined, opened.Withheld)
            : null);

    // With the seed anybody can work out whom chance drew.
    private static bool MaySeeSeed(Actor reader) =>
        (reader.Has(Role.TeamLead) || reader.Has(Role.Auditor)) && !reader.Has(Role.EscalationOfficer);
}

/// <summary>What was drawn, in numbers, and the hashes of what is stored.</summary>
/// <param name="AsOf">As of when recognitions, points and signals were looked at.</param>
/// <param name="Position">Up to where on the log they were known.</param>
/// <param name="Population">How many referents had an active recognition.</param>
/// <param name="ModelHash">Of the model in use; null when there was none.</param>
/// <param name="Places">For how many checks each channel drew.</param>
/// <param name="Checks">How many referents were drawn; one that several channels drew is one.</param>
/// <param name="Moved">Places that a channel could not use, and chance got.</param>
public sealed record DrawItem(
    DateTimeOffset DrawnAt,
    DateTimeOffset AsOf,
    string By,
    int Population,
    string Position,
    string? ModelHash,
    ChannelCounts Places,
    int Checks,
    ImmutableArray<MovedPlaces> Moved,
    DrawHashes Hashes)
{
    internal static DrawItem Of(SelectionDrawn drawn, DateTimeOffset at) => new(
        at.ToUniversalTime(), drawn.AsOf.ToUniversalTime(), drawn.Step.By, drawn.Population, drawn.Position,
        drawn.ModelHash, drawn.Places, drawn.Checks, drawn.Moved,
        new DrawHashes(drawn.PopulationHash, drawn.ChancesHash, drawn.ListHash));
}

/// <summary>How the checks became cases.</summary>
/// <param name="Opened">Cases opened for it.</param>
/// <param name="Joined">Referents that had an open case, which is the check.</param>
/// <param name="Withheld">Drawn by risk alone, by a model that was stopped before there was a case.</param>
public sealed record OpeningItem(DateTimeOffset At, int Opened, int Joined, int Withheld);

/// <summary>The lower bound on the share of chance, in per cent, and what one person asks to make of it.</summary>
public sealed record RandomFloorItem(int Percent, RandomFloorProposal? Proposed)
{
    internal static RandomFloorItem Of(SelectionRegister register) => new(
        register.RandomFloor,
        register.Proposed is { } proposed
            ? new RandomFloorProposal(proposed.Percent, proposed.Step.By, proposed.Step.Reason)
            : null);
}

/// <summary>It waits for a second person.</summary>
public sealed record RandomFloorProposal(int Percent, string By, string Reason);
