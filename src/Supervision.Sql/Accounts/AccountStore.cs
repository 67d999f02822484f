using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Supervision.Sql.Accounts;

/// <summary>
/// The store of accounts; of recovery codes it keeps digests, where the library would keep the codes.
/// </summary>
internal sealed class AccountStore(AccountContext context, IdentityErrorDescriber describer)
    : UserOnlyStore<IdentityUser, AccountContext>(context, describer)
{
    public override Task ReplaceCodesAsync(
        IdentityUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken = default) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => Kept(user, code)), cancellationToken);

    public override Task<bool> RedeemCodeAsync(
        IdentityUser user, string code, CancellationToken cancellationToken = default) =>
        base.RedeemCodeAsync(user, Digest(user, code), cancellationToken);

    // To redeem one, the library replaces all by the others, which are digests then.
    private static string Kept(IdentityUser user, string code) =>
        code.Length == 2 * SHA256.HashSizeInBytes ? code : Digest(user, code);

    private static string Digest(IdentityUser user, string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id} {code}")));
}
