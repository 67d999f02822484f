using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Supervision.Tests;

namespace Supervision.Sql.Tests.Postgres;

/// <summary>
/// A PostgreSQL server for tests: the one that SUPERVISION_TEST_POSTGRES names, or a private one that ends with this
/// process. Without either the tests fail and say what to install.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Variable = "SUPERVISION_TEST_POSTGRES";

    private static readonly Lazy<PostgresServer> OfThisRun = new(
        () => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? new PostgresServer(named, null)
            : StartPrivate());

    private static int _databases;

    private readonly Process? _process;

    private PostgresServer(string connectionString, Process? process)
    {
        ConnectionString = connectionString;
        _process = process;
    }

    /// <summary>The server that all tests of a run share.</summary>
    public static PostgresServer Shared => OfThisRun.Value;

    /// <summary>To a database in which nothing is kept, with the right to create others.</summary>
    public string ConnectionString { get; }

    /// <summary>A server of one's own, to stop and start.</summary>
    public static PostgresServer StartPrivate()
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "tests", "postgres.sh")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() is not { } line || !line.StartsWith("ready ", StringComparison.Ordinal))
            throw new InvalidOperationException(process.StandardError.ReadToEnd());

        process.BeginErrorReadLine();
        return new PostgresServer(line["ready ".Length..], process);
    }

    /// <summary>An empty database of one's own.</summary>
    public PostgresTestDatabase Create()
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"supervision_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}");
        Execute($"CREATE DATABASE {name} TEMPLATE template0");
        var connectionString = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name };
        return new PostgresTestDatabase(this, name, connectionString.ConnectionString);
    }

    /// <summary>Ends all connections and stops; what was committed is kept.</summary>
    public void Stop() => Tell("stop", "stopped");

    /// <summary>Stops as if the power were gone.</summary>
    public void Kill() => Tell("kill", "stopped");

    public void Start() => Tell("start", "started");

    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _process?.StandardInput.Close();
        _process?.WaitForExit();
        _process?.Dispose();
    }

    private void Tell(string word, string answer)
    {
        Assert.NotNull(_process);
        _process.StandardInput.WriteLine(word);
        Assert.Equal(answer, _process.StandardOutput.ReadLine());
    }
}
