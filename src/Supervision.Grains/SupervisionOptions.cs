using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Supervision.Models;

namespace Supervision.Grains;

/// <summary>How the grains keep their rhythm, and their limits.</summary>
public sealed class SupervisionOptions
{
    public const string Section = "Supervision";

    /// <summary>How often snapshots are stored and the checkpoint moves. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan FlushPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long storing may wait at most when it is slow, as under a heavy load. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan FlushPauseMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Referents stored in one transaction. Default 250, so that appends seldom wait for a slice.</summary>
    [Range(1, 500)]
    public int FlushSlice { get; set; } = 250;

    /// <summary>
    /// Unstored referents of one partition at which it stores before it takes more. Default 50,000: what it bounds is
    /// what is read again after a crash, and below the referents that take turns each event costs a stored snapshot.
    /// </summary>
    [Range(1, 100_000)]
    public int DirtyMax { get; set; } = 50_000;

    /// <summary>Referents that one partition brings events to at once. Default 64.</summary>
    [Range(1, 1_000)]
    public int InFlight { get; set; } = 64;

    /// <summary>How often a partition looks whether a new day made referents due. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a silo looks at the ends of the log, to tell its lag. Default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan LagPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After how long an item of the outbox that is held is offered again. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan OutboxRetry { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an item of the outbox is kept after it was carried out. Default 90 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan OutboxKept { get; set; } = TimeSpan.FromDays(90);

    /// <summary>From its opening until an escalation is overdue, in days of Amsterdam. Default 14 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan EscalationTerm { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Working days before it is overdue that an escalation is near its deadline. Default 2 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "364.00:00:00")]
    public TimeSpan EscalationWarning { get; set; } = TimeSpan.FromDays(2);

    /// <summary>How long the lock of the person who took an escalation holds without an act. Default 8 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan EscalationLock { get; set; } = TimeSpan.FromHours(8);

    /// <summary>Whether two people decide on a fine, as they always do on a suspension. Default false.</summary>
    public bool TwoPeopleForFines { get; set; }

    /// <summary>The share of judged cases that is judged again, until a lead sets another. Default 0.1.</summary>
    [Range(typeof(decimal), "0", "1", ParseLimitsInInvariantCulture = true)]
    public decimal SecondReadingShare { get; set; } = 0.1m;

    /// <summary>Escalations that rules may open within the window, over all referents. Default 50.</summary>
    [Range(1, 10_000)]
    public int HarmLimit { get; set; } = 50;

    /// <summary>Versions of models evaluated beside the one in use at a time. Default 8.</summary>
    [Range(1, ModelRegister.ShadowsMax)]
    public int ShadowsMax { get; set; } = 8;

    /// <summary>How often what was counted of shadows is stored; a crash loses as much. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ShadowStorePeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Days that counts of shadows are kept for. Default 92.</summary>
    [Range(1, 366)]
    public int ShadowDaysKept { get; set; } = 92;

    /// <summary>The rolling window of <see cref="HarmLimit"/>. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan HarmWindow { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>Checks <see cref="SupervisionOptions"/> when the silo starts.</summary>
[OptionsValidator]
public sealed partial class SupervisionOptionsValidator : IValidateOptions<SupervisionOptions>;
