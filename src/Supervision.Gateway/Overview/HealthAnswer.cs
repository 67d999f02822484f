namespace Supervision.Gateway.Overview;

/// <summary>The answer to a probe.</summary>
/// <param name="Status">`live` or `ready`.</param>
public sealed record HealthAnswer(string Status);
