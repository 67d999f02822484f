using Supervision.Replays;

namespace Supervision.Grains.Replays;

/// <summary>The replays that are kept, oldest first, each with how far it is.</summary>
[GenerateSerializer, Alias("replays-memory")]
public sealed class ReplaysMemory
{
    [Id(0)]
    public List<ReplayJob> Jobs { get; set; } = [];
}

/// <summary>A part of the rows of a replay.</summary>
[GenerateSerializer, Alias("replay-part-memory")]
public sealed class ReplayPartMemory
{
    [Id(0)]
    public byte[] Rows { get; set; } = [];
}
