using System.Diagnostics;
using System.Globalization;
using Supervision.Benchmarks.Load;
using Supervision.Server;

namespace Supervision.Benchmarks.Chaos;

/// <summary>Silos and a gateway as real processes on one database; silos can be killed, stopped, restarted.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    private static readonly string[] Trial = ["--model", "example"];

    private const string DrainDelay = "Supervision__Gateway__DrainDelay";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supervision-chaos-");
    private readonly string _database;
    private readonly string[] _model;
    private readonly (int Silo, int Gateway)[] _ports;
    private readonly Task<ServerProcess>[] _silos;
    private readonly ServerBuild[] _builds;
    private readonly ServerProcess?[] _gateways;
    private readonly List<string> _ended = [];

    private ChaosCluster(string database, int silos, int gateways, ServerBuild build, bool isTrial)
    {
        _database = database;
        _model = isTrial ? Trial : [];
        _builds = [.. Enumerable.Repeat(build, silos)];
        _gateways = new ServerProcess?[gateways];
        _ports = [.. Enumerable.Range(0, silos).Select(_ => FreePorts.Two())];
        _silos = new Task<ServerProcess>[silos];
    }

    /// <summary>The first gateway, or the only one.</summary>
    public Uri Gateway => _gateways[0]!.Address;

    public IReadOnlyList<Uri> Gateways => [.. _gateways.Select(gateway => gateway!.Address)];

    /// <summary>Silos that are up.</summary>
    public int[] Up => [.. Enumerable.Range(0, _silos.Length).Where(IsUp)];

    public static Task<ChaosCluster> Start(string database, int silos) =>
        Start(database, silos, 1, ServerBuild.This);

    /// <param name="isTrial">With the example as a trial; else with whatever the register has in use.</param>
    public static async Task<ChaosCluster> Start(
        string database, int silos, int gateways, ServerBuild build, bool isTrial = true)
    {
        var cluster = new ChaosCluster(database, silos, gateways, build, isTrial);
        try
        {
            // The first brings the schema; the others would only wait for it.
            for (var silo = 0; silo < silos; silo++)
                await (cluster._silos[silo] = cluster.StartSilo(silo));
            for (var gateway = 0; gateway < gateways; gateway++)
                cluster._gateways[gateway] = await cluster.StartGateway(build);
            return cluster;
        }
        catch (Exception)
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>kill -9, and at once a new process in its place; it need not be up when this ends.</summary>
    public async Task KillAndRestart(int silo)
    {
        await (await _silos[silo]).Kill();
        _silos[silo] = StartSilo(silo);
    }

    /// <summary>Stops a silo as a machine does that hangs, and lets it go on later, as if no time had passed.</summary>
    public async Task Pause(int silo, TimeSpan duration)
    {
        var process = await _silos[silo];
        await Signal("-STOP", process.Id);
        await Task.Delay(duration);
        await Signal("-CONT", process.Id);
    }

    /// <summary>Starts again what ended by itself, as whoever runs it would; the number of those.</summary>
    public int Revive()
    {
        var revived = 0;
        for (var silo = 0; silo < _silos.Length; silo++)
        {
            if (_silos[silo] is { IsCompleted: true } task
                && (!task.IsCompletedSuccessfully || task.Result.HasEnded))
            {
                _silos[silo] = StartSilo(silo);
                revived++;
            }
        }

        return revived;
    }

    /// <summary>Waits until every silo is up.</summary>
    public async Task AllUp()
    {
        do
            Revive();
        while ((await Task.WhenAll(_silos.Select(Settled))).Contains(false));
    }

    /// <summary>SIGTERM to one silo, and when it has ended another build in its place; its exit code.</summary>
    public async Task<int> Replace(int silo, ServerBuild build)
    {
        await using var old = await _silos[silo];
        var code = await old.Stop();
        Keep($"silo {silo} of {_builds[silo].Name}", old);
        _builds[silo] = build;
        await (_silos[silo] = StartSilo(silo));
        return code;
    }

    /// <summary>
    /// Starts another build beside a gateway, and when that is ready sends SIGTERM to the first; its exit code.
    /// </summary>
    public async Task<int> ReplaceGateway(int gateway, ServerBuild build)
    {
        await using var old = _gateways[gateway]!;
        _gateways[gateway] = await StartGateway(build);
        var code = await old.Stop();
        Keep($"gateway {gateway}", old);
        return code;
    }

    /// <summary>All of them, the gateway last.</summary>
    public async Task<IReadOnlyList<ServerProcess>> Processes() =>
        [.. await Task.WhenAll(_silos), .. _gateways.OfType<ServerProcess>()];

    /// <summary>What the processes printed, for when something went wrong.</summary>
    public string Output()
    {
        var silos = _silos.Where(silo => silo.IsCompletedSuccessfully)
            .Select((silo, number) => $"silo {number}:\n{silo.Result.Output}");
        var gateways = _gateways.Select((gateway, number) => $"gateway {number}:\n{gateway?.Output}");
        return string.Join('\n', [.. _ended, .. silos, .. gateways]);
    }

    /// <summary>Of what the processes printed the errors; a report shows its end, and these are few.</summary>
    public IReadOnlyList<string> Errors() =>
        [.. Output().Split('\n').Where(line => line.StartsWith("fail:", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos.OfType<Task<ServerProcess>>())
        {
            try
            {
                await (await silo).DisposeAsync();
            }
            catch (Exception failure) when (failure is InvalidOperationException or TimeoutException)
            {
                // It never came up; whoever waited for it was told.
            }
        }

        foreach (var gateway in _gateways.OfType<ServerProcess>())
            await gateway.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> Settled(Task<ServerProcess> silo)
    {
        try
        {
            return !(await silo).HasEnded;
        }
        catch (InvalidOperationException)
        {
            return false; // It ended while it started, as when the database was away; it is started again.
        }
    }

    private static async Task Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private bool IsUp(int silo) => _silos[silo].IsCompletedSuccessfully && !_silos[silo].Result.HasEnded;

    private void Keep(string whose, ServerProcess ended) => _ended.Add($"{whose}, ended:\n{ended.Output}");

    private Task<ServerProcess> StartGateway(ServerBuild build) => ServerProcess.Start(
        build with { Environment = build.Environment.SetItem(DrainDelay, "00:00:03") }, "serve", _folder.FullName,
        ["--database", _database, "--role", "gateway", .. _model]);

    private Task<ServerProcess> StartSilo(int silo) => ServerProcess.Start(
        _builds[silo], "serve", _folder.FullName,
        [
            "--database", _database, "--role", "silo", .. _model, "--advertised-address", "127.0.0.1",
            "--silo-port", _ports[silo].Silo.ToString(CultureInfo.InvariantCulture),
            "--silo-gateway-port", _ports[silo].Gateway.ToString(CultureInfo.InvariantCulture),
        ]);
}
