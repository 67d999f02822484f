using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Log;

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

    public IEventLog Log => _services.GetRequiredService<IEventLog>();

    public IServiceProvider Services => _services;

    public static ServiceProvider Open(string folder, int partitionCount, TimeProvider time)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(time)
            .AddSupervisionSql(options =>
            {
                options.DataFolder = folder;
                options.PartitionCount = partitionCount;
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
    }
}
