using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;

namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>Short ways to say what a command takes and gives. Parameters count from 1, as they are added.</summary>
internal static class Commands
{
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql) => new(sql, connection);

    public static NpgsqlCommand With<T>(this NpgsqlCommand command, T value)
    {
        command.Parameters.Add(Parameter(value));
        return command;
    }

    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(Parameter(value));
        return command;
    }

    /// <summary>All rows, each made into something.</summary>
    public static async Task<ImmutableArray<T>> All<T>(
        this NpgsqlCommand command, Func<PostgresRow, T> one, CancellationToken cancellation)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var row = new PostgresRow(reader);
            var rows = ImmutableArray.CreateBuilder<T>();
            while (await reader.ReadAsync(cancellation))
                rows.Add(one(row));
            return rows.DrainToImmutable();
        }
    }

    /// <summary>Runs to the end, and tells how many rows it changed.</summary>
    public static async Task<int> Execute(this NpgsqlCommand command, CancellationToken cancellation)
    {
        await using (command)
            return await command.ExecuteNonQueryAsync(cancellation);
    }

    public static NpgsqlParameter Parameter<T>(T value) => value is null
        ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = TypeOf<T>() }
        : new NpgsqlParameter<T> { TypedValue = value };

    private static NpgsqlDbType TypeOf<T>()
    {
        if (typeof(T) == typeof(string))
            return NpgsqlDbType.Text;
        if (typeof(T) == typeof(int?))
            return NpgsqlDbType.Integer;
        throw new ArgumentException($"A parameter of {typeof(T).Name} that may be null has no type here.");
    }
}
