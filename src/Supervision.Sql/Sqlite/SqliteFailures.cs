using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Supervision.Sql.Sqlite;

/// <summary>Tells what is the matter with the file or its disk from what is the matter with one statement.</summary>
internal static class SqliteFailures
{
    /// <summary>As the failure that callers know; the error itself when it is the statement's own.</summary>
    public static Exception Known(Exception failure) =>
        failure is SqliteException refused && Reason(refused.SqliteErrorCode) is { } reason
            ? new StoreUnavailableException(reason, refused)
            : failure;

    private static string? Reason(int code) => code switch
    {
        raw.SQLITE_BUSY => "Another program has the data file locked.",
        raw.SQLITE_FULL => "The disk with the data file is full.",
        raw.SQLITE_IOERR => "The disk with the data file fails.",
        raw.SQLITE_READONLY => "The data file cannot be written.",
        raw.SQLITE_CANTOPEN => "The data file cannot be opened.",
        _ => null,
    };
}
