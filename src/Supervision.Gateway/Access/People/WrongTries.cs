using Microsoft.AspNetCore.Identity;
using Supervision.Access.Changes;
using Supervision.Gateway.Access.Changes;

namespace Supervision.Gateway.Access.People;

/// <summary>
/// Counts wrong passwords and codes, and records it when they lock an account. The lock is there first: nobody must be
/// kept from being locked out by a log that is away.
/// </summary>
internal sealed class WrongTries(UserManager<IdentityUser> users, AccessRecorder recorder)
{
    public async Task Count(IdentityUser account)
    {
        var wasLocked = await users.IsLockedOutAsync(account);
        await users.AccessFailedAsync(account);
        if (!wasLocked && await users.IsLockedOutAsync(account))
            await recorder.Record(new AccessChanged(
                AccessChange.AccountLocked, AccessChangers.SignIn, AccountNames.ActorId(account.UserName!),
                Until: account.LockoutEnd?.ToUniversalTime()));
    }
}
