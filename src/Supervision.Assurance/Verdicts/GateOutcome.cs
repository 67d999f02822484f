using System.Collections.Immutable;

namespace Supervision.Assurance.Verdicts;

/// <summary>What came of all gates of a document.</summary>
public sealed record GateOutcome(ImmutableArray<GateResult> Results)
{
    /// <summary>Whether a model may be taken into use.</summary>
    public bool MayBeUsed => Results.All(result => !result.Blocks);

    /// <summary>Whether a model in use must stop.</summary>
    public bool MustStop => Results.Any(result => result.Trips);
}
