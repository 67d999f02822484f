using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Supervision.Log;
using Supervision.Sql.Encryption;
using Supervision.Sql.Postgres;

namespace Supervision.Sql;

/// <summary>What keeps the data.</summary>
public enum SqlDatabase
{
    /// <summary>Files in a folder, for one process.</summary>
    Sqlite,

    /// <summary>A server, for several processes.</summary>
    Postgres,
}

/// <summary>Where the data is, and how much may wait or run at once.</summary>
public sealed class SqlOptions : IValidatableObject
{
    public const string Section = "Supervision:Sql";

    /// <summary>What keeps the data (default SQLite).</summary>
    [EnumDataType(typeof(SqlDatabase))]
    public SqlDatabase Database { get; set; }

    /// <summary>SQLite: the folder of the database files; made when it is not there. One process at a time.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>
    /// The folder of evidence files (default: <c>evidence</c> in the data folder; on PostgreSQL none). All processes
    /// need the same, shared by them.
    /// </summary>
    public string EvidenceFolder { get; set; } = "";

    /// <summary>PostgreSQL: server, database and user, as Npgsql writes it. A secret when it has a password.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Only reads (default no): takes no lock, so it can be beside the process that writes.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>How many partitions a new log gets (default 16); must be the same ever after.</summary>
    [Range(1, Partitions.CountMax)]
    public int PartitionCount { get; set; } = Partitions.CountDefault;

    /// <summary>SQLite: connections that read (default 4); a read waits for a free one.</summary>
    [Range(1, 64)]
    public int Readers { get; set; } = 4;

    /// <summary>Calls that may wait to be written (default 4,096); a further one waits to be queued.</summary>
    [Range(1, 1_000_000)]
    public int QueuedCallsMax { get; set; } = 4_096;

    /// <summary>SQLite: how long a write waits for another program that has the file locked (default 5 s).</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>PostgreSQL: connections, lanes and time-outs.</summary>
    [Required]
    [ValidateObjectMembers]
    public PostgresOptions Postgres { get; set; } = new();

    /// <summary>How payloads are encrypted where they rest.</summary>
    [Required]
    [ValidateObjectMembers]
    public EncryptionOptions Encryption { get; set; } = new();

    /// <summary>The place of the data is asked for as the kind of database needs it.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Database == SqlDatabase.Sqlite && string.IsNullOrWhiteSpace(DataFolder))
            yield return new ValidationResult($"{nameof(DataFolder)} is needed for SQLite.", [nameof(DataFolder)]);
        if (Database == SqlDatabase.Postgres && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new ValidationResult(
                $"{nameof(ConnectionString)} is needed for PostgreSQL.", [nameof(ConnectionString)]);
    }
}

/// <summary>Refuses options that could not work, at start.</summary>
[OptionsValidator]
public sealed partial class SqlOptionsValidator : IValidateOptions<SqlOptions>;
