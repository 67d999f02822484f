using System.Runtime.Versioning;

namespace Supervision.Sql;

/// <summary>
/// Files that only the user of the program reads and writes, whatever the umask says. SQLite gives its write-ahead log
/// and its index the mode of the database, so that it is enough to make the database with it.
/// </summary>
internal static class OwnFiles
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string[] Beside = ["", "-wal", "-shm", "-journal"];

    /// <summary>Makes a folder, when it is not there, that others can neither list nor enter.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerAlone | UnixFileMode.UserExecute);
    }

    /// <summary>Makes an empty file, or takes away what others may do with one that an earlier version made.</summary>
    /// <remarks>
    /// A file that is there is never opened for this: a process that closes a database file once loses all the locks
    /// that SQLite has on it.
    /// </remarks>
    public static void Close(string file)
    {
        if (OperatingSystem.IsWindows())
            return;
        if (!File.Exists(file))
            Make(file);
        foreach (var end in Beside)
        {
            var one = file + end;
            if (File.Exists(one) && File.GetUnixFileMode(one) != OwnerAlone)
                File.SetUnixFileMode(one, OwnerAlone);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void Make(string file)
    {
        try
        {
            new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = OwnerAlone,
            }).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was first.
        }
    }
}
