using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Supervision.Facts;

/// <summary>An escalation of this referent was closed: what people found comes back into its history.</summary>
public sealed record EscalationConcluded(
    [property: StringLength(128, MinimumLength = 1)] string EscalationId,
    EscalationOutcome Outcome,
    [property: MaxLength(50)] ImmutableArray<Finding> Findings) : Fact, IOwnFact;

/// <summary>How human follow-up ended.</summary>
[JsonConverter(typeof(ClosedList<EscalationOutcome>))]
public enum EscalationOutcome
{
    /// <summary>Looked into; every duty looked at was kept.</summary>
    NoBreach,

    /// <summary>Looked into; at least one duty was not kept.</summary>
    BreachFound,

    /// <summary>The facts it rested on were wrong and go back to their source.</summary>
    WrongData,

    /// <summary>Not looked into, for a reason on record.</summary>
    NotPursued,

    /// <summary>A measure was taken, on a ground that is no breach of a duty; of duties nothing is said.</summary>
    MeasureTaken,
}
