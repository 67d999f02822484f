using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Sql.Tests.Encryption;

namespace Supervision.Sql.Tests.Retention;

public sealed class Payloads_whose_term_is_over_on_SQLite : RetentionConformance
{
    private readonly string _data = Directory.CreateTempSubdirectory("supervision-").FullName;

    private protected override ServiceProvider Open()
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(new SteppingTime(OldDossiers.Now))
            .AddSupervisionSql(options =>
            {
                options.DataFolder = _data;
                options.PartitionCount = 4;
                options.Encryption.Enabled = false;
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
