using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace Supervision.Gateway.Access.People;

/// <summary>
/// The codes of an authenticator app (TOTP, RFC 6238), each good once, and recovery codes in their place.
/// </summary>
internal sealed class SecondFactors(UserManager<IdentityUser> users, WrongTries wrong, TimeProvider time)
{
    private const int RecoveryCodes = 10;
    private const string UsedProvider = "supervision";
    private const string UsedName = "used-codes";

    /// <summary>Longer than a code is accepted for, which is 90 seconds around its own half minute.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    public async Task<bool> Check(IdentityUser account, string code)
    {
        var plain = string.Concat(code.Where(letter => !char.IsWhiteSpace(letter)));
        var isRight = plain.Length == 6 && plain.All(char.IsAsciiDigit)
            ? await IsOfApp(account, plain) && await IsFirstUse(account, plain)
            : plain.Length is > 6 and <= 32
                && (await users.RedeemTwoFactorRecoveryCodeAsync(account, plain.ToUpperInvariant())).Succeeded;
        if (!isRight)
            await wrong.Count(account);
        return isRight;
    }

    /// <summary>A new secret, which is none before a code of it is confirmed.</summary>
    public async Task<string> Begin(IdentityUser account)
    {
        await users.ResetAuthenticatorKeyAsync(account);
        return (await users.GetAuthenticatorKeyAsync(account))!;
    }

    /// <summary>
    /// Turns the second factor on when the code is of the new secret; the recovery codes, shown once.
    /// </summary>
    public async Task<ImmutableArray<string>?> Confirm(IdentityUser account, string code)
    {
        var plain = string.Concat(code.Where(letter => !char.IsWhiteSpace(letter)));
        if (!await IsOfApp(account, plain) || !await IsFirstUse(account, plain))
            return null;

        await users.SetTwoFactorEnabledAsync(account, true);
        return [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes))!];
    }

    private Task<bool> IsOfApp(IdentityUser account, string code) =>
        users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code);

    // The library takes a code again as long as it is good; whoever looks over a shoulder must not.
    private async Task<bool> IsFirstUse(IdentityUser account, string code)
    {
        var since = time.GetUtcNow() - Remembered;
        var used = Read(await users.GetAuthenticationTokenAsync(account, UsedProvider, UsedName))
            .Where(one => one.At > since).ToList();
        if (used.Any(one => one.Code == code))
            return false;

        used.Add((code, time.GetUtcNow()));
        var written = string.Join(';', used.Select(one => string.Create(
            CultureInfo.InvariantCulture, $"{one.Code}:{one.At.ToUnixTimeSeconds()}")));
        // Of two at the same moment the later one fails on the concurrency stamp of the account.
        return (await users.SetAuthenticationTokenAsync(account, UsedProvider, UsedName, written)).Succeeded;
    }

    private static IEnumerable<(string Code, DateTimeOffset At)> Read(string? written) =>
        (written ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split(':'))
            .Select(parts => (
                parts[0],
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture))));
}
