using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Supervision.Sql.Tests.Postgres;

/// <summary>A database of its own on a server, opened as servers open it, by as many as are asked for.</summary>
internal sealed class PostgresData : IDisposable
{
    private readonly List<ServiceProvider> _opened = [];
    private readonly int _partitionCount;
    private readonly TimeProvider _time;

    public PostgresData(int partitionCount, TimeProvider time)
    {
        _partitionCount = partitionCount;
        _time = time;
        Services = Open();
    }

    public PostgresTestDatabase Database { get; } = PostgresServer.Shared.Create();

    public IServiceProvider Services { get; }

    /// <summary>Opens it once more, as another process would.</summary>
    public IServiceProvider Open()
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(_time)
            .AddSupervisionSql(options =>
            {
                options.Database = SqlDatabase.Postgres;
                options.Encryption.KeyFile = TestKeys.Path;
                options.ConnectionString = Database.ConnectionString;
                options.PartitionCount = _partitionCount;
            })
            .BuildServiceProvider();
        _opened.Add(services);
        services.OpenSupervisionData();
        return services;
    }

    public void Dispose()
    {
        _opened.ForEach(services => services.Dispose());
        Database.Dispose();
    }
}
