using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Supervision.Log;

namespace Supervision.Sql;

/// <summary>Where the data is, and how much may wait or run at once.</summary>
public sealed class SqlOptions
{
    public const string Section = "Supervision:Sql";

    /// <summary>The folder of the database files; made when it is not there. One process at a time.</summary>
    [Required]
    public string DataFolder { get; set; } = "";

    /// <summary>Only reads (default no): takes no lock, so it can be beside the process that has the folder.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>How many partitions a new log gets (default 16); must be the same ever after.</summary>
    [Range(1, Partitions.CountMax)]
    public int PartitionCount { get; set; } = Partitions.CountDefault;

    /// <summary>Connections that read (default 4); a read waits for a free one.</summary>
    [Range(1, 64)]
    public int Readers { get; set; } = 4;

    /// <summary>Calls that may wait to be written (default 4,096); a further one waits to be queued.</summary>
    [Range(1, 1_000_000)]
    public int QueuedCallsMax { get; set; } = 4_096;

    /// <summary>How long a write waits for another program that has the file locked (default 5 s).</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>Refuses options that could not work, at start.</summary>
[OptionsValidator]
public sealed partial class SqlOptionsValidator : IValidateOptions<SqlOptions>;
