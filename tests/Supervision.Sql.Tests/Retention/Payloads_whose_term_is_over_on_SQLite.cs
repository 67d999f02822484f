using Microsoft.Extensions.DependencyInjection;
using Supervision.Sql.Tests.Encryption;

namespace Supervision.Sql.Tests.Retention;

public sealed class Payloads_whose_term_is_over_on_SQLite : RetentionConformance
{
    private readonly string _data = Directory.CreateTempSubdirectory("supervision-").FullName;

    private protected override ServiceProvider Open(DateTimeOffset now) =>
        Opened.At(now, options =>
        {
            options.DataFolder = _data;
            options.PartitionCount = 4;
            options.Encryption.Enabled = false;
        });

    private protected override Task<byte[]> Stored() => StoredBytes.Of(_data);

    private protected override void End() => Directory.Delete(_data, recursive: true);
}
