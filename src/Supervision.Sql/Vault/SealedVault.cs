using System.Collections.Immutable;
using System.Security.Cryptography;
using Supervision.Referents;
using Supervision.Sql.Encryption;
using Supervision.Vault;

namespace Supervision.Sql.Vault;

/// <summary>The vault on whichever database it is; opened, and its key made, the first time that it is used.</summary>
internal sealed class SealedVault(Func<IVaultRows?> open, IKeyEncryption wrapping) : IVault, IDisposable
{
    private const int PageMax = 1_000;

    // The key of the vault is its only one; a new one takes a new vault.
    private const int KeyNumber = 1;

    private readonly SemaphoreSlim _opening = new(1, 1);
    private (IVaultRows Rows, VaultSeal Seal)? _opened;

    public async Task Put(
        string attribute, IReadOnlyCollection<VaultLabel> labels, CancellationToken cancellation)
    {
        var (rows, seal) = await Opened(cancellation);
        var all = labels.Select(label => (Referent: seal.Fingerprint(label.Referent), label.Label))
            .Select(row => (row.Referent, row.Label is null ? null : seal.Seal(attribute, row.Referent, row.Label)))
            .ToList();
        await rows.Put(attribute, all, cancellation);
    }

    public async Task<ImmutableArray<string?>> Labels(
        string attribute, IReadOnlyList<ReferentId> referents, CancellationToken cancellation)
    {
        var (rows, seal) = await Opened(cancellation);
        var labels = ImmutableArray.CreateBuilder<string?>(referents.Count);
        foreach (var page in referents.Chunk(PageMax))
        {
            byte[][] wanted = [.. page.Select(seal.Fingerprint)];
            var found = await rows.Find(attribute, wanted, cancellation);
            labels.AddRange(found.Select((one, i) => one is null ? null : seal.Open(attribute, wanted[i], one)));
        }

        return labels.ToImmutable();
    }

    public async Task<ImmutableArray<VaultAttribute>> Attributes(CancellationToken cancellation) =>
        await (await Opened(cancellation)).Rows.Attributes(cancellation);

    public void Dispose()
    {
        (_opened?.Rows as IDisposable)?.Dispose();
        _opening.Dispose();
    }

    private async Task<(IVaultRows Rows, VaultSeal Seal)> Opened(CancellationToken cancellation)
    {
        await _opening.WaitAsync(cancellation);
        try
        {
            if (_opened is { } ready)
                return ready;

            var rows = open() ?? throw new NoVaultException();
            _opened = (rows, new VaultSeal(await KeyOf(rows, cancellation)));
            return _opened.Value;
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<byte[]> KeyOf(IVaultRows rows, CancellationToken cancellation)
    {
        if (await rows.Key(cancellation) is not { } kept)
        {
            wrapping.Prepare(); // Nothing in the vault depends on a key yet.
            kept = await rows.Key(
                wrapping.Wrap(KeyNumber, RandomNumberGenerator.GetBytes(VaultSeal.KeyLength)), cancellation);
        }

        return wrapping.Unwrap(KeyNumber, kept.KeyId, kept.Wrapped);
    }
}
