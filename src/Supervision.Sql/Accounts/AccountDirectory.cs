using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Supervision.Access;
using Supervision.Facts;

namespace Supervision.Sql.Accounts;

/// <summary>Lists accounts and keeps their links, on whichever database the context is on.</summary>
internal sealed class AccountDirectory(AccountContext context) : IAccountDirectory
{
    // How the claims that are roles are called; see ActorClaims in the gateway.
    private const string RoleClaim = "role";

    public Task<bool> HasAny(CancellationToken cancellation) => context.Users.AnyAsync(cancellation);

    public async Task<ImmutableArray<AccountRow>> List(string? after, int count, CancellationToken cancellation)
    {
        after ??= "";
        var accounts = await context.Users.AsNoTracking()
            .Where(account => string.Compare(account.NormalizedUserName, after) > 0)
            .OrderBy(account => account.NormalizedUserName).Take(count)
            .ToListAsync(cancellation);
        var ids = accounts.Select(account => account.Id).ToArray();
        var roles = (await context.UserClaims.AsNoTracking()
            .Where(claim => ids.Contains(claim.UserId) && claim.ClaimType == RoleClaim)
            .ToListAsync(cancellation))
            .ToLookup(claim => claim.UserId, claim => claim.ClaimValue);
        return
        [
            .. accounts.Select(account => new AccountRow(
                account.UserName!,
                [.. roles[account.Id].Select(Parse).OfType<Role>().Order()],
                account.PasswordHash is not null,
                account.TwoFactorEnabled,
                account.LockoutEnd)),
        ];
    }

    public async Task KeepLink(AccountLink link, CancellationToken cancellation)
    {
        await context.Links.Where(row => row.AccountId == link.AccountId).ExecuteDeleteAsync(cancellation);
        context.Links.Add(new LinkRow
        {
            AccountId = link.AccountId,
            Hash = link.Hash,
            ExpiresAt = link.ExpiresAt.ToUnixTimeMilliseconds(),
        });
        await context.SaveChangesAsync(cancellation);
    }

    public async Task<AccountLink?> FindLink(string hash, CancellationToken cancellation) =>
        await context.Links.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash, cancellation) is { } row
            ? new AccountLink(row.AccountId, row.Hash, DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAt))
            : null;

    public async Task<bool> UseLink(string hash, DateTimeOffset now, CancellationToken cancellation)
    {
        var moment = now.ToUnixTimeMilliseconds();
        return await context.Links.Where(row => row.Hash == hash && row.ExpiresAt > moment)
            .ExecuteDeleteAsync(cancellation) == 1;
    }

    private static Role? Parse(string? word) => ClosedList<Role>.TryParse(word, out var role) ? role : null;
}
