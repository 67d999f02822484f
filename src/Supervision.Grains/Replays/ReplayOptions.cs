using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Supervision.Grains.Replays;

/// <summary>How much of a machine replays may take, and how much of them is kept.</summary>
public sealed class ReplayOptions
{
    public const string Section = "Supervision:Replays";

    /// <summary>
    /// The share of one core: after each slice of work comes a pause, so long that this share is kept. Default 0.25.
    /// </summary>
    [Range(0.01, 1.0)]
    public double Share { get; set; } = 0.25;

    /// <summary>How long one slice of work is, but for a history that takes longer by itself. Default 10 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01")]
    public TimeSpan Slice { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Referents or scores after which progress is stored, which a crash repeats. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int ChunkSize { get; set; } = 1_000;

    /// <summary>Replays that are kept, those in the queue among them. Default 50.</summary>
    [Range(1, 500)]
    public int KeptMax { get; set; } = 50;

    /// <summary>Rows of one replay. Default 1,000,000.</summary>
    [Range(1, 100_000_000)]
    public long RowsMax { get; set; } = 1_000_000;

    /// <summary>What the rows of all replays may take where they are stored, in bytes. Default 512 MiB.</summary>
    [Range(1, 1L << 40)]
    public long BytesMax { get; set; } = 512L * 1024 * 1024;

    /// <summary>After this a replay that has ended is removed, with its rows. Default 14 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan KeptFor { get; set; } = TimeSpan.FromDays(14);
}

/// <summary>Checks <see cref="ReplayOptions"/> when the silo starts.</summary>
[OptionsValidator]
public sealed partial class ReplayOptionsValidator : IValidateOptions<ReplayOptions>;
