using Supervision.Log;

namespace Supervision.Gateway.Imports;

/// <summary>Loads rows of a file into the log, through a mapping document, as if sent as events.</summary>
public static class Import
{
    /// <summary>
    /// Reads the file from where an earlier run of the same file and mapping stopped, or anew when it had finished,
    /// and appends in batches. Cancelled or killed at any moment, it goes on at the next run; nothing is doubled.
    /// </summary>
    /// <exception cref="ImportRefusedException">The mapping or the file cannot be used; holds every reason.</exception>
    public static Task<ImportReport> Run(
        ImportRequest request,
        IEventLog log,
        TimeProvider time,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellation) =>
        ImportRun.Carry(request, log, time, progress, cancellation);
}
