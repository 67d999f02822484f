using System.Globalization;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Referents;

/// <summary>The level of a referent changed.</summary>
/// <param name="Id">Its number among all changes; pass it as Last-Event-ID to go on after it.</param>
/// <param name="Points">Those of the new level; null when no model was in use, and so no score.</param>
/// <param name="Cause">The event that moved it; null when time alone did.</param>
public sealed record RiskChangeItem(
    string Id,
    ReferentId ReferentId,
    DateTimeOffset At,
    RiskLevel From,
    RiskLevel To,
    int? Points,
    string? ModelHash,
    string Position,
    RiskChangeCause? Cause)
{
    public static RiskChangeItem Of(RiskChange change) => new(
        change.Sequence.ToString(CultureInfo.InvariantCulture),
        change.Referent,
        change.At.ToUniversalTime(),
        change.From,
        change.To,
        change.ScoredPoints,
        change.ModelHash,
        change.Position.ToString(),
        change.Cause is { } cause ? new RiskChangeCause(cause.Source, cause.EventId) : null);
}

/// <summary>The event that moved a level.</summary>
public sealed record RiskChangeCause(string Source, string Id);
