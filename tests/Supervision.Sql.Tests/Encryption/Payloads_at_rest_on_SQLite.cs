using Microsoft.Extensions.DependencyInjection;
using Supervision.Sql.Tests.Log;

namespace Supervision.Sql.Tests.Encryption;

public sealed class Payloads_at_rest_on_SQLite : PayloadsAtRestConformance
{
    private readonly string _data = Directory.CreateTempSubdirectory("supervision-").FullName;

    private protected override ServiceProvider Open(bool isEnabled = true) =>
        Opened.At(SampleEvents.Monday, options =>
        {
            options.DataFolder = _data;
            options.Encryption.KeyFile = KeyPath;
            options.Encryption.Enabled = isEnabled;
        });

    private protected override Task<byte[]> Stored() => StoredBytes.Of(_data);

    private protected override void End() => Directory.Delete(_data, recursive: true);
}
