using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Log;
using Supervision.Sql.Encryption;
using Supervision.Sql.Tests.Log;

namespace Supervision.Sql.Tests;

/// <summary>A data folder of its own, opened as a server opens it, and gone afterwards.</summary>
internal sealed class TemporaryData : IDisposable
{
    private readonly int _partitionCount;
    private readonly TimeProvider _time;
    private ServiceProvider _services;

    public TemporaryData(int partitionCount, TimeProvider time)
    {
        _partitionCount = partitionCount;
        _time = time;
        _services = Open(Folder, partitionCount, time);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("supervision-").FullName;

    public string LogFile => Path.Combine(Folder, "supervision.db");

    public SupervisionDatabase Database => _services.GetRequiredService<SupervisionDatabase>();

    public IEventLog Log => LogOf(_services);

    public IServiceProvider Services => _services;

    public static IEventLog LogOf(IServiceProvider services) => services.GetRequiredService<IEventLog>();

    public static ServiceProvider Open(string folder, int partitionCount, TimeProvider time)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(time)
            .AddSupervisionSql(options =>
            {
                options.DataFolder = folder;
                options.PartitionCount = partitionCount;
                options.BusyTimeout = TimeSpan.FromMilliseconds(100);
            })
            .BuildServiceProvider();
        try
        {
            services.OpenSupervisionData();
            return services;
        }
        catch
        {
            services.Dispose();
            throw;
        }
    }

    /// <summary>Runs SQL on the closed file, as someone with the file and a tool could.</summary>
    public void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={LogFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The bytes that a query gives, as they rest in the closed file.</summary>
    public byte[] Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={LogFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (byte[])command.ExecuteScalar()!;
    }

    public Task<IReadOnlyList<LogProof>> Broken() => Log.Broken();

    public void Close() => _services.Dispose();

    public void Reopen()
    {
        Close();
        _services = Open(Folder, _partitionCount, _time);
    }

    public void Dispose()
    {
        Close();
        Directory.Delete(Folder, recursive: true);
        File.Delete(KeyFile.DefaultPath(Folder));
    }
}
