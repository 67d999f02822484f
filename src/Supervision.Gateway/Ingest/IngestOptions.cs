using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Supervision.Gateway.Ingest;

/// <summary>The limits of what streams in.</summary>
public sealed class IngestOptions
{
    public const string Section = "Supervision:Ingest";

    /// <summary>How far past the clock the time of an event may be (default 5 minutes).</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan FutureTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>No event is from before this moment (default 1 January 1990).</summary>
    [Range(typeof(DateTimeOffset), "1971-01-01T00:00:00Z", "2200-01-01T00:00:00Z")]
    public DateTimeOffset Floor { get; set; } = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Events sent one by one that may wait for a commit (default 8,192); then 503.</summary>
    [Range(1, 100_000)]
    public int SinglesWaitingMax { get; set; } = 8_192;

    /// <summary>Bytes of those events together (default 64 MiB).</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int SinglesWaitingBytesMax { get; set; } = 64 * 1024 * 1024;

    /// <summary>Pieces of streams and batches that may wait for a commit (default 32); others queue.</summary>
    [Range(1, 1_000)]
    public int PiecesWaitingMax { get; set; } = 32;

    /// <summary>Pieces of one stream that may wait for a commit or for their receipts (default 4).</summary>
    [Range(1, 100)]
    public int PiecesPerStreamMax { get; set; } = 4;

    /// <summary>Events in a piece (default 1,000); a piece is also closed when the sender pauses.</summary>
    [Range(1, 4_000)]
    public int PieceEventsMax { get; set; } = 1_000;

    /// <summary>How long a batch waits for its turn before it is answered 503 (default 10 s).</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan BatchPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a sender may leave the receipts of its stream unread, beside 240 bytes/s (default 5 minutes).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StreamPatience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Receipts of one stream kept on disk while its sender does not read them, in bytes (default 1 GiB); then the
    /// stream stands still until it does.
    /// </summary>
    [Range(1024 * 1024, 64L * 1024 * 1024 * 1024)]
    public long ReceiptsOnDiskMax { get; set; } = 1024L * 1024 * 1024;
}

/// <summary>Refuses options that could not work, at start.</summary>
[OptionsValidator]
public sealed partial class IngestOptionsValidator : IValidateOptions<IngestOptions>;
