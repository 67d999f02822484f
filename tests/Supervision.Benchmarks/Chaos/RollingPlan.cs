using System.Collections.Immutable;
using Supervision.Benchmarks.Load;

namespace Supervision.Benchmarks.Chaos;

/// <summary>What is restarted or replaced, one by one, while clients send that never try anything again.</summary>
internal sealed record RollingPlan
{
    public required int Seed { get; init; }

    /// <summary>What all processes are at the beginning.</summary>
    public required ServerBuild First { get; init; }

    /// <summary>What is stopped, in this order, and what takes its place; it is up before the next step.</summary>
    public required ImmutableArray<RollingStep> Steps { get; init; }

    public int Silos { get; init; } = 3;

    public int Gateways { get; init; } = 2;

    public int Referents { get; init; } = 400;

    public int Writers { get; init; } = 4;

    public int Readers { get; init; } = 4;

    /// <summary>From the start of one request of a client to the start of its next, at least.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long nothing is done before the first step, and after each.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Events that are there to be sent; the run ends early without them.</summary>
    public int EventsMax { get; init; } = 200_000;

    /// <summary>
    /// From the previous build to this one, silos first; then one silo back, where the schema lets it.
    /// </summary>
    public static RollingPlan Upgrade(int seed, PreviousBuild previous)
    {
        var plan = new RollingPlan { Seed = seed, First = previous.Build, Steps = [] };
        var there = Everything(plan.Silos, plan.Gateways, ServerBuild.This);
        return plan with
        {
            Steps = previous.HasThisSchema
                ? [.. there, new RollingStep(RollingPart.Silo, 1, previous.Build)]
                : there,
        };
    }

    /// <summary>Every silo once, then every gateway once, by the same build.</summary>
    public static ImmutableArray<RollingStep> Everything(int silos, int gateways, ServerBuild build) =>
    [
        .. Enumerable.Range(0, silos).Select(silo => new RollingStep(RollingPart.Silo, silo, build)),
        .. Enumerable.Range(0, gateways).Select(gateway => new RollingStep(RollingPart.Gateway, gateway, build)),
    ];
}

/// <summary>One process that is stopped, and what takes its place.</summary>
internal sealed record RollingStep(RollingPart Part, int Number, ServerBuild Build);

/// <summary>Which of the processes.</summary>
internal enum RollingPart
{
    Silo,
    Gateway,
}
