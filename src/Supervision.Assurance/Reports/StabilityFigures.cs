using System.Collections.Immutable;

namespace Supervision.Assurance.Reports;

/// <summary>Whether levels stand what should matter little, and scores what must not matter.</summary>
/// <param name="SplitHalves">How reliable points are, from two halves of the facts; null when none were split.</param>
/// <remarks>
/// The figures are of changes that were drawn, and not of anything that happened to anybody: a small number of them
/// tells of the model and of no referent, so it is said. The number of referents is ten or more.
/// </remarks>
public sealed record StabilityFigures(
    ImmutableArray<ChangeFigures> Changes, Figure? SplitHalves, ImmutableArray<TwinFigures> Twins);

/// <summary>Which part changes level by one change.</summary>
/// <param name="Change">Such as `one-event-lost`, or `without=INDICATOR`.</param>
/// <param name="OfHighest">Of those at the highest level, the part that leaves it.</param>
public sealed record ChangeFigures(string Change, Figure Share, Figure OfHighest);

/// <summary>How many shadow copies got another score.</summary>
/// <param name="Change">What was changed in them.</param>
public sealed record TwinFigures(string Change, long? Different, Figure Share);
