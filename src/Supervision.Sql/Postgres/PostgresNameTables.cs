namespace Supervision.Sql.Postgres;

/// <summary>The tables of names of the log.</summary>
internal sealed class PostgresNameTables
{
    public PostgresNames Sources { get; } = new("event_source");

    public PostgresNames Types { get; } = new("event_type");
}
