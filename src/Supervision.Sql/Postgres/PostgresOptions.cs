using System.ComponentModel.DataAnnotations;

namespace Supervision.Sql.Postgres;

/// <summary>How much of a PostgreSQL server one process may use, and how long it waits for it.</summary>
public sealed class PostgresOptions
{
    /// <summary>Connections for reads and for what grains store (default 20); a further call waits for one.</summary>
    [Range(2, 1_000)]
    public int ConnectionsMax { get; set; } = 20;

    /// <summary>Connections that append to the log, each with one transaction at a time (default 1).</summary>
    [Range(1, 16)]
    public int WriteLanes { get; set; } = 1;

    /// <summary>Slices of referents that one process stores at once (default 1); appends go on beside them.</summary>
    [Range(1, 16)]
    public int FlushesAtOnce { get; set; } = 1;

    /// <summary>How long a connection may take to open, or a call wait for a free one (default 5 s).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a statement may take (default 30 s).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After how long the server ends the transaction of an append whose process says nothing (default 5 s): one that
    /// was stopped while it held the ends of partitions must not keep all others from writing.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Brings the schema up to date at start (default yes); else a start refuses an older one.</summary>
    public bool MigrateAtStart { get; set; } = true;

    /// <summary>How long a migration may take, and a start wait for that of another process (default 10 min).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MigrationTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often growth of the log is looked for when no notification came (default 1 s).</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);
}
