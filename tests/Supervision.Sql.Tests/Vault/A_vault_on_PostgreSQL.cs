using Supervision.Sql.Tests.Postgres;
using Supervision.Sql.Vault;

namespace Supervision.Sql.Tests.Vault;

public sealed class A_vault_on_PostgreSQL : VaultConformance
{
    private readonly PostgresTestDatabase _database = PostgresServer.Shared.Create();

    private protected override IVaultRows Rows() => new PostgresVaultRows(_database.ConnectionString);

    private protected override Task<byte[]> Stored() => Task.FromResult(System.Text.Encoding.UTF8.GetBytes(
        _database.Ask<string>(
            "SELECT string_agg(attribute || ' ' || encode(referent, 'escape') || encode(label, 'escape'), ' ') "
            + "FROM vault_label")));

    private protected override void Close() => _database.Dispose();
}
