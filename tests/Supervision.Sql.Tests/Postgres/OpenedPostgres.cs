using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Log;
using Supervision.Sql.Tests.Log;

namespace Supervision.Sql.Tests.Postgres;

/// <summary>What one process has of a database: its services, as a server registers them.</summary>
internal sealed class OpenedPostgres : IDisposable
{
    private readonly ServiceProvider _services;

    public OpenedPostgres(
        string connectionString, TimeProvider time, int partitionCount = 4, Action<SqlOptions>? configure = null)
    {
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(time)
            .AddSupervisionSql(options =>
            {
                options.Database = SqlDatabase.Postgres;
                options.Encryption.KeyFile = TestKeys.Path;
                options.ConnectionString = connectionString;
                options.PartitionCount = partitionCount;
                options.Postgres.PollInterval = TimeSpan.FromMilliseconds(200);
                configure?.Invoke(options);
            })
            .BuildServiceProvider();
        _services.OpenSupervisionData();
    }

    public IServiceProvider Services => _services;

    public IEventLog Log => _services.GetRequiredService<IEventLog>();

    public Task<IReadOnlyList<LogProof>> Broken() => Log.Broken();

    public void Dispose() => _services.Dispose();
}
