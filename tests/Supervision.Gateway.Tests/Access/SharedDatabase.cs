using Microsoft.AspNetCore.Builder;
using Supervision.Benchmarks.Load;
using Supervision.Server;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Gateway.Tests.Access;

/// <summary>Servers that have one PostgreSQL between them.</summary>
internal static class SharedDatabase
{
    /// <param name="cluster">Its own for each: two servers in one process would be one silo to each other.</param>
    public static WebApplication Serve(
        this PostgresTestDatabase database, TemporaryFolder folder, string cluster) =>
        SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(folder.Path), "http://127.0.0.1:0", "example", Clock: null,
            Configuration: new Dictionary<string, string?>
            {
                ["Supervision:Sql:Database"] = "Postgres",
                ["Supervision:Sql:ConnectionString"] = database.ConnectionString,
                ["Supervision:Sql:Encryption:KeyFile"] = ServerProcess.KeyFile,
                ["Supervision:Access:Accounts:RefusalTime"] = "00:00:00.100",
                ["Supervision:Cluster:ClusterId"] = cluster,
            }));
}
