using System.Text;
using Supervision.Referents;
using Supervision.Sql.Encryption;
using Supervision.Sql.Vault;
using Supervision.Vault;

namespace Supervision.Sql.Tests.Vault;

/// <summary>What a vault does on any database.</summary>
public abstract class VaultConformance : IDisposable
{
    private static readonly ReferentId One = ReferentId.Parse("kvk:99000001");
    private static readonly ReferentId Two = ReferentId.Parse("kvk:99000002");

    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("vault-key-");

    [Fact]
    public async Task Gives_back_labels_in_the_order_asked_and_forgets_those_taken_away()
    {
        using var vault = Open();
        await vault.Put("origin", [new VaultLabel(One, "a"), new VaultLabel(Two, "b")], CancellationToken.None);
        await vault.Put("origin", [new VaultLabel(Two, "c")], CancellationToken.None);
        await vault.Put("size", [new VaultLabel(Two, "small")], CancellationToken.None);

        Assert.Equal(["c", "a", null], await Labels(vault, "origin", Two, One, ReferentId.Parse("kvk:99000003")));
        await vault.Put("origin", [new VaultLabel(One, null)], CancellationToken.None);

        Assert.Equal([null, "c"], await Labels(vault, "origin", One, Two));
        Assert.Equal(
            [new VaultAttribute("origin", 1), new VaultAttribute("size", 1)],
            (await vault.Attributes(CancellationToken.None)).AsEnumerable());
    }

    [Fact]
    public async Task Keeps_labels_across_a_restart_and_gives_none_without_its_own_key()
    {
        using (var vault = Open())
            await vault.Put("origin", [new VaultLabel(One, "a")], CancellationToken.None);

        using (var again = Open())
            Assert.Equal(["a"], await Labels(again, "origin", One));
        using var other = new SealedVault(Rows, new KeyFile(Path.Combine(_keys.FullName, "other.key")));

        await Assert.ThrowsAsync<UnusableDataException>(() => Labels(other, "origin", One));
    }

    /// <summary>Whoever copies the store finds no referent in it and no label.</summary>
    [Fact]
    public async Task Rests_so_that_nobody_reads_it()
    {
        using (var vault = Open())
            await vault.Put("origin", [new VaultLabel(One, "a-label-to-find")], CancellationToken.None);

        var bytes = Encoding.Latin1.GetString(await Stored());

        Assert.Contains("origin", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("a-label-to-find", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("99000001", bytes, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Close();
        _keys.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected abstract IVaultRows Rows();

    /// <summary>Everything that the database holds.</summary>
    private protected abstract Task<byte[]> Stored();

    private protected abstract void Close();

    private SealedVault Open() => new(Rows, new KeyFile(Path.Combine(_keys.FullName, "vault.key")));

    private static async Task<IEnumerable<string?>> Labels(
        SealedVault vault, string attribute, params ReferentId[] referents) =>
        await vault.Labels(attribute, referents, CancellationToken.None);
}
