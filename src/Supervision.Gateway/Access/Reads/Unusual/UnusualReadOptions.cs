using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Supervision.Access.Unusual;

namespace Supervision.Gateway.Access.Reads.Unusual;

/// <summary>What reading is usual here, and how much is looked at to tell.</summary>
public sealed class UnusualReadOptions
{
    public const string Section = "Supervision:Access:UnusualReads";

    /// <summary>The window in which readings are counted (default 1 h).</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Readings of a person in a window that are still usual (default 120).</summary>
    [Range(1, 1_000_000)]
    public int PersonReadsMax { get; set; } = 120;

    /// <summary>The same of a service (default 10,000).</summary>
    [Range(1, 100_000_000)]
    public int ServiceReadsMax { get; set; } = 10_000;

    /// <summary>How many times the actor's own mean is still usual (default 5).</summary>
    [Range(2, 1_000)]
    public int BaselineFactor { get; set; } = 5;

    /// <summary>Windows with readings that such a mean takes (default 10).</summary>
    [Range(1, 10_000)]
    public int BaselineWindowsMin { get; set; } = 10;

    /// <summary>Readings in a window below which none is held against a mean (default 20).</summary>
    [Range(1, 1_000_000)]
    public int BaselineReadsMin { get; set; } = 20;

    /// <summary>How long before the period the baseline begins (default 28 days).</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "90.00:00:00")]
    public TimeSpan BaselineSpan { get; set; } = TimeSpan.FromDays(28);

    /// <summary>The zone of working hours, by its name in the time zone database (default Europe/Amsterdam).</summary>
    [Required, StringLength(64)]
    public string TimeZone { get; set; } = "Europe/Amsterdam";

    /// <summary>When a working day begins (default 07:00), Monday to Friday.</summary>
    public TimeOnly WorkBegins { get; set; } = new(7, 0);

    /// <summary>When it ends (default 19:00).</summary>
    public TimeOnly WorkEnds { get; set; } = new(19, 0);

    /// <summary>How long after a case its dossier may still be read for it (default 14 days).</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan CaseGrace { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Records looked at for one answer, the newest first (default 100,000).</summary>
    [Range(1_000, 1_000_000)]
    public int RecordsMax { get; set; } = 100_000;

    /// <summary>Referents whose cases are looked up for one answer (default 500).</summary>
    [Range(1, 10_000)]
    public int ReferentsMax { get; set; } = 500;

    internal UnusualRules Rules() => new(
        Window, PersonReadsMax, ServiceReadsMax, BaselineFactor, BaselineWindowsMin, BaselineReadsMin,
        TimeZoneInfo.FindSystemTimeZoneById(TimeZone), WorkBegins, WorkEnds, CaseGrace);
}

/// <summary>Refuses options that could not work, at start.</summary>
[OptionsValidator]
public sealed partial class UnusualReadOptionsValidator : IValidateOptions<UnusualReadOptions>;

/// <summary>What the limits of single options cannot say.</summary>
internal sealed class WorkingHoursValidator : IValidateOptions<UnusualReadOptions>
{
    public ValidateOptionsResult Validate(string? name, UnusualReadOptions options)
    {
        if (options.WorkEnds <= options.WorkBegins)
            return ValidateOptionsResult.Fail(
                $"{UnusualReadOptions.Section}:WorkEnds must be after WorkBegins, on the same day.");

        return TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{UnusualReadOptions.Section}:TimeZone is not in the time zone database of this machine. Install "
                + "'tzdata', or name a zone that is there, such as UTC.");
    }
}
