using System.Collections.Immutable;
using Supervision.Escalations.Ladder;

namespace Supervision.Gateway.Escalations;

/// <summary>The ladder of measures for one case, on this day.</summary>
/// <param name="Person">As whom the referent would be fined.</param>
public sealed record LadderAnswer(PersonKind Person, ImmutableArray<LadderStep> Steps);
