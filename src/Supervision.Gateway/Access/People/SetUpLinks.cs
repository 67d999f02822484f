using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Supervision.Access;

namespace Supervision.Gateway.Access.People;

/// <summary>
/// One-time links by which people set up their own password and second factor. Only a digest is kept.
/// </summary>
internal sealed class SetUpLinks(IAccountDirectory directory, TimeProvider time, IOptions<AccountOptions> options)
{
    public const string Path = "/set-up";
    public const string Key = "link";

    private const string FirstAdministrator = "";
    private const int SecretBytes = 32;

    /// <summary>Until when a link that is made now can be used.</summary>
    public DateTimeOffset ExpiryOf(DateTimeOffset now) => now + options.Value.LinkLifetime;

    /// <summary>Path and query of a new link; one for the same account from before is void.</summary>
    public async Task<(string Link, DateTimeOffset ExpiresAt)> Make(string accountId, CancellationToken cancellation)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var link = new AccountLink(accountId, Hash(secret), ExpiryOf(time.GetUtcNow()));
        await directory.KeepLink(link, cancellation);
        return ($"{Path}?{Key}={secret}", link.ExpiresAt);
    }

    /// <summary>The link that makes the first administrator; null once anybody has an account.</summary>
    public async Task<string?> MakeFirst(CancellationToken cancellation) => await directory.HasAny(cancellation)
        ? null
        : (await Make(FirstAdministrator, cancellation)).Link;

    /// <summary>For which account a link is, empty for the first administrator; null when it is no good.</summary>
    public async Task<string?> Find(string secret, CancellationToken cancellation)
    {
        if (secret.Length is 0 or > 64
            || await directory.FindLink(Hash(secret), cancellation) is not { } link
            || link.ExpiresAt <= time.GetUtcNow())
            return null;

        return link.AccountId != FirstAdministrator || !await directory.HasAny(cancellation) ? link.AccountId : null;
    }

    /// <summary>True for exactly one caller.</summary>
    public Task<bool> Use(string secret, CancellationToken cancellation) =>
        directory.UseLink(Hash(secret), time.GetUtcNow(), cancellation);

    private static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
