using Supervision.Populations;

namespace Supervision.Benchmarks.Chaos;

/// <summary>Events for clients that send at once, all those of one referent to one client.</summary>
internal static class ChaosEvents
{
    public static Queue<byte[]>[] Of(int seed, int referents, int events, int clients)
    {
        Queue<byte[]>[] queues = [.. Enumerable.Range(0, clients).Select(_ => new Queue<byte[]>())];
        var population = Population.Create(new PopulationPlan
        {
            Seed = seed,
            Referents = referents,
            Scenario = Scenario.Bulk,
            EventsPerReferent = Math.Max(1, events / referents),
        });
        var number = 0;
        foreach (var happened in population.Events())
            queues[number++ % referents % clients].Enqueue(happened.Json.ToArray());
        return queues;
    }
}
