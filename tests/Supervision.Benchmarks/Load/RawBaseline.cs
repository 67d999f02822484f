using System.Diagnostics;
using Supervision.Events;
using Supervision.Log;

namespace Supervision.Benchmarks.Load;

/// <summary>The same rows put straight into the same table by one writer: what disk and indexes allow.</summary>
internal static class RawBaseline
{
    private const int BatchSize = 1_000;

    /// <summary>The time that the appends took; reading and checking the events is not counted.</summary>
    public static TimeSpan Run(EventFiles files)
    {
        var folder = Directory.CreateTempSubdirectory("supervision-raw-");
        try
        {
            using var raw = new RawAppends(folder.FullName, Partitions.CountDefault);
            var reader = new CloudEventReader(EventLimits.Default, Partitions.CountDefault);
            var lines = files.Paths.Select(File.ReadLines).Select(file => file.GetEnumerator()).ToList();
            var spent = TimeSpan.Zero;
            var batch = new List<NewEvent>(BatchSize);
            foreach (var line in TurnByTurn(lines))
            {
                batch.Add(reader.Read(System.Text.Encoding.UTF8.GetBytes(line), TimeProvider.System.GetUtcNow()).Event
                    ?? throw new InvalidDataException("The simulator wrote an event that is refused."));
                if (batch.Count < BatchSize)
                    continue;

                spent += Append(raw, batch);
                batch.Clear();
            }

            spent += Append(raw, batch);
            return raw.Count() == files.Events
                ? spent
                : throw new InvalidDataException("The baseline did not store every row.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static TimeSpan Append(RawAppends raw, List<NewEvent> batch)
    {
        var started = Stopwatch.GetTimestamp();
        raw.Append(batch);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>The lines as the server gets them from its connections.</summary>
    private static IEnumerable<string> TurnByTurn(List<IEnumerator<string>> files)
    {
        while (files.Count > 0)
        {
            for (var index = files.Count - 1; index >= 0; index--)
            {
                if (files[index].MoveNext())
                    yield return files[index].Current;
                else
                    files.RemoveAt(index);
            }
        }
    }
}
