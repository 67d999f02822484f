using Supervision.Benchmarks.Chaos;
using Supervision.Benchmarks.Databases;

namespace Supervision.Benchmarks.Load;

/// <summary>What is measured: one process that does everything, or a gateway and silos on one database.</summary>
internal sealed class MeasuredServer : IAsyncDisposable
{
    private readonly IReadOnlyList<ServerProcess> _processes;
    private readonly IAsyncDisposable _owner;

    private MeasuredServer(Uri address, IReadOnlyList<ServerProcess> processes, IAsyncDisposable owner)
    {
        Address = address;
        _processes = processes;
        _owner = owner;
    }

    public Uri Address { get; }

    /// <summary>Of all processes together.</summary>
    public TimeSpan ProcessorTime => _processes.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.ProcessorTime);

    /// <summary>Resident memory of all processes together, in bytes.</summary>
    public long Memory => _processes.Sum(process => process.Memory);

    /// <param name="silos">0 for one process that does everything.</param>
    public static async Task<MeasuredServer> Start(MeasuredData data, int silos = 0)
    {
        if (silos == 0)
        {
            var single = await ServerProcess.Start("serve", data.Folder, ["--model", "example", .. data.Arguments]);
            return new MeasuredServer(single.Address, [single], single);
        }

        var cluster = await ChaosCluster.Start(
            data.ConnectionString ?? throw new InvalidOperationException("Several silos need PostgreSQL."), silos);
        return new MeasuredServer(cluster.Gateway, await cluster.Processes(), cluster);
    }

    public ValueTask DisposeAsync() => _owner.DisposeAsync();
}
