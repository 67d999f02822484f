namespace Supervision.Gateway.Tests.Crashes;

/// <summary>A fact that needs a file system of its own; skipped, with why, where this user may not mount.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess || !CanMount())
            Skip = "A full disk is not tested here: it needs root and the right to mount a tmpfs.";
    }

    private static bool CanMount()
    {
        try
        {
            SmallDisk.Mount(megabytes: 1, owner: "root").Dispose();
            return true;
        }
        catch (Exception refused) when (refused is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
