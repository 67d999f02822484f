using System.Globalization;

namespace Supervision.Benchmarks.Load;

/// <summary>How busy the machine is with whatever runs on it: no figure means anything without it.</summary>
internal static class MachineLoad
{
    private const string File = "/proc/loadavg";

    /// <summary>The average number of runnable threads over the last minute, beside the number of cores.</summary>
    public static string Now => System.IO.File.Exists(File)
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"load {System.IO.File.ReadAllText(File).Split(' ')[0]} on {Environment.ProcessorCount} cores")
        : $"{Environment.ProcessorCount} cores";
}
