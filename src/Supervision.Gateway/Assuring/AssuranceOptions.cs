using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Supervision.Gateway.Assuring;

/// <summary>The limits of assurance reports.</summary>
public sealed class AssuranceOptions
{
    public const string Section = "Supervision:Assurance";

    /// <summary>How large an uploaded table may be, in bytes (default 64 MiB).</summary>
    [Range(1_024, 1024L * 1024 * 1024)]
    public long TableBytesMax { get; set; } = 64 * 1024 * 1024;

    /// <summary>Rows of a table (default 1,000,000).</summary>
    [Range(1, 10_000_000)]
    public int RowsMax { get; set; } = 1_000_000;

    /// <summary>Reports that wait in this process at once (default 8); a further one is answered 503.</summary>
    [Range(1, 1_000)]
    public int WaitingMax { get; set; } = 8;

    /// <summary>How often it is looked whether a report trips a gate of the model in use (default 1 min).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ExamineEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// After so long without a word from its gateway a report counts as interrupted (default 2 min); gateways say six
    /// times as often what they are at.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan GoneAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The share of one core that reading the stream and trying a model may take (default 0.5).</summary>
    [Range(0.01, 1.0)]
    public double Share { get; set; } = 0.5;
}

/// <summary>Refuses options that could not work, at start.</summary>
[OptionsValidator]
public sealed partial class AssuranceOptionsValidator : IValidateOptions<AssuranceOptions>;
