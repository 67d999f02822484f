using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Risk;

/// <summary>What a score comes down to. It selects for a check, and nothing else.</summary>
[JsonConverter(typeof(ClosedList<RiskLevel>))]
public enum RiskLevel
{
    /// <summary>No model is in use, so there is no score.</summary>
    None = 0,

    /// <summary>Too few observations to say anything; never escalates.</summary>
    InsufficientEvidence = 1,
    Low = 2,
    Medium = 3,
    High = 4,
}
