namespace Supervision.Assurance.Groups;

/// <summary>One figure of one group: itself, and against the reference by difference and by ratio.</summary>
public readonly record struct GroupFigures(
    string Group,
    ScoreFigure Figure,
    Answer<Estimate> Value,
    Answer<Estimate> Difference,
    Answer<Estimate> Ratio);
