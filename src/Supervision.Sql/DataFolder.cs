using System.Globalization;

namespace Supervision.Sql;

/// <summary>
/// The folder of the database files, held by one process at a time. The lock is one of the operating system, so it
/// ends with the process however that ends; the process id is beside it for whoever is refused.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockName = "supervision.lock";
    private const string HolderName = "supervision.pid";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public string LogFile => LogFileOf(Path);

    public string GrainFile => GrainFileOf(Path);

    /// <exception cref="DataFolderException">Another process has it.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        OwnFiles.MakeFolder(full);
        var holder = System.IO.Path.Combine(full, HolderName);
        var file = System.IO.Path.Combine(full, LockName);
        OwnFiles.Close(file);
        FileStream held;
        try
        {
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            var who = File.Exists(holder) ? $" (process {File.ReadAllText(holder).Trim()})" : "";
            throw new DataFolderException(
                $"The data folder {full} is in use by another process{who}. Stop it first, or use another folder.", e);
        }

        OwnFiles.Close(holder);
        File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new DataFolder(full, held);
    }

    public static string GrainFileOf(string path) => System.IO.Path.Combine(path, "grains.db");

    public static string AccountFileOf(string path) => System.IO.Path.Combine(path, "accounts.db");

    public static string VaultFileOf(string path) => System.IO.Path.Combine(path, "vault.db");

    public static string EvidenceFolderOf(string path) => System.IO.Path.Combine(path, "evidence");

    public static string LogFileOf(string path) => System.IO.Path.Combine(path, "supervision.db");

    public void Dispose() => _lock.Dispose();
}
