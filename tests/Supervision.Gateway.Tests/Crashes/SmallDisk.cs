using System.Diagnostics;
using System.Globalization;

namespace Supervision.Gateway.Tests.Crashes;

/// <summary>A file system of a few megabytes in memory, which can really be full; needs the right to mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _ballast;

    private SmallDisk(string folder)
    {
        Folder = folder;
        _ballast = Path.Combine(folder, "..ballast");
    }

    public string Folder { get; }

    /// <exception cref="InvalidOperationException">This user may not mount.</exception>
    public static SmallDisk Mount(int megabytes, string owner)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"supervision-disk-{Environment.ProcessId}");
        var folder = Path.Combine(Path.GetTempPath(), name);
        Directory.CreateDirectory(folder);
        try
        {
            Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0700", "supervision-test", folder);
            Run("chown", owner, folder);
            return new SmallDisk(folder);
        }
        catch (InvalidOperationException)
        {
            Directory.Delete(folder);
            throw;
        }
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(_ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                ballast.Write(block);
        }
        catch (IOException)
        {
            ballast.Flush(); // Full, as it should be.
        }
    }

    public void MakeRoom() => File.Delete(_ballast);

    public void Dispose()
    {
        Run("umount", Folder);
        Directory.Delete(Folder);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} could not be started.");
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program}: {said}");
    }
}
