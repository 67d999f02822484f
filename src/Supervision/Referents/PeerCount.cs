using Supervision.Risk;

namespace Supervision.Referents;

/// <summary>How many referents of a group have these points at this level.</summary>
public sealed record PeerCount(RiskLevel Level, int Points, int Count);
