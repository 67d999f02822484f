using Supervision.Log;

namespace Supervision.Gateway.Tests.Access;

/// <summary>Waits for what a server puts on its log by itself.</summary>
internal static class Arriving
{
    /// <summary>The events under a subject, once there are any; woken by the log and not by a clock.</summary>
    /// <param name="about">What decides the partition.</param>
    public static async Task<LoggedEvent[]> Under(
        this IEventLog log, string subject, string about, int count = 1)
    {
        var partition = Partitions.Of(about, log.PartitionCount);
        while (true)
        {
            var end = log.KnownEnd(partition); // Before reading: what comes in between ends the wait at once.
            var there = await log.ReadSubject(subject, 0, 100, CancellationToken.None);
            if (there.Length >= count)
                return [.. there];

            await log.WaitBeyond(partition, end, CancellationToken.None);
        }
    }
}
