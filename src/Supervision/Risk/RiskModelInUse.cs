namespace Supervision.Risk;

/// <summary>The one risk model that this process scores with; null when none is in use.</summary>
public sealed record RiskModelInUse(RiskModel? Model);
