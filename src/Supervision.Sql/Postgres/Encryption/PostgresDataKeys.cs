using Npgsql;
using Supervision.Sql.Encryption;

namespace Supervision.Sql.Postgres.Encryption;

/// <summary>Data keys on a server. Seldom used, and where nothing waits, so each call has its own connection.</summary>
internal sealed class PostgresDataKeys(string connectionString) : IDataKeyRows
{
    public IReadOnlyList<DataKeyRow> All()
    {
        using var connection = Open();
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT number, wrapped_by, wrapped, made_at FROM data_key ORDER BY number";
        using var rows = select.ExecuteReader();
        var found = new List<DataKeyRow>();
        while (rows.Read())
        {
            found.Add(new DataKeyRow(
                rows.GetInt32(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2), rows.GetInt64(3)));
        }

        return found;
    }

    public bool TryAdd(DataKeyRow row) => Execute(
        "INSERT INTO data_key (number, wrapped_by, wrapped, made_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        Of(row.Number), Of(row.WrappedBy), Of(row.Wrapped), Of(row.MadeAt)) == 1;

    public void Rewrap(DataKeyRow row) => Execute(
        "UPDATE data_key SET wrapped_by = $2, wrapped = $3 WHERE number = $1",
        Of(row.Number), Of(row.WrappedBy), Of(row.Wrapped));

    public void Remove(int number) => Execute("DELETE FROM data_key WHERE number = $1", Of(number));

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private int Execute(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command.ExecuteNonQuery();
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    }
}
