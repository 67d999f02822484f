using System.Diagnostics;
using System.Globalization;
using Supervision.Benchmarks.Load;
using Supervision.Server;

namespace Supervision.Benchmarks.Chaos;

/// <summary>Silos and a gateway as real processes on one database; silos can be killed, stopped, restarted.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    private const string Model = "example";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supervision-chaos-");
    private readonly string _database;
    private readonly (int Silo, int Gateway)[] _ports;
    private readonly Task<ServerProcess>[] _silos;
    private ServerProcess? _gateway;

    private ChaosCluster(string database, int silos)
    {
        _database = database;
        _ports = [.. Enumerable.Range(0, silos).Select(_ => FreePorts.Two())];
        _silos = new Task<ServerProcess>[silos];
    }

    public Uri Gateway => _gateway!.Address;

    /// <summary>Silos that are up.</summary>
    public int[] Up => [.. Enumerable.Range(0, _silos.Length).Where(IsUp)];

    public static async Task<ChaosCluster> Start(string database, int silos)
    {
        var cluster = new ChaosCluster(database, silos);
        // The first brings the schema; the others would only wait for it.
        for (var silo = 0; silo < silos; silo++)
            await (cluster._silos[silo] = cluster.StartSilo(silo));
        cluster._gateway = await ServerProcess.Start(
            "serve", cluster._folder.FullName,
            "--database", database, "--role", "gateway", "--model", Model);
        return cluster;
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

    /// <summary>SIGTERM to one silo; its exit code. Another takes its place.</summary>
    public async Task<int> StopAndRestart(int silo)
    {
        var code = await (await _silos[silo]).Stop();
        _silos[silo] = StartSilo(silo);
        return code;
    }

    /// <summary>All of them, the gateway last.</summary>
    public async Task<IReadOnlyList<ServerProcess>> Processes() => [.. await Task.WhenAll(_silos), _gateway!];

    /// <summary>What the processes printed, for when something went wrong.</summary>
    public string Output()
    {
        var outputs = _silos.Where(silo => silo.IsCompletedSuccessfully)
            .Select((silo, number) => $"silo {number}:\n{silo.Result.Output}");
        return string.Join('\n', [.. outputs, $"gateway:\n{_gateway?.Output}"]);
    }

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

        if (_gateway is not null)
            await _gateway.DisposeAsync();
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

    private Task<ServerProcess> StartSilo(int silo) => ServerProcess.Start(
        "serve", _folder.FullName,
        "--database", _database, "--role", "silo", "--model", Model, "--advertised-address", "127.0.0.1",
        "--silo-port", _ports[silo].Silo.ToString(CultureInfo.InvariantCulture),
        "--silo-gateway-port", _ports[silo].Gateway.ToString(CultureInfo.InvariantCulture));
}
