using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Supervision.Grains.Retention;

/// <summary>Whether servers carry out retention by themselves, and how much at once.</summary>
public sealed class RetentionOptions : IValidatableObject
{
    public const string Section = "Supervision:Retention";

    /// <summary>
    /// Erase every day what is due (default no: destruction of records is decided by somebody, and turning this on is
    /// that decision).
    /// </summary>
    public bool Daily { get; set; }

    /// <summary>When, in UTC (default 02:00).</summary>
    public TimeOnly At { get; set; } = new(2, 0);

    /// <summary>Who decided that; recorded with every run, and needed when it is on.</summary>
    [StringLength(128)]
    public string DecidedBy { get; set; } = "";

    /// <summary>Payloads after which a run ends; the next one goes on (default 1,000,000).</summary>
    [Range(1, 1_000_000_000)]
    public int PayloadsPerRunMax { get; set; } = 1_000_000;

    /// <summary>The pause between two steps of a run, in which a server does other work (default 20 ms).</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan StepPause { get; set; } = TimeSpan.FromMilliseconds(20);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Daily && string.IsNullOrWhiteSpace(DecidedBy))
            yield return new ValidationResult(
                $"{Section}:DecidedBy must say who decided that records are destroyed every day.", [nameof(DecidedBy)]);
    }
}

/// <summary>Checks <see cref="RetentionOptions"/> when the silo starts.</summary>
[OptionsValidator]
public sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;
