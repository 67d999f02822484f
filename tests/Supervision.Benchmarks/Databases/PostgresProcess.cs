using System.Diagnostics;
using Npgsql;

namespace Supervision.Benchmarks.Databases;

/// <summary>A private PostgreSQL server, gone when this program ends; see <c>tests/postgres.sh</c>.</summary>
internal sealed class PostgresProcess : IDisposable
{
    private readonly Process _process;

    private PostgresProcess(Process process, string connectionString)
    {
        _process = process;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public static PostgresProcess Start()
    {
        var process = Process.Start(new ProcessStartInfo("bash", [Script()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return process.StandardOutput.ReadLine() is { } line && line.StartsWith("ready ", StringComparison.Ordinal)
            ? new PostgresProcess(process, line["ready ".Length..])
            : throw new InvalidOperationException("PostgreSQL did not start.");
    }

    /// <summary>An empty database on it.</summary>
    public string Create(string name)
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name} TEMPLATE template0";
        command.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    public async Task Restart(TimeSpan away)
    {
        await Tell("stop");
        await Task.Delay(away);
        await Tell("start");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task Tell(string word)
    {
        await _process.StandardInput.WriteLineAsync(word);
        await _process.StandardInput.FlushAsync();
        await _process.StandardOutput.ReadLineAsync();
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Supervision.sln")))
            folder = folder.Parent;
        return Path.Combine(
            folder?.FullName ?? throw new InvalidOperationException("Run it from its source tree."),
            "tests", "postgres.sh");
    }
}
