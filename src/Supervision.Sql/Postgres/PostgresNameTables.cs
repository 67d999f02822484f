namespace Supervision.Sql.Postgres;

/// <summary>The tables of names.</summary>
internal sealed class PostgresNameTables
{
    public PostgresNames Sources { get; } = new("event_source");

    public PostgresNames Types { get; } = new("event_type");

    /// <summary>The hashes of risk models.</summary>
    public PostgresNames Models { get; } = new("risk_model");
}
