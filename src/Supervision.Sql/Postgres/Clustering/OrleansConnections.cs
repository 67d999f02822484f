using Npgsql;

namespace Supervision.Sql.Postgres.Clustering;

/// <summary>
/// Connections for what Orleans itself keeps. They are apart from those of the log and the lists, so that a silo can
/// still say that it is alive when every other connection is busy.
/// </summary>
internal sealed class OrleansConnections : IDisposable, IAsyncDisposable
{
    private const int ConnectionsMax = 8;

    /// <param name="database">Opened before, so that the schema is there when the providers ask for it.</param>
    public OrleansConnections(PostgresDatabase database) => Source = NpgsqlDataSource.Create(
        PostgresDatabase.Described(database.Options, "supervision-orleans", ConnectionsMax));

    public NpgsqlDataSource Source { get; }

    public void Dispose() => Source.Dispose();

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
