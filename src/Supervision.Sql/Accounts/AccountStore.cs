using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Supervision.Sql.Encryption;

namespace Supervision.Sql.Accounts;

/// <summary>
/// The store of accounts; of recovery codes it keeps digests, where the library would keep the codes.
/// </summary>
internal sealed class AccountStore(AccountContext context, IdentityErrorDescriber describer, Lazy<KeyRing> keys)
    : UserOnlyStore<IdentityUser, AccountContext>(context, describer)
{
    /// <summary>The name is looked for before; whoever is quicker in between takes it by the constraint.</summary>
    public override async Task<IdentityResult> CreateAsync(
        IdentityUser user, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.CreateAsync(user, cancellationToken);
        }
        catch (DbUpdateException)
        {
            Context.Entry(user).State = EntityState.Detached;
            if (await FindByNameAsync(user.NormalizedUserName!, cancellationToken) is null)
                throw;

            return IdentityResult.Failed(ErrorDescriber.DuplicateUserName(user.UserName!));
        }
    }

    public override Task SetTokenAsync(
        IdentityUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(
            user, loginProvider, name,
            value is null ? null : keys.Value.SealText(PayloadKind.Account, RowOf(user, name), value),
            cancellationToken);

    public override async Task<string?> GetTokenAsync(
        IdentityUser user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } stored
            ? keys.Value.OpenText(PayloadKind.Account, RowOf(user, name), stored)
            : null;

    public override Task ReplaceCodesAsync(
        IdentityUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken = default) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => Kept(user, code)), cancellationToken);

    public override Task<bool> RedeemCodeAsync(
        IdentityUser user, string code, CancellationToken cancellationToken = default) =>
        base.RedeemCodeAsync(user, Digest(user, code), cancellationToken);

    // To redeem one, the library replaces all by the others, which are digests then.
    private static string Kept(IdentityUser user, string code) =>
        code.Length == 2 * SHA256.HashSizeInBytes ? code : Digest(user, code);

    private static string RowOf(IdentityUser user, string name) => $"{user.Id} {name}";

    private static string Digest(IdentityUser user, string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id} {code}")));
}
