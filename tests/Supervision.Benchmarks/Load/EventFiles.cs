using Supervision.Populations;

namespace Supervision.Benchmarks.Load;

/// <summary>
/// A bulk population written to as many NDJSON files as there are connections, before any clock runs, so that making
/// events costs the measured run nothing. A referent's events are all in one file.
/// </summary>
internal sealed class EventFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supervision-load-");

    private EventFiles(PopulationPlan plan, int count)
    {
        Plan = plan;
        Paths = [.. Enumerable.Range(0, count).Select(n => Path.Combine(_folder.FullName, $"{n}.ndjson"))];
    }

    public PopulationPlan Plan { get; }

    public IReadOnlyList<string> Paths { get; }

    public long Events { get; private set; }

    public long Bytes { get; private set; }

    public static EventFiles Write(int referents, long events, int files, long seed)
    {
        var plan = new PopulationPlan
        {
            Seed = seed,
            Referents = referents,
            Scenario = Scenario.Bulk,
            EventsPerReferent = checked((int)(events / referents)),
        };
        var written = new EventFiles(plan, files);
        var streams = written.Paths.Select(path => new FileStream(path, FileMode.CreateNew, FileAccess.Write,
            FileShare.None, 1 << 20)).ToArray();
        foreach (var happened in Population.Create(plan).Events())
        {
            // A bulk population goes round all referents, so this keeps a referent on one connection.
            var stream = streams[written.Events % referents % files];
            stream.Write(happened.Json.Span);
            stream.WriteByte((byte)'\n');
            written.Events++;
            written.Bytes += happened.Json.Length + 1;
        }

        foreach (var stream in streams)
            stream.Dispose();

        return written;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
