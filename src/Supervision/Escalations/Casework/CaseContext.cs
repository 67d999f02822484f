using System.Collections.Immutable;
using Supervision.Escalations.Ladder;
using Supervision.Escalations.SecondReadings;
using Supervision.Log;

namespace Supervision.Escalations.Casework;

/// <summary>What a command is judged by beside the case itself.</summary>
/// <param name="History">Measures and recognitions of the referent.</param>
/// <param name="Known">Events that the command names and the history of the referent has.</param>
/// <param name="Draw">Whether chance has a case judged again; null for commands that it says nothing about.</param>
public sealed record CaseContext(
    DateTimeOffset Now,
    EscalationTerms Terms,
    SanctionHistory History,
    ImmutableHashSet<EventKey> Known,
    SecondReadingDraw? Draw = null)
{
    /// <summary>Positions that a finding rests on and the history of the referent has.</summary>
    public ImmutableHashSet<string> Positions { get; init; } = [];
}
