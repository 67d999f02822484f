using System.Collections.Immutable;
using System.Globalization;
using Supervision.Benchmarks.Load;
using Supervision.Populations;

namespace Supervision.Benchmarks.Chaos;

/// <summary>Loads a cluster while its silos are killed, and tells what became of it.</summary>
internal sealed class ChaosRun(ChaosPlan plan, string database, Action<string> print)
{
    private const int WatchedMax = 32;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    // Clients send again and silos are started again for as long as it takes; what never comes right must end too.
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(5);

    private readonly Random _chance = new(plan.Seed);
    private readonly List<TimeSpan> _killedAt = [];
    private int _revived;
    private int? _paused;

    /// <param name="restartDatabase">Takes the database away for so long; null when the plan asks for none.</param>
    public async Task<ChaosResult> Run(Func<TimeSpan, Task>? restartDatabase)
    {
        var load = new ChaosLoad(plan);
        await using var cluster = await ChaosCluster.Start(database, plan.Silos);
        print($"{plan.Silos} silos and a gateway are up; {load.Total:N0} events from {plan.Clients} clients.");

        var watch = new ChaosWatch(Watched());
        using var stop = new CancellationTokenSource();
        var watching = watch.Watch(cluster.Gateway, stop.Token);
        var sending = load.Send(cluster.Gateway);
        var chaos = new List<Task> { Kill(cluster, watch, sending), RestartDatabase(restartDatabase, sending) };
        if (plan.Pause > TimeSpan.Zero)
            chaos.Add(Pause(cluster));
        try
        {
            await Task.WhenAll([sending, .. chaos]).WaitAsync(plan.Duration + StuckAfter);
            await stop.CancelAsync();
            await watching;
            await cluster.AllUp().WaitAsync(StuckAfter);
        }
        catch (TimeoutException)
        {
            print($"{load.Acknowledged.Count():N0} of {load.Total:N0} events are acknowledged.\n{cluster.Output()}");
            throw;
        }

        print($"Everything is sent and acknowledged; {_killedAt.Count} kills, {_revived} that ended by themselves.");
        var broken = await new ChaosChecks(database, cluster.Gateway).Run(load.Acknowledged, load.Total);
        if (broken.Count > 0)
            print(cluster.Output());
        return new ChaosResult(load, watch, [.. _killedAt], [.. broken]);
    }

    private List<string> Watched()
    {
        var step = Math.Max(1, plan.Referents / WatchedMax);
        return [.. Population
            .Create(new PopulationPlan
            {
                Seed = plan.Seed, Referents = plan.Referents, Scenario = Scenario.Bulk, EventsPerReferent = 1,
            })
            .Events()
            .Where((_, index) => index % step == 0)
            .Take(WatchedMax)
            .Select(EventSubject.Of)];
    }

    /// <summary>Kills when all are up, so that the pace is of kills at most.</summary>
    private async Task Kill(ChaosCluster cluster, ChaosWatch watch, Task sending)
    {
        while (await StillSending(plan.KillEvery, sending, cluster))
        {
            // What is measured is the loss of one of them; on a busy machine one takes long to come back.
            if (cluster.Up.Length < plan.Silos)
                continue;

            await KillOne(cluster, watch);
            if (plan.SecondKillAfter > TimeSpan.Zero && await StillSending(plan.SecondKillAfter, sending, cluster))
                await KillOne(cluster, watch);
        }
    }

    private async Task KillOne(ChaosCluster cluster, ChaosWatch watch)
    {
        // A silo that is stopped is to wake up and believe what it did; killed, it would not.
        ImmutableArray<int> up = [.. cluster.Up.Where(silo => silo != _paused)];
        if (up.IsEmpty)
            return;

        var silo = up[_chance.Next(up.Length)];
        print($"kill -9 silo {silo} ({up.Length} of {plan.Silos} could be)");
        _killedAt.Add(watch.Now);
        await cluster.KillAndRestart(silo);
    }

    /// <summary>Waits, and starts again what ended by itself meanwhile; no when nothing is left to send.</summary>
    private async Task<bool> StillSending(TimeSpan wait, Task sending, ChaosCluster cluster)
    {
        for (var waited = TimeSpan.Zero; waited < wait; waited += LookEvery)
        {
            _revived += cluster.Revive();
            if (await Task.WhenAny(sending, Task.Delay(LookEvery)) == sending)
                return false;
        }

        return true;
    }

    private async Task Pause(ChaosCluster cluster)
    {
        await Task.Delay(plan.Duration / 3);
        var up = cluster.Up;
        var silo = up[_chance.Next(up.Length)];
        print($"SIGSTOP silo {silo} for {plan.Pause.TotalSeconds:0} s");
        _paused = silo;
        await cluster.Pause(silo, plan.Pause);
        _paused = null;
        print($"SIGCONT silo {silo}");
    }

    private async Task RestartDatabase(Func<TimeSpan, Task>? restart, Task sending)
    {
        for (var number = 1; number <= plan.DatabaseRestarts && restart is not null; number++)
        {
            var wait = Task.Delay(plan.Duration / (plan.DatabaseRestarts + 1));
            if (await Task.WhenAny(sending, wait) == sending)
                return;

            print($"PostgreSQL is restarted and away for {plan.DatabaseAway.TotalSeconds:0} s");
            await restart(plan.DatabaseAway);
        }
    }
}

/// <summary>What a run came to.</summary>
/// <param name="KilledAt">By the clock of the watch.</param>
/// <param name="Broken">What is not as it must be; empty when all is well.</param>
internal sealed record ChaosResult(
    ChaosLoad Load, ChaosWatch Watch, ImmutableArray<TimeSpan> KilledAt, ImmutableArray<string> Broken)
{
    public int Kills => KilledAt.Length;

    /// <summary>How long after each kill the last of the referents that it silenced was answered about again.</summary>
    private ImmutableArray<TimeSpan> SilentAfterKill =>
        [.. KilledAt.Select(kill => Watch.Silences.Where(silence => silence.Has(kill))
            .Select(silence => silence.To - kill).DefaultIfEmpty().Max()).Order()];

    /// <summary>The longest silence that no kill fell into: a silo came back, and referents moved there.</summary>
    private TimeSpan SilentOtherwise => Watch.Silences.Where(silence => !KilledAt.Any(silence.Has))
        .Select(silence => silence.Lasted).DefaultIfEmpty().Max();

    public override string ToString()
    {
        var silences = Watch.Longest.OrderBy(silence => silence.Lasted).ToArray();
        var (median, most) = (silences[silences.Length / 2].Lasted, silences[^1]);
        var otherwise = Load.Failures.Count == 0
            ? "none"
            : string.Join(", ", Load.Failures.Select(kind => $"{kind.Key}: {kind.Value}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            events acknowledged: {Load.Acknowledged.Count():N0} of {Load.Total:N0} in {Load.Batches:N0} batches
            silos killed: {Kills}
            writes: 503 {Load.Unavailable} times, other failures: {otherwise}
            slowest batch: {Load.Slowest.TotalSeconds:0.0} s
            queries: {Watch.Answers:N0} answered, 503 {Watch.Unavailable} times, {Watch.Errors} errors
            longest silence of a referent: median {Seconds(median)}
            longest of all: {Seconds(most.Lasted)} from {Seconds(most.From)} on
            every referent answered again after a kill: {AfterKills()}
            longest silence without a kill in it: {Seconds(SilentOtherwise)}
            checks: {(Broken.IsEmpty ? "all hold" : $"BROKEN: {string.Join("; ", Broken.Take(20))}")}
            """);
    }

    private string AfterKills() => SilentAfterKill is [_, ..] times
        ? $"median {Seconds(times[times.Length / 2])}, most {Seconds(times[^1])}"
        : "none";

    private static string Seconds(TimeSpan time) =>
        $"{time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s";
}
