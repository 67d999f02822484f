using System.Globalization;

namespace Supervision.Tests.Explanations;

/// <summary>Runs a check over many seeds; a failure names its seed, and <c>SIMULATION_SEED=n</c> replays it.</summary>
internal static class Seeds
{
    public static void Each(int count, Action<int> run)
    {
        var only = Environment.GetEnvironmentVariable("SIMULATION_SEED");
        var seeds = only is null
            ? Enumerable.Range(1, count)
            : [int.Parse(only, CultureInfo.InvariantCulture)];
        foreach (var seed in seeds)
        {
            try
            {
                run(seed);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"SIMULATION_SEED={seed}: {failure.Message}", failure);
            }
        }
    }
}
