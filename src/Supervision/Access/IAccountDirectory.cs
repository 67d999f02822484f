using System.Collections.Immutable;

namespace Supervision.Access;

/// <summary>
/// The people who sign in here, as lists need them, and the links by which they set up their accounts.
/// </summary>
public interface IAccountDirectory
{
    Task<bool> HasAny(CancellationToken cancellation);

    /// <summary>By name, after a name.</summary>
    Task<ImmutableArray<AccountRow>> List(string? after, int count, CancellationToken cancellation);

    /// <summary>Keeps the digest of a link; one for the same account from before is void.</summary>
    Task KeepLink(AccountLink link, CancellationToken cancellation);

    /// <summary>The link with this digest, used or not in time; null when there is none.</summary>
    Task<AccountLink?> FindLink(string hash, CancellationToken cancellation);

    /// <summary>Uses a link up; true for exactly one caller, and for none once it has expired.</summary>
    Task<bool> UseLink(string hash, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>
    /// Makes a change that ends what an account may as an administrator, in one transaction and one such change at a
    /// time, on every server; unless no administrator who can sign in would be left.
    /// </summary>
    /// <param name="change">Writes through the same stores; false when nothing of it is to stay.</param>
    Task<AdministratorChange> ChangeAdministrator(
        string accountId, Func<Task<bool>> change, CancellationToken cancellation);
}

/// <summary>One of the people who sign in here.</summary>
/// <param name="LockedUntil">The end of time when the account is disabled; null when it can be used.</param>
public sealed record AccountRow(
    string Name, ImmutableArray<Role> Roles, bool HasPassword, bool HasSecondFactor, DateTimeOffset? LockedUntil);

/// <summary>A one-time link, without the link itself.</summary>
/// <param name="AccountId">Empty for the link that makes the first administrator.</param>
/// <param name="Hash">SHA-256 of the link's secret, in hexadecimal.</param>
public sealed record AccountLink(string AccountId, string Hash, DateTimeOffset ExpiresAt);

/// <summary>What came of a change that ends what an account may as an administrator.</summary>
public enum AdministratorChange
{
    Made,

    /// <summary>The account is the last administrator who can sign in; nothing was changed.</summary>
    WasTheLast,

    /// <summary>It turned out not to be possible; nothing was changed.</summary>
    Failed,
}
