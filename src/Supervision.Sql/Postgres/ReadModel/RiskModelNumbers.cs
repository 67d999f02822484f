using System.Collections.Concurrent;
using Npgsql;

namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>
/// The hashes of risk models, stored once and written as a small number. A number is given in a transaction of its own,
/// so that it is true for good once it is known here.
/// </summary>
internal sealed class RiskModelNumbers
{
    private const int RememberedMax = 1_000;

    private const string Select = "SELECT number FROM risk_model WHERE name = $1";

    private const string Insert = "INSERT INTO risk_model (name) VALUES ($1) ON CONFLICT DO NOTHING";

    private readonly ConcurrentDictionary<string, int> _numbers = [];

    /// <summary>The number of a hash, which gets one if it has none.</summary>
    public async ValueTask<int?> Number(NpgsqlConnection connection, string? hash, CancellationToken cancellation)
    {
        if (await Find(connection, hash, cancellation) is { } found)
            return found;
        if (hash is null)
            return null;

        await connection.Command(Insert).With(hash).Execute(cancellation);
        return await Find(connection, hash, cancellation)
            ?? throw new InvalidDataException("A risk model was removed from the table of risk models.");
    }

    /// <summary>The number of a hash, or null when no row has it.</summary>
    public async ValueTask<int?> Find(NpgsqlConnection connection, string? hash, CancellationToken cancellation)
    {
        if (hash is null)
            return null;
        if (_numbers.TryGetValue(hash, out var number))
            return number;

        var found = await connection.Command(Select).With(hash).All(row => row.Int(0), cancellation);
        if (found.IsEmpty)
            return null;
        if (_numbers.Count >= RememberedMax)
            _numbers.Clear();
        return _numbers.GetOrAdd(hash, found[0]);
    }
}
