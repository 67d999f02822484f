using System.Diagnostics;

namespace Supervision.Gateway.Ingest;

/// <summary>Where the traces of this layer begin; without a listener they cost nothing.</summary>
internal static class IngestTraces
{
    private static readonly ActivitySource Source = new("Supervision");

    /// <summary>A commit serves many requests, so it is a trace of its own.</summary>
    public static Activity? Commit(int events) =>
        Source.StartActivity("commit events")?.SetTag("supervision.events", events);
}
