using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Supervision.Webhooks;

namespace Supervision.Grains.Webhooks;

/// <summary>How subscribers are told, and how long something that does not arrive is tried.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Supervision:Webhooks";

    /// <summary>How often it is looked for something new. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan LookPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Messages under way to one subscriber at once, each of another referent. Default 4.</summary>
    [Range(1, 64)]
    public int AtOnce { get; set; } = 4;

    /// <summary>Messages that wait for one subscriber; what is after them waits where it is. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int WaitingMax { get; set; } = 1_000;

    /// <summary>The delay after the first try that failed; each one after it doubles it. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan DelayMin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest delay between two tries. Default 4 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan DelayMax { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Tries after which a message is given up: about a day and a half. Default 20.</summary>
    [Range(1, 100)]
    public int TriesMax { get; set; } = 20;

    /// <summary>
    /// Messages given up that are kept of one subscriber; while there are as many, no other is given up. Default 1,000.
    /// </summary>
    [Range(1, 10_000)]
    public int DeadMax { get; set; } = 1_000;

    /// <summary>How long a message that was given up can be sent again. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan DeadKeptFor { get; set; } = TimeSpan.FromDays(30);

    internal WebhookRetry Retry => new(DelayMin, DelayMax, TriesMax);
}

/// <summary>Checks <see cref="WebhookOptions"/> when the silo starts.</summary>
[OptionsValidator]
public sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;
