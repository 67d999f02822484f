using System.Diagnostics;

namespace Supervision.Gateway.Tests;

/// <summary>
/// Reads files of a server that runs in this process. Another process copies them: one that closes a database file
/// loses the locks that SQLite has on it, and the server would go on without them.
/// </summary>
internal static class ServerFiles
{
    public static byte[] Read(string file)
    {
        using var folder = new TemporaryFolder();
        var copy = Path.Combine(folder.Path, "copy");
        using var copying = Process.Start("cp", [file, copy]);
        copying.WaitForExit();
        return File.ReadAllBytes(copy);
    }
}
