using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Supervision.Gateway.Limits;

/// <summary>
/// How much one caller may ask of one server: a person, a service, or an address from which nobody proved anything.
/// </summary>
public sealed class LimitOptions
{
    public const string Section = "Supervision:Limits";

    /// <summary>Requests a second of one caller, lasting (default 1,000); events have no such limit.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 1_000;

    /// <summary>Requests that a caller who was quiet may send at a stroke (default 5,000).</summary>
    [Range(1, 10_000_000)]
    public int RequestsBurst { get; set; } = 5_000;

    /// <summary>Requests of one caller that are answered at once (default 256).</summary>
    [Range(1, 10_000)]
    public int RequestsAtOnce { get; set; } = 256;

    /// <summary>Events and batches of one caller that are taken at once (default 256).</summary>
    [Range(1, 10_000)]
    public int EventsAtOnce { get; set; } = 256;

    /// <summary>Streams of events of one caller that are open at once (default 128).</summary>
    [Range(1, 10_000)]
    public int EventStreamsAtOnce { get; set; } = 128;

    /// <summary>Streams of changes of one caller that are open at once (default 8).</summary>
    [Range(1, 1_000)]
    public int ChangeStreamsAtOnce { get; set; } = 8;

    /// <summary>Heavy operations of one caller in a minute (default 60).</summary>
    [Range(1, 1_000_000)]
    public int HeavyPerMinute { get; set; } = 60;

    /// <summary>Heavy operations of one caller at once (default 4).</summary>
    [Range(1, 1_000)]
    public int HeavyAtOnce { get; set; } = 4;

    /// <summary>Requests a second from one address where nobody proved who they are, lasting (default 50).</summary>
    [Range(1, 1_000_000)]
    public int NobodyPerSecond { get; set; } = 50;

    /// <summary>Those that may come at a stroke (default 500).</summary>
    [Range(1, 10_000_000)]
    public int NobodyBurst { get; set; } = 500;

    /// <summary>Those that are answered at once (default 64).</summary>
    [Range(1, 10_000)]
    public int NobodyAtOnce { get; set; } = 64;
}

/// <summary>Refuses options that could not work, at start.</summary>
[OptionsValidator]
public sealed partial class LimitOptionsValidator : IValidateOptions<LimitOptions>;
