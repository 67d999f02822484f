using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Supervision.Gateway.Access.People;

/// <summary>
/// What a page hands to the next one about who has given the right password; sealed, and short-lived.
/// </summary>
internal sealed class Steps(IDataProtectionProvider protection, UserManager<IdentityUser> users)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector _seal =
        protection.CreateProtector("Supervision.SignIn.Step.v1").ToTimeLimitedDataProtector();

    public string Seal(IdentityUser account) => _seal.Protect($"{account.Id} {account.SecurityStamp}", Lifetime);

    /// <summary>The account, unless it was changed since, was locked, or the time is up.</summary>
    public async Task<IdentityUser?> Open(string step)
    {
        try
        {
            return _seal.Unprotect(step).Split(' ') is [var id, var stamp]
                && await users.FindByIdAsync(id) is { } account && account.SecurityStamp == stamp
                && !await users.IsLockedOutAsync(account)
                    ? account
                    : null;
        }
        catch (CryptographicException)
        {
            return null; // Not ours, altered, or too old.
        }
    }
}
