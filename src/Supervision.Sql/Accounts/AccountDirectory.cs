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

    // Of the lock under which administrators are counted on PostgreSQL; a transaction that writes to a file has that
    // file for itself from its start.
    private const long AdministratorsKey = 0x61646D696E73;

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

    public async Task<AdministratorChange> ChangeAdministrator(
        string accountId, Func<Task<bool>> change, CancellationToken cancellation)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        if (context.Database.IsNpgsql())
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdministratorsKey})", cancellation);
        var administrators = await Administrators(cancellation);
        if (administrators is [var last] && last == accountId)
            return AdministratorChange.WasTheLast;
        if (!await change())
            return AdministratorChange.Failed;

        await transaction.CommitAsync(cancellation);
        return AdministratorChange.Made;
    }

    /// <summary>Those who can sign in: neither disabled nor still to set up their account.</summary>
    private async Task<string[]> Administrators(CancellationToken cancellation)
    {
        var word = ClosedList<Role>.WordFor(Role.Administrator);
        var withRole = context.UserClaims
            .Where(claim => claim.ClaimType == RoleClaim && claim.ClaimValue == word)
            .Select(claim => claim.UserId);
        var accounts = await context.Users.AsNoTracking()
            .Where(account => account.PasswordHash != null && account.TwoFactorEnabled && withRole.Contains(account.Id))
            .Select(account => new { account.Id, account.LockoutEnd })
            .ToListAsync(cancellation);
        return
        [
            .. accounts.Where(account => account.LockoutEnd?.Year != DateTimeOffset.MaxValue.Year)
                .Select(account => account.Id),
        ];
    }

    private static Role? Parse(string? word) => ClosedList<Role>.TryParse(word, out var role) ? role : null;
}
