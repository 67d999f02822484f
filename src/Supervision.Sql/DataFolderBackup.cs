using Microsoft.Data.Sqlite;
using Supervision.Sql.Evidence;

namespace Supervision.Sql;

/// <summary>Copies the database files of a data folder while a server may be writing to them.</summary>
/// <remarks>
/// Each file is copied as it was at one moment. First what the grains keep and the accounts, then the log: so the copy
/// of the log has everything that the copied states rest on, and every change of access and every note of a command is
/// on it or still beside the accounts. What is newer is folded again from it. Evidence files come after the log: each
/// was there before the fact that names it. Only whole copies get the name that was asked for.
/// </remarks>
public static class DataFolderBackup
{
    private const string Unfinished = ".unfinished";

    /// <summary>Writes a folder that a server can be started on; answers its size in bytes.</summary>
    /// <exception cref="DataFolderException">There is nothing to copy, or something is in the way.</exception>
    public static long Write(string dataFolder, string target)
    {
        var from = Path.GetFullPath(dataFolder);
        var to = Path.GetFullPath(target);
        if (!File.Exists(DataFolder.LogFileOf(from)))
            throw new DataFolderException($"There is no log in the folder {from}.");
        if (File.Exists(to) || (Directory.Exists(to) && Directory.EnumerateFileSystemEntries(to).Any()))
            throw new DataFolderException($"{to} exists already and is not empty. A back-up gets a folder of its own.");

        var unfinished = to + Unfinished;
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        OwnFiles.MakeFolder(unfinished);
        Copy(DataFolder.GrainFileOf(from), DataFolder.GrainFileOf(unfinished));
        if (File.Exists(DataFolder.AccountFileOf(from)))
            Copy(DataFolder.AccountFileOf(from), DataFolder.AccountFileOf(unfinished));
        Copy(DataFolder.LogFileOf(from), DataFolder.LogFileOf(unfinished));
        CopyEvidence(DataFolder.EvidenceFolderOf(from), DataFolder.EvidenceFolderOf(unfinished));
        if (Directory.Exists(to))
            Directory.Delete(to);
        Directory.Move(unfinished, to);
        return new DirectoryInfo(to).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
    }

    /// <summary>What is still coming in has no fact yet, and is left out; what was erased meanwhile too.</summary>
    private static void CopyEvidence(string from, string to)
    {
        if (!Directory.Exists(from))
            return;

        OwnFiles.MakeFolder(to);
        foreach (var folder in Directory.EnumerateDirectories(from)
            .Where(folder => Path.GetFileName(folder) != FolderEvidenceFiles.IncomingName))
        {
            var target = Path.Combine(to, Path.GetFileName(folder));
            OwnFiles.MakeFolder(target);
            foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [])
            {
                if (File.Exists(file))
                    File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            }
        }
    }

    private static void Copy(string from, string to)
    {
        OwnFiles.Close(to);
        using var source = Open(from, SqliteOpenMode.ReadOnly);
        using var copy = Open(to, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(copy);
        // One file without a write-ahead log beside it, whole on the disk; a server turns that on again.
        using var settle = copy.CreateCommand();
        settle.CommandText = "PRAGMA journal_mode = DELETE";
        settle.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var name = new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(name.ToString());
        connection.Open();
        return connection;
    }
}
