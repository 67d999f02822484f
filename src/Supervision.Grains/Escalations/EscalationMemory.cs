namespace Supervision.Grains.Escalations;

/// <summary>What is stored of an escalation between activations: a cache of the fold of its facts on the log.</summary>
[GenerateSerializer, Alias("escalation-memory")]
public sealed class EscalationMemory
{
    /// <summary>The name of the grain storage that escalations and the harm limiter are kept in.</summary>
    public const string Storage = "escalations";

    /// <summary>How many facts there are under the subject; what the next append expects.</summary>
    [Id(0)]
    public long Version { get; set; }

    /// <summary>The offset of the last fact that is folded.</summary>
    [Id(1)]
    public long Offset { get; set; }

    /// <summary>The escalation, as the domain writes it; empty before the first.</summary>
    [Id(2)]
    public string Escalation { get; set; } = "";
}
