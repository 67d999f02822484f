using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Supervision.Benchmarks.Chaos;

/// <summary>Loads a cluster while its processes are replaced one by one, and tells what became of it.</summary>
internal sealed class RollingRun(RollingPlan plan, string database, Action<string> told)
{
    private readonly long _began = Stopwatch.GetTimestamp();

    public async Task<RollingResult> Run()
    {
        var broken = new List<string>();
        await using var cluster = await ChaosCluster.Start(database, plan.Silos, plan.Gateways, plan.First);
        Print($"{plan.Silos} silos and {plan.Gateways} gateways of {plan.First.Name} are up.");

        using var rotation = new Rotation(() => cluster.Gateways);
        using var load = new RollingLoad(plan, rotation);
        using var stop = new CancellationTokenSource();
        using var stopWatching = new CancellationTokenSource();
        var watching = rotation.Watch(stopWatching.Token);
        var loading = load.Run(stop.Token);
        try
        {
            await Task.Delay(plan.Rest);
            foreach (var step in plan.Steps)
                await Take(step, cluster, load, broken);
        }
        finally
        {
            await stop.CancelAsync();
            await loading;
            await stopWatching.CancelAsync();
            await watching;
        }

        if (load.Failures.Count > 0)
            Print(string.Join('\n', [cluster.Output(), "The errors in it:", .. cluster.Errors()]));
        broken.AddRange(await new ChaosChecks(database, cluster.Gateway).Run(load.Acknowledged, load.Sent));
        return new RollingResult(
            load.Sent, load.Answers, load.Failed, [.. load.Failures], load.Slowest, rotation.Unready, [.. broken]);
    }

    private void Print(string line) => told(string.Create(
        CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_began).TotalSeconds,6:0.0} s  {line}"));

    private async Task Take(RollingStep step, ChaosCluster cluster, RollingLoad load, List<string> broken)
    {
        var before = load.Answers.Values.Sum();
        Print($"SIGTERM {step.Part} {step.Number}, and {step.Build.Name} in its place");
        var code = step.Part == RollingPart.Silo
            ? await cluster.Replace(step.Number, step.Build)
            : await cluster.ReplaceGateway(step.Number, step.Build);
        if (code != 0)
            broken.Add($"{step.Part} {step.Number} ended with {code}");

        await Task.Delay(plan.Rest);
        Print($"{step.Part} {step.Number} is back; {load.Answers.Values.Sum() - before} answers meanwhile, "
            + $"{load.Failed} failed until now");
    }
}

/// <summary>What a run came to.</summary>
/// <param name="Answers">As expected, by kind of request.</param>
/// <param name="Failed">Requests that failed.</param>
/// <param name="Failures">What went wrong with the first of them.</param>
/// <param name="Unready">How often a gateway said that it was not ready.</param>
/// <param name="Broken">What else is not as it must be; empty when all is well.</param>
internal sealed record RollingResult(
    int Sent,
    IReadOnlyDictionary<string, int> Answers,
    int Failed,
    ImmutableArray<string> Failures,
    TimeSpan Slowest,
    int Unready,
    ImmutableArray<string> Broken)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        events: {Sent:N0}
        requests answered: {string.Join(", ", Answers.Select(kind => $"{kind.Key} {kind.Value}").Order())}
        requests failed: {Failed}{string.Concat(Failures.Select(failure => $"\n  {failure}"))}
        slowest answer: {Slowest.TotalSeconds:0.0} s
        gateways not ready: {Unready} looks
        checks: {(Broken.IsEmpty ? "all hold" : $"BROKEN: {string.Join("; ", Broken.Take(20))}")}
        """);
}
