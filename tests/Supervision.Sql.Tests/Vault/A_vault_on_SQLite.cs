using Supervision.Sql.Vault;

namespace Supervision.Sql.Tests.Vault;

public sealed class A_vault_on_SQLite : VaultConformance
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vault-");

    private protected override IVaultRows Rows() => new SqliteVaultRows(
        Path.Combine(_folder.FullName, "vault.db"), TimeSpan.FromSeconds(5), TimeProvider.System);

    private protected override async Task<byte[]> Stored() =>
        await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "vault.db"));

    private protected override void Close() => _folder.Delete(recursive: true);
}
