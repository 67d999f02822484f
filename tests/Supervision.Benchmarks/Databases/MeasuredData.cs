namespace Supervision.Benchmarks.Databases;

/// <summary>A data folder, and on PostgreSQL a database beside it: empty at first, gone afterwards.</summary>
internal sealed class MeasuredData(TemporaryDatabase? database) : IAsyncDisposable
{
    private const int TablesShown = 5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supervision-measured-");

    public string Folder => _folder.FullName;

    /// <summary>Null on SQLite.</summary>
    public string? ConnectionString => database?.ConnectionString;

    /// <summary>How the executable is told to keep its data here.</summary>
    public string[] Arguments => ConnectionString is { } connection ? ["--database", connection] : [];

    /// <summary>What is on disk: the whole, and its largest parts.</summary>
    public async Task<(long Bytes, IReadOnlyList<(string Name, long Bytes)> Largest)> Size()
    {
        var parts = database is null
            ? [.. _folder.EnumerateFiles().Select(file => (file.Name, Bytes: file.Length))
                .OrderByDescending(file => file.Bytes)]
            : await database.Sizes();
        return (parts.Sum(part => part.Bytes), [.. parts.Take(TablesShown)]);
    }

    /// <summary>What the database server has used so far; null where it is in our processes or elsewhere.</summary>
    public async Task<TimeSpan?> ProcessorTime() => database is null ? null : await database.ProcessorTime();

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
