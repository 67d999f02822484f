using System.Collections.Concurrent;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.Log;

/// <summary>
/// Names that many rows share, stored once and written as a small number: sources of events and their types.
/// </summary>
internal sealed class LogNames(string table)
{
    private const int RememberedMax = 10_000;

    private readonly string _select = $"SELECT number FROM {table} WHERE name = ?1";
    private readonly string _insert = $"INSERT INTO {table} (name) VALUES (?1) RETURNING number";
    private readonly string _name = $"SELECT name FROM {table} WHERE number = ?1";
    private readonly Dictionary<string, long> _numbers = [];
    private readonly ConcurrentDictionary<long, string> _names = [];

    /// <summary>The number of a name, which gets one if it has none. For the writer only.</summary>
    public long Number(Session session, string name)
    {
        if (_numbers.TryGetValue(name, out var number))
            return number;

        number = Find(session, name) ?? Add(session, name);
        if (_numbers.Count >= RememberedMax)
            _numbers.Clear();
        _numbers.Add(name, number);
        return number;
    }

    /// <summary>The number of a name, or null when no row has it.</summary>
    public long? Find(Session session, string name)
    {
        var select = session.Prepared(_select).Bind(1, name);
        if (!select.Step())
            return null;
        var number = select.Long(0);
        select.Reset();
        return number;
    }

    public string Name(Session session, long number)
    {
        if (_names.TryGetValue(number, out var name))
            return name;

        var select = session.Prepared(_name).Bind(1, number);
        if (!select.Step())
            throw new InvalidDataException($"{table} has no row {number}, and the log names it.");
        name = select.Text(0);
        select.Reset();
        if (_names.Count >= RememberedMax)
            _names.Clear();
        return _names.GetOrAdd(number, name);
    }

    /// <summary>Forgets numbers given in a transaction that did not commit. For the writer only.</summary>
    public void RolledBack() => _numbers.Clear();

    private long Add(Session session, string name)
    {
        var insert = session.Prepared(_insert).Bind(1, name);
        insert.Step();
        var number = insert.Long(0);
        insert.Step();
        return number;
    }
}

/// <summary>All tables of names, which forget together what a transaction that did not commit gave them.</summary>
internal sealed class LogNameTables
{
    public LogNames Sources { get; } = new("event_source");

    public LogNames Types { get; } = new("event_type");

    /// <summary>The hashes of risk models.</summary>
    public LogNames Models { get; } = new("risk_model");

    public void RolledBack()
    {
        Sources.RolledBack();
        Types.RolledBack();
        Models.RolledBack();
    }
}
