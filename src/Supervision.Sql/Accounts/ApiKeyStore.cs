using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access.Keys;

namespace Supervision.Sql.Accounts;

/// <summary>Keys on whichever database accounts are on; safe to use from several threads.</summary>
internal sealed class ApiKeyStore(IServiceScopeFactory scopes, IKeyRows rows) : IApiKeyStore
{
    public Task<bool> Add(ApiKey key, DateTimeOffset now, CancellationToken cancellation) => Run(async context =>
    {
        var moment = now.ToUnixTimeMilliseconds();
        if (await context.Keys.CountAsync(
                row => row.RevokedAt == null && row.ExpiresAt > moment, cancellation) >= KeyTerms.KeysMax)
            return false;

        context.Keys.Add(KeyRow.Of(key));
        await context.SaveChangesAsync(cancellation);
        return true;
    });

    public Task<ImmutableArray<ApiKey>> Find(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        rows.Find(ids, cancellation);

    public Task<ImmutableArray<ApiKey>> List(string? after, int count, CancellationToken cancellation)
    {
        after ??= "";
        return Run<ImmutableArray<ApiKey>>(async context =>
        [
            .. (await context.Keys.AsNoTracking()
                .Where(row => string.Compare(row.Id, after) > 0)
                .OrderBy(row => row.Id).Take(count)
                .ToListAsync(cancellation)).Select(row => row.ToKey()),
        ]);
    }

    public Task<bool> Rotate(ApiKey before, ApiKey after, CancellationToken cancellation)
    {
        var row = KeyRow.Of(after);
        return Run(async context => await context.Keys
            .Where(kept => kept.Id == row.Id && kept.Hash == before.Secret.Hash && kept.RevokedAt == null)
            .ExecuteUpdateAsync(
                kept => kept
                    .SetProperty(one => one.Hash, row.Hash).SetProperty(one => one.ExpiresAt, row.ExpiresAt)
                    .SetProperty(one => one.OldHash, row.OldHash).SetProperty(one => one.OldUntil, row.OldUntil),
                cancellation) == 1);
    }

    public Task Revoke(string id, KeyRevocation revocation, CancellationToken cancellation)
    {
        var moment = revocation.At.ToUnixTimeMilliseconds();
        return Run(context => context.Keys
            .Where(row => row.Id == id && row.RevokedAt == null)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.RevokedAt, moment).SetProperty(one => one.RevokedBy, revocation.By),
                cancellation));
    }

    private async Task<T> Run<T>(Func<AccountContext, Task<T>> query)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<AccountContext>());
    }
}
