using System.Collections.Concurrent;
using Npgsql;

namespace Supervision.Sql.Postgres;

/// <summary>
/// Names that many rows share, stored once and written as a small number. A new one is committed at once and by
/// itself, before the transaction that uses it: so no transaction ever waits for a name while it holds anything.
/// </summary>
internal sealed class PostgresNames(string table)
{
    private const int RememberedMax = 10_000;

    private readonly string _numbersOf = $"SELECT name, number FROM {table} WHERE name = ANY($1)";
    private readonly string _namesOf = $"SELECT name, number FROM {table} WHERE number = ANY($1)";
    private readonly string _insert =
        $"INSERT INTO {table} (name) SELECT name FROM unnest($1) AS name ORDER BY 1 ON CONFLICT DO NOTHING";

    private readonly ConcurrentDictionary<string, int> _numbers = [];
    private readonly ConcurrentDictionary<int, string> _names = [];

    /// <summary>The numbers of all these names; a name that has none gets one. No transaction may be open.</summary>
    public async Task<Dictionary<string, int>> Number(
        NpgsqlConnection connection, IEnumerable<string> names, CancellationToken cancellation)
    {
        var found = await Find(connection, names, cancellation, out var wanted);
        var missing = wanted.Where(name => !found.ContainsKey(name)).ToArray();
        if (missing.Length == 0)
            return found;

        await using (var insert = connection.CreateCommand())
        {
            insert.CommandText = _insert;
            insert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = missing });
            await insert.ExecuteNonQueryAsync(cancellation);
        }

        await Ask(connection, _numbersOf, missing, (name, number) => found[name] = number, cancellation);
        return found;
    }

    /// <summary>The numbers of those of the names that have one.</summary>
    public Task<Dictionary<string, int>> Find(
        NpgsqlConnection connection, IEnumerable<string> names, CancellationToken cancellation) =>
        Find(connection, names, cancellation, out _);

    /// <summary>The names of all these numbers.</summary>
    public async Task<Dictionary<int, string>> Name(
        NpgsqlConnection connection, IEnumerable<int> numbers, CancellationToken cancellation)
    {
        var wanted = numbers.ToHashSet();
        var found = new Dictionary<int, string>(wanted.Count);
        foreach (var number in wanted)
        {
            if (_names.TryGetValue(number, out var name))
                found.Add(number, name);
        }

        if (found.Count == wanted.Count)
            return found;

        wanted.ExceptWith(found.Keys);
        await Ask(connection, _namesOf, wanted.ToArray(), (name, number) => found[number] = name, cancellation);
        foreach (var number in wanted)
        {
            if (!found.ContainsKey(number))
                throw new InvalidDataException($"{table} has no row {number}, and another table names it.");
        }

        return found;
    }

    private Task<Dictionary<string, int>> Find(
        NpgsqlConnection connection, IEnumerable<string> names, CancellationToken cancellation,
        out HashSet<string> wanted)
    {
        wanted = [.. names];
        var found = new Dictionary<string, int>(wanted.Count);
        var unknown = new List<string>();
        foreach (var name in wanted)
        {
            if (_numbers.TryGetValue(name, out var number))
                found.Add(name, number);
            else
                unknown.Add(name);
        }

        return unknown.Count == 0 ? Task.FromResult(found) : Complete();

        async Task<Dictionary<string, int>> Complete()
        {
            await Ask(
                connection, _numbersOf, unknown.ToArray(), (name, number) => found[name] = number, cancellation);
            return found;
        }
    }

    private async Task Ask<T>(
        NpgsqlConnection connection, string sql, T[] keys, Action<string, int> take, CancellationToken cancellation)
    {
        await using var select = connection.CreateCommand();
        select.CommandText = sql;
        select.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = keys });
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var (name, number) = (rows.GetString(0), rows.GetInt32(1));
            take(name, number);
            Remember(name, number);
        }
    }

    private void Remember(string name, int number)
    {
        if (_numbers.Count >= RememberedMax)
            _numbers.Clear();
        if (_names.Count >= RememberedMax)
            _names.Clear();
        _numbers[name] = number;
        _names[number] = name;
    }
}
