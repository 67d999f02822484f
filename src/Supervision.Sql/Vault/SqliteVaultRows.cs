using System.Collections.Immutable;
using Supervision.Sql.Migrations;
using Supervision.Sql.Sqlite;
using Supervision.Vault;

namespace Supervision.Sql.Vault;

/// <summary>The vault in a file of its own.</summary>
internal sealed class SqliteVaultRows : IVaultRows, IDisposable
{
    public const string Scripts = "vault/";

    private const string SelectKey = "SELECT key_id, wrapped FROM vault_key WHERE number = 1";

    private const string InsertKey =
        "INSERT INTO vault_key (number, key_id, wrapped) VALUES (1, ?1, ?2) ON CONFLICT DO NOTHING";

    private const string Upsert =
        "INSERT INTO vault_label (attribute, referent, label) VALUES (?1, ?2, ?3) "
        + "ON CONFLICT (attribute, referent) DO UPDATE SET label = excluded.label";

    private const string Delete = "DELETE FROM vault_label WHERE attribute = ?1 AND referent = ?2";

    private const string Select = "SELECT label FROM vault_label WHERE attribute = ?1 AND referent = ?2";

    private const string Count = "SELECT attribute, count(*) FROM vault_label GROUP BY attribute ORDER BY attribute";

    // Used seldom and by few: one connection, one at a time.
    private readonly Session _session;
    private readonly Lock _gate = new();

    public SqliteVaultRows(string file, TimeSpan busyTimeout, TimeProvider time)
    {
        OwnFiles.MakeFolder(Path.GetDirectoryName(file)!);
        _session = Session.ForWriting(file, busyTimeout);
        Migrator.Apply(_session, Scripts, time);
    }

    public Task<(string KeyId, byte[] Wrapped)?> Key(CancellationToken cancellation) =>
        Run(session => KeyOf(session), cancellation);

    public Task<(string KeyId, byte[] Wrapped)> Key(
        (string KeyId, byte[] Wrapped) first, CancellationToken cancellation) => Run(
        session =>
        {
            session.Prepared(InsertKey).Bind(1, first.KeyId).Bind(2, first.Wrapped).Execute();
            return KeyOf(session)!.Value;
        },
        cancellation);

    public Task Put(
        string attribute, IReadOnlyList<(byte[] Referent, byte[]? Label)> rows, CancellationToken cancellation) => Run(
        session =>
        {
            session.Execute("BEGIN IMMEDIATE");
            try
            {
                foreach (var (referent, label) in rows)
                {
                    if (label is null)
                        session.Prepared(Delete).Bind(1, attribute).Bind(2, referent).Execute();
                    else
                        session.Prepared(Upsert).Bind(1, attribute).Bind(2, referent).Bind(3, label).Execute();
                }

                session.Execute("COMMIT");
                return true;
            }
            catch
            {
                session.ResetStatements();
                if (session.IsInTransaction)
                    session.Execute("ROLLBACK");
                throw;
            }
        },
        cancellation);

    public Task<ImmutableArray<byte[]?>> Find(
        string attribute, IReadOnlyList<byte[]> referents, CancellationToken cancellation) =>
        Run<ImmutableArray<byte[]?>>(
            session =>
            [
                .. referents.Select(referent => session.Prepared(Select).Bind(1, attribute).Bind(2, referent)
                    .All(row => row.Blob(0)).FirstOrDefault()),
            ],
            cancellation);

    public Task<ImmutableArray<VaultAttribute>> Attributes(CancellationToken cancellation) => Run(
        session => session.Prepared(Count).All(row => new VaultAttribute(row.Text(0), row.Long(1))), cancellation);

    public void Dispose() => _session.Dispose();

    private static (string KeyId, byte[] Wrapped)? KeyOf(Session session) =>
        session.Prepared(SelectKey).All(row => (row.Text(0), row.Blob(1))) is [var key, ..] ? key : null;

    private Task<T> Run<T>(Func<Session, T> work, CancellationToken cancellation) => Task.Run(
        () =>
        {
            lock (_gate)
                return work(_session);
        },
        cancellation);
}
