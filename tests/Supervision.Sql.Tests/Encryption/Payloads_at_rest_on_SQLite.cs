using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Sql.Tests.Log;

namespace Supervision.Sql.Tests.Encryption;

public sealed class Payloads_at_rest_on_SQLite : PayloadsAtRestConformance
{
    private readonly string _data = Directory.CreateTempSubdirectory("supervision-").FullName;

    private protected override ServiceProvider Open(bool isEnabled = true)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(new SteppingTime(SampleEvents.Monday))
            .AddSupervisionSql(options =>
            {
                options.DataFolder = _data;
                options.Encryption.KeyFile = KeyPath;
                options.Encryption.Enabled = isEnabled;
            })
            .BuildServiceProvider();
        return Opened.OrDisposed(services);
    }

    private protected override async Task<byte[]> Stored()
    {
        using var all = new MemoryStream();
        foreach (var file in Directory.EnumerateFiles(_data))
            all.Write(await File.ReadAllBytesAsync(file));
        return all.ToArray();
    }

    private protected override void End() => Directory.Delete(_data, recursive: true);
}
