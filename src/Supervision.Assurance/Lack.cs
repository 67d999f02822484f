namespace Supervision.Assurance;

/// <summary>
/// Why the data at hand cannot answer a question. Each is said in words beside the figure it replaces.
/// </summary>
public enum Lack
{
    NoCases,
    NoPositives,
    NoNegatives,
    NoneSelected,
    NoneUnselected,
    NoEventsInGroup,
    NoEventsInReference,
    NoVariation,
    TooFewCases,
    TooFewPairs,
    Separated,
    TooFewRounds,
    OutOfReach,
}
