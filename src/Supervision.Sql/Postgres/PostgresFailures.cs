using System.Net.Sockets;
using Npgsql;

namespace Supervision.Sql.Postgres;

/// <summary>Tells what passes by itself, which a caller may try again, from what does not.</summary>
internal static class PostgresFailures
{
    private const string InvalidPassword = "28P01";

    /// <summary>As the failure that callers know; the error itself when trying again would not help.</summary>
    public static Exception Known(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
            new StoreUnavailableException("The database server has no room on its disk.", failure),
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
            new StoreUnavailableException("The database server takes no more connections.", failure),
        _ when IsPassing(failure) =>
            new StoreUnavailableException("The database server cannot be reached or is too slow.", failure),
        _ => failure,
    };

    /// <summary>
    /// The server is away, stopping, starting, out of connections, memory or disk, or undid the transaction because of
    /// another one.
    /// </summary>
    public static bool IsPassing(Exception failure) => failure switch
    {
        PostgresException { SqlState: [var first, var second, ..] state } => (first, second) switch
        {
            ('0', '8') or ('4', '0') or ('5', '3') or ('5', '7') or ('5', '8') => true,
            // Read-only: a standby that was a moment ago, or will be in a moment, the primary.
            _ => state == PostgresErrorCodes.ReadOnlySqlTransaction,
        },
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Why a database cannot be opened, for an operator; never with a part of the connection string.</summary>
    public static UnusableDataException AtStart(Exception failure) => failure switch
    {
        PostgresException { SqlState: InvalidPassword } =>
            new("The database server refuses the user or the password of the connection string.", failure),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            new("The database of the connection string is not there. Create it, and start again.", failure),
        PostgresException refused => new($"The database server refuses: {refused.MessageText}", failure),
        _ => new("The database server of the connection string cannot be reached.", failure),
    };
}
