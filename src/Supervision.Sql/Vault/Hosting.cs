using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Sql.Encryption;
using Supervision.Vault;

namespace Supervision.Sql.Vault;

/// <summary>Registers the vault. Only a gateway has one: a silo, where grains are, never.</summary>
public static class Hosting
{
    public static IServiceCollection AddSupervisionVault(this IServiceCollection services)
    {
        services.AddOptions<VaultOptions>().BindConfiguration(VaultOptions.Section).ValidateOnStart();
        services.AddSingleton<IVault>(provider =>
        {
            var data = provider.GetRequiredService<IOptions<SqlOptions>>().Value;
            var vault = provider.GetRequiredService<IOptions<VaultOptions>>().Value;
            var time = provider.GetRequiredService<TimeProvider>();
            return new SealedVault(() => RowsOf(data, vault, time), new KeyFile(KeyFileOf(data, vault)));
        });
        return services;
    }

    private static IVaultRows? RowsOf(SqlOptions data, VaultOptions vault, TimeProvider time) => data.Database switch
    {
        SqlDatabase.Sqlite => new SqliteVaultRows(
            DataFolder.VaultFileOf(Path.GetFullPath(data.DataFolder)), data.BusyTimeout, time),
        _ when vault.ConnectionString.Length > 0 => new PostgresVaultRows(vault.ConnectionString),
        _ => null,
    };

    // Beside the data folder and not in it, and not the key of the dossiers.
    private static string KeyFileOf(SqlOptions data, VaultOptions vault) => vault.KeyFile.Length > 0
        ? vault.KeyFile
        : Path.ChangeExtension(KeyFile.DefaultPath(data.DataFolder), ".vault.key");
}
