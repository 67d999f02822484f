using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Supervision.Gateway.Access.People;

/// <summary>Checks a name with a password, with the same work whether or not there is such an account.</summary>
internal sealed class Passwords(UserManager<IdentityUser> users, NobodysPassword nobody, WrongTries wrong)
{
    public const int LengthMax = 128;

    /// <summary>The account when all is right; null, and never why, when not.</summary>
    public async Task<IdentityUser?> Check(string name, string password)
    {
        var account = AccountNames.IsName(name) ? await users.FindByNameAsync(name) : null;
        if (account?.PasswordHash is null)
        {
            nobody.Verify(password);
            return null;
        }

        var isRight = await users.CheckPasswordAsync(account, password);
        if (await users.IsLockedOutAsync(account))
            return null;
        if (isRight)
            return account;

        await wrong.Count(account);
        return null;
    }
}

/// <summary>A hash that no password has, made with as many rounds as the real ones.</summary>
internal sealed class NobodysPassword
{
    private readonly PasswordHasher<IdentityUser> _hasher;
    private readonly IdentityUser _nobody = new();
    private readonly string _hash;

    public NobodysPassword(IOptions<PasswordHasherOptions> options)
    {
        _hasher = new PasswordHasher<IdentityUser>(options);
        _hash = _hasher.HashPassword(_nobody, Convert.ToHexString(
            System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
    }

    public void Verify(string password) => _hasher.VerifyHashedPassword(_nobody, _hash, password);
}
