using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Supervision.Gateway;

/// <summary>The limits of the REST API.</summary>
public sealed class GatewayOptions
{
    public const string Section = "Supervision:Gateway";

    /// <summary>Streams of changes open at once (default 256); a further one is answered 503.</summary>
    [Range(1, 10_000)]
    public int RiskChangeStreamsMax { get; set; } = 256;

    /// <summary>After how long without a change a stream says that it is still there (default 15 s).</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan RiskChangeHeartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a client may take to accept what was written before its stream ends (default 2 min).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RiskChangePatience { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>After how long a stream ends, so that its client is asked anew who it is (default 5 min).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RiskChangeStreamMax { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Names that requests may be for (default any): <c>register.example.org</c>, or <c>*.example.org</c> for those
    /// below it.
    /// </summary>
    [MaxLength(100)]
    public string[] AllowedHosts { get; set; } = [];

    /// <summary>How large the body of a command may be, in bytes (default 64 KiB).</summary>
    [Range(1_024, 16 * 1024 * 1024)]
    public int CommandBytesMax { get; set; } = 64 * 1024;

    /// <summary>How large an evidence file may be, in bytes (default 25 MiB).</summary>
    [Range(1_024, 1024 * 1024 * 1024)]
    public long FileBytesMax { get; set; } = 25 * 1024 * 1024;

    /// <summary>How long a probe of readiness may take (default 2 s).</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ReadinessTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Events that a partition may be behind before requests should go elsewhere (default 100,000).</summary>
    [Range(0, long.MaxValue)]
    public long ReadinessLagMax { get; set; } = 100_000;

    /// <summary>How long a stopping process says that it is not ready and still answers (default 0 s).</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan DrainDelay { get; set; } = TimeSpan.Zero;

    /// <summary>How long calls to grains are repeated while silos come and go (default 12 s).</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan GrainCallPatience { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>Over how long the ingest rate of the overview is taken (default 60 s).</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan RateWindow { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Refuses options that could not work, at start.</summary>
[OptionsValidator]
public sealed partial class GatewayOptionsValidator : IValidateOptions<GatewayOptions>;
