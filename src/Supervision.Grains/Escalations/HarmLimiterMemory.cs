namespace Supervision.Grains.Escalations;

/// <summary>The openings within the window, oldest first; stored, so that a restart opens no new room.</summary>
[GenerateSerializer, Alias("harm-limiter-memory")]
public sealed class HarmLimiterMemory
{
    [Id(0)]
    public List<HarmOpening> Openings { get; set; } = [];
}

/// <summary>One opening that took room.</summary>
[GenerateSerializer, Alias("harm-opening")]
public sealed class HarmOpening
{
    [Id(0)]
    public string Escalation { get; set; } = "";

    [Id(1)]
    public DateTimeOffset At { get; set; }
}
