using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;

namespace Supervision.Escalations;

/// <summary>The case, just judged, was drawn to be judged again by somebody else, within a term.</summary>
/// <param name="Plan">The number of the plan that drew it.</param>
public sealed record EscalationReadingDrawn(int Episode, int Plan, ClockStart Clock) : EscalationFact(Episode);

/// <summary>An officer who has not seen more than the first had reads the case.</summary>
public sealed record EscalationReadingTaken(int Episode, string Officer, DateTimeOffset LockedUntil)
    : EscalationFact(Episode);

/// <summary>That officer judged the case.</summary>
public sealed record EscalationJudgedAgain(int Episode, string Officer, Judgement Judgement, string Text)
    : EscalationFact(Episode);

/// <summary>A lead settled two judgements that differ.</summary>
public sealed record EscalationDifferenceSettled(int Episode, string Officer, Judgement Judgement, string Reason)
    : EscalationFact(Episode);
