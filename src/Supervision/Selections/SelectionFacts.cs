using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Models;

namespace Supervision.Selections;

/// <summary>Something that happened around the selection of checks. Kept on the log, all under one subject.</summary>
public abstract record SelectionFact;

/// <summary>A period was planned.</summary>
/// <param name="Selection">The id.</param>
public sealed record SelectionPlanned(
    string Selection,
    DateOnly From,
    DateOnly Until,
    int Capacity,
    int Risk,
    int Random,
    int Signal,
    Strata Strata,
    CheckKind Kind,
    ModelStep Step) : SelectionFact;

/// <summary>A second person confirmed the plan, and the seed was made, which nobody chose.</summary>
/// <param name="Seed">64 hexadecimal digits.</param>
public sealed record SelectionConfirmed(string Selection, string Seed, ModelStep Step) : SelectionFact;

/// <summary>The plan was taken back before anything was drawn.</summary>
public sealed record SelectionWithdrawn(string Selection, ModelStep Step) : SelectionFact;

/// <summary>The checks were drawn. Every input and chance was stored before this, and no result was there.</summary>
/// <param name="Draw">Under which id the rows are stored that the hashes are of.</param>
/// <param name="AsOf">As of when recognitions, points and signals were looked at.</param>
/// <param name="Population">How many referents had an active recognition.</param>
/// <param name="Position">Up to where on the log they were known.</param>
/// <param name="PopulationHash">SHA-256 of the inputs.</param>
/// <param name="ChancesHash">SHA-256 of the chances of all of them.</param>
/// <param name="ListHash">SHA-256 of who was drawn, by which channels.</param>
/// <param name="Places">For how many checks each channel drew, once what one could not use had moved.</param>
/// <param name="Checks">How many referents were drawn; one that several channels drew is one.</param>
/// <param name="ModelHash">Of the model in use; null when there was none.</param>
public sealed record SelectionDrawn(
    string Selection,
    string Draw,
    DateTimeOffset AsOf,
    int Population,
    string Position,
    string PopulationHash,
    string ChancesHash,
    string ListHash,
    ChannelCounts Places,
    int Checks,
    ImmutableArray<MovedPlaces> Moved,
    ModelStep Step,
    string? ModelHash = null) : SelectionFact;

/// <summary>Places that a channel could not use, and chance got.</summary>
/// <param name="Reason">A code: why no model was in use, <c>too-few-scored</c>, or <c>too-few-signals</c>.</param>
public sealed record MovedPlaces(Channel From, int Count, string Reason);

/// <summary>Every check that was drawn is a case now, or is not to be one.</summary>
/// <param name="Opened">Cases opened for it.</param>
/// <param name="Joined">Referents that had an open case, which is the check.</param>
/// <param name="Withheld">Drawn by risk alone, by a model that was stopped before the case was opened.</param>
public sealed record SelectionOpened(string Selection, int Opened, int Joined, int Withheld) : SelectionFact;

/// <summary>Somebody asks for another lower bound on the share of chance.</summary>
public sealed record RandomFloorProposed(int Percent, ModelStep Step) : SelectionFact;

/// <summary>A second person agreed; from now on it holds for every new plan.</summary>
public sealed record RandomFloorChanged(int Percent, ModelStep Step) : SelectionFact;
