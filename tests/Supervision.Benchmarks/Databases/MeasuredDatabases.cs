using System.CommandLine;
using System.Globalization;

namespace Supervision.Benchmarks.Databases;

/// <summary>
/// What a command is told to measure: SQLite, or a PostgreSQL server: one that is named, or a private one that is
/// started for the run and gone afterwards.
/// </summary>
internal sealed class MeasuredDatabases : IDisposable
{
    private readonly PostgresProcess? _own;
    private readonly string? _server;
    private int _made;

    private MeasuredDatabases(PostgresProcess? own, string? server)
    {
        _own = own;
        _server = server;
    }

    public bool IsPostgres => _server is not null;

    public string Name => IsPostgres ? "PostgreSQL" : "SQLite";

    /// <param name="server">A server on which databases may be created; null for none.</param>
    public static MeasuredDatabases Open(string? server, bool startsOwn)
    {
        if (server is not null || !startsOwn)
            return new MeasuredDatabases(null, server);

        var own = PostgresProcess.Start();
        return new MeasuredDatabases(own, own.ConnectionString);
    }

    /// <summary>An empty place for data, deleted with what was put there.</summary>
    public async Task<MeasuredData> Create()
    {
        if (_server is null)
            return new MeasuredData(null);

        var name = string.Create(
            CultureInfo.InvariantCulture, $"supervision_benchmark_{Environment.ProcessId}_{++_made}");
        return new MeasuredData(await TemporaryDatabase.Create(_server, name));
    }

    public void Dispose() => _own?.Dispose();
}

/// <summary>How a command asks for one of them.</summary>
internal sealed record DatabaseOptions(Option<string?> Database, Option<bool> Postgres)
{
    public static DatabaseOptions AddTo(Command command)
    {
        var options = new DatabaseOptions(
            new Option<string?>("--database")
            {
                Description = "a PostgreSQL server on which databases may be created; without it, SQLite",
            },
            new Option<bool>("--postgres")
            {
                Description = "a private PostgreSQL server, started for the run and gone afterwards",
            });
        command.Add(options.Database);
        command.Add(options.Postgres);
        return options;
    }

    public MeasuredDatabases Open(ParseResult line) =>
        MeasuredDatabases.Open(line.GetValue(Database), line.GetValue(Postgres));
}
