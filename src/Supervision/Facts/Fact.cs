namespace Supervision.Facts;

/// <summary>
/// Something that happened, as the <c>data</c> of an event tells it. The closed set of its kinds is
/// <c>FactTypes</c>; no kind has a member for origin, or for the name of a natural person.
/// </summary>
public abstract record Fact;

/// <summary>A fact that can only arise here, from a person's decision; never accepted from outside.</summary>
public interface IOwnFact;
