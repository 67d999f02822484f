using Npgsql;

namespace Supervision.Sql.Postgres.Log;

/// <summary>The numbers of the sources and types that some events name.</summary>
internal sealed class AppendNames
{
    private readonly Dictionary<string, int> _sources;
    private readonly Dictionary<string, int> _types;

    private AppendNames(Dictionary<string, int> sources, Dictionary<string, int> types)
    {
        _sources = sources;
        _types = types;
    }

    /// <summary>Gives those that have none a number, committed before the transaction that uses it begins.</summary>
    public static async Task<AppendNames> Of(
        PostgresNameTables tables, NpgsqlConnection connection, IEnumerable<AppendCall> calls)
    {
        var (sources, types) = (new HashSet<string>(), new HashSet<string>());
        foreach (var item in calls.SelectMany(call => call.Events))
        {
            sources.Add(item.Key.Source);
            types.Add(item.Type);
            if (item.Target is { } target)
                sources.Add(target.Source);
        }

        return new AppendNames(
            await tables.Sources.Number(connection, sources, CancellationToken.None),
            await tables.Types.Number(connection, types, CancellationToken.None));
    }

    public int Source(string name) => _sources[name];

    public int Type(string name) => _types[name];
}
