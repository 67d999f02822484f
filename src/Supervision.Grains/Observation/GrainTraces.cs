using System.Diagnostics;

namespace Supervision.Grains.Observation;

/// <summary>Where the traces of this layer begin; without a listener they cost nothing.</summary>
internal static class GrainTraces
{
    private static readonly ActivitySource Source = new("Supervision");

    public static Activity? Deliver(int partition, int events) =>
        Source.StartActivity("deliver events")?
            .SetTag("supervision.partition", partition)
            .SetTag("supervision.events", events);

    public static Activity? Store(int referents) =>
        Source.StartActivity("store referents")?.SetTag("supervision.referents", referents);
}
