namespace Supervision.Sql.Vault;

/// <summary>Where the vault is, when it is not beside the data folder.</summary>
public sealed class VaultOptions
{
    public const string Section = "Supervision:Vault";

    /// <summary>
    /// PostgreSQL: a database of the vault's own, with a role of its own. Without it there is no vault there; on files
    /// it is <c>vault.db</c> in the data folder. A secret when it has a password.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// The file of the key that the key of the vault is wrapped with (default: beside the data folder, its name with
    /// <c>.vault.key</c>). Another one than that of the dossiers.
    /// </summary>
    public string KeyFile { get; set; } = "";
}
