using Supervision.Log;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Log;

public sealed class The_log_on_PostgreSQL : EventLogConformance
{
    private PostgresTestDatabase? _database;
    private OpenedPostgres? _opened;

    protected override IEventLog Create(int partitionCount, TimeProvider time)
    {
        _database = PostgresServer.Shared.Create();
        _opened = new OpenedPostgres(_database.ConnectionString, time, partitionCount);
        return _opened.Log;
    }

    protected override void Close()
    {
        _opened?.Dispose();
        _database?.Dispose();
    }
}
