using System.Globalization;
using Supervision.Sql.Accounts;
using Supervision.Sql.Sqlite;
using Supervision.Sql.Vault;

namespace Supervision.Sql.Migrations;

/// <summary>
/// Brings a database file to the schema of this program: the numbered scripts that it has not had yet, in order, each
/// in one transaction that records it. Forward only.
/// </summary>
internal static class Migrator
{
    private const string Bookkeeping =
        """
        CREATE TABLE IF NOT EXISTS schema_migration (
            number     INTEGER PRIMARY KEY,
            name       TEXT NOT NULL,
            applied_at INTEGER NOT NULL
        ) STRICT
        """;

    /// <param name="folder">The scripts for this file: empty for the log, <c>grains/</c> for grain storage.</param>
    /// <exception cref="DataFolderException">A newer program wrote the file, or one of others.</exception>
    /// <returns>The names of the scripts that were applied.</returns>
    public static IReadOnlyList<string> Apply(Session session, string folder, TimeProvider time)
    {
        var scripts = ScriptsOf(folder);
        session.Execute(Bookkeeping);
        var applied = Applied(session);
        Check(scripts, applied, folder);

        var waiting = scripts.Skip(applied.Count).ToList();
        foreach (var (number, name) in waiting)
            Apply(session, folder, number, name, time);
        return [.. waiting.Select(script => folder + script.Name)];
    }

    internal static IReadOnlyList<(int Number, string Name)> ScriptsOf(string folder) =>
        [.. typeof(Migrator).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)
                && name.StartsWith(folder, StringComparison.Ordinal)
                && !name[folder.Length..].Contains('/'))
            .Select(name => name[folder.Length..])
            .Select(name => (int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name))
            .Order()];

    private static List<(int Number, string Name)> Applied(Session session)
    {
        var rows = new List<(int, string)>();
        var select = session.Prepared("SELECT number, name FROM schema_migration ORDER BY number");
        while (select.Step())
            rows.Add((select.Int(0), select.Text(1)));
        return rows;
    }

    private static void Check(
        IReadOnlyList<(int Number, string Name)> scripts, List<(int Number, string Name)> applied, string folder)
    {
        var file = folder switch
        {
            "" => "supervision.db",
            AccountFile.Scripts => "accounts.db",
            SqliteVaultRows.Scripts => "vault.db",
            _ => "grains.db",
        };
        if (applied.Count > 0 && applied[^1].Number > scripts[^1].Number)
            throw new DataFolderException(string.Create(
                CultureInfo.InvariantCulture,
                $"{file} has schema {applied[^1].Number} and this program knows {scripts[^1].Number}: "
                + $"it was written by a newer version. Use that version, or another data folder."));
        if (!applied.SequenceEqual(scripts.Take(applied.Count)))
            throw new DataFolderException(
                $"{file} has had other migrations than this program knows, so it is not safe to write to it.");
    }

    private static void Apply(Session session, string folder, int number, string name, TimeProvider time)
    {
        using var stream = typeof(Migrator).Assembly.GetManifestResourceStream(folder + name)
            ?? throw new InvalidOperationException($"The migration {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            session.Execute(reader.ReadToEnd());
            session.Prepared("INSERT INTO schema_migration (number, name, applied_at) VALUES (?1, ?2, ?3)")
                .Bind(1, number).Bind(2, name).Bind(3, time.GetUtcNow().UtcTicks).Execute();
            session.Execute("COMMIT");
        }
        catch
        {
            if (session.IsInTransaction)
                session.Execute("ROLLBACK");
            throw;
        }
    }
}
