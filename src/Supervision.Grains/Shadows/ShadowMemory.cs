namespace Supervision.Grains.Shadows;

/// <summary>What is kept of the shadows of one partition between activations: counts of days, no referent.</summary>
[GenerateSerializer, Alias("shadow-memory")]
public sealed class ShadowMemory
{
    /// <summary>The days, as the domain writes them; empty before the first.</summary>
    [Id(0)]
    public string Days { get; set; } = "";
}
