namespace Supervision.Assurance.Tallies;

/// <summary>How many cases of one weight were hits and how many were not.</summary>
public readonly record struct OutcomeCell(double Weight, long Hits, long Misses);
