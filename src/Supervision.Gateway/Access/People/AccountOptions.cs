using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Supervision.Gateway.Access.People;

/// <summary>How people sign in here, and for how long.</summary>
public sealed class AccountOptions
{
    public const string Section = "Supervision:Access:Accounts";

    /// <summary>The shortest password (default 12 characters); nothing else is asked of it but variety.</summary>
    [Range(8, 64)]
    public int PasswordLengthMin { get; set; } = 12;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA512 (default 210,000); older hashes are renewed at a sign-in.</summary>
    [Range(210_000, 10_000_000)]
    public int PasswordRounds { get; set; } = 210_000;

    /// <summary>Wrong passwords and codes in a row after which an account is locked (default 5).</summary>
    [Range(3, 100)]
    public int FailuresMax { get; set; } = 5;

    /// <summary>For how long it is locked then (default 15 min).</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan LockedFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A refused sign-in is answered after this long, whatever was wrong with it (default 500 ms).</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10")]
    public TimeSpan RefusalTime { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Attempts a minute for one name (default 10); for one address it is five times as many.</summary>
    [Range(1, 10_000)]
    public int AttemptsPerMinute { get; set; } = 10;

    /// <summary>How long a one-time link can be used (default 24 h).</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>After how long without a request a session ends (default 30 min).</summary>
    [Range(typeof(TimeSpan), "00:01:00", "12:00:00")]
    public TimeSpan SessionIdleMax { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>After how long a session ends whatever happens in it (default 10 h).</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan SessionMax { get; set; } = TimeSpan.FromHours(10);

    /// <summary>
    /// The same for people of an OpenID Connect provider, who are asked of it again then (default 1 h): what changes
    /// there is known here no sooner.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan ForeignSessionMax { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>Refuses options that could not work, at start.</summary>
[OptionsValidator]
public sealed partial class AccountOptionsValidator : IValidateOptions<AccountOptions>;
