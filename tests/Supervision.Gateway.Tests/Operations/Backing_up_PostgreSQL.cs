using System.Diagnostics;
using System.Text;
using Npgsql;
using Supervision.Benchmarks.Load;
using Supervision.Populations;
using Supervision.Sql.Tests.Postgres;
using Supervision.Tests;

namespace Supervision.Gateway.Tests.Operations;

/// <summary>The steps of the run-book on a real server: dump, roles, restore, grants, and all is as it was.</summary>
public sealed class Backing_up_PostgreSQL
{
    private const string Clock = "2025-06-01T12:00:00Z";

    // Of membership and health: not of the history, and moving by themselves.
    private static readonly string[] OfRunning = ["orleansmembership", "orleansmembershipversion"];

    [Fact]
    public async Task Gives_back_every_row_and_the_same_risk_of_everyone()
    {
        using var folder = new TemporaryFolder();
        using var original = PostgresServer.Shared.Create();
        using var restored = PostgresServer.Shared.Create();
        var dump = Path.Combine(folder.Path, "supervision.dump");
        Deployed(original, "roles.sql");
        var owner = As(original, "supervision_owner");
        await using (var server = await ServerProcess.Start(
            "serve", folder.Path, "--model", "example", "--clock", Clock, "--database", owner))
        {
            using var client = new HttpClient { BaseAddress = server.Address };
            await Send(client);
            Assert.Equal(0, await server.Stop());
        }

        // A dump is of one moment also while servers run; here nothing may come after it, so that all can be compared.
        await Run("pg_dump", original, "--format=custom", $"--file={dump}");
        Deployed(restored, "roles.sql");
        await Run(
            "pg_restore", restored, "--no-owner", "--no-privileges", "--no-comments", "--role=supervision_owner",
            "--exit-on-error", "-d", Name(restored), dump);
        Deployed(restored, Path.Combine("grants", "grants.sql"), "supervision_owner");

        Assert.Equal(Rows(original, "event_log", "position"), Rows(restored, "event_log", "position"));
        Assert.Equal(Rows(original, "log_head", "partition"), Rows(restored, "log_head", "partition"));
        var (code, output) = await ServerProcess.Run("verify-log", "--database", As(restored, "supervision_owner"));
        Assert.True(code == 0, output);
        var before = await Export(owner);
        Assert.True(before.Count(letter => letter == '\n') > 10, before);
        Assert.Equal(before, await Export(As(restored, "supervision_owner")));
        Assert.Equal(before, await Export(As(restored, "supervision_owner"), "--from-log"));

        var (rebuilt, said) = await ServerProcess.Run(
            "rebuild-read-model", "--model", "example", "--clock", Clock,
            "--database", As(restored, "supervision_owner"));
        Assert.True(rebuilt == 0, said);
        Assert.Equal(before, await Export(As(restored, "supervision_owner")));

        // A partition is replayed as the run-book says, and servers go on with it in their own role.
        var snapshots = restored.Ask<long>("SELECT count(*) FROM referent_snapshot");
        restored.Execute(Replay());
        Assert.True(restored.Ask<long>("SELECT count(*) FROM referent_snapshot") < snapshots, "None was taken away.");
        await using (var again = await ServerProcess.Start(
            "serve", folder.Path, "--model", "example", "--clock", Clock, "--no-migrate",
            "--database", As(restored, "supervision_server")))
            Assert.Equal(0, await again.Stop());
        Assert.Equal(snapshots, restored.Ask<long>("SELECT count(*) FROM referent_snapshot"));
        Assert.Equal(before, await Export(As(restored, "supervision_owner")));
        Assert.Equal(Tables(original).Except(OfRunning), Tables(restored).Except(OfRunning));
    }

    /// <summary>The statements of the run-book, as it has them.</summary>
    private static string Replay()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "runbook.md"));
        var from = text.IndexOf("BEGIN;\nDELETE FROM referent_snapshot", StringComparison.Ordinal);
        return text[from..text.IndexOf("```", from, StringComparison.Ordinal)];
    }

    private static async Task Send(HttpClient client)
    {
        var plan = new PopulationPlan
        {
            Seed = 12,
            Referents = 25,
            Start = new DateOnly(2024, 1, 1),
            Days = 300,
            EventsPerReferent = 150,
        };
        var events = Population.Create(plan).Events()
            .Select(happened => Encoding.UTF8.GetString(happened.Json.Span));
        using var content = new StringContent(string.Join('\n', events), Encoding.UTF8, "application/x-ndjson");
        using var answer = await client.PostAsync("/v1/events", content);
        Assert.Equal(202, (int)answer.StatusCode);
        Assert.Contains("\"refused\":0", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static void Deployed(PostgresTestDatabase database, string script, string? role = null)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "postgres", script));
        database.Execute(role is null ? text : $"SET ROLE {role}; {text}");
    }

    private static string As(PostgresTestDatabase database, string role) =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { Options = $"-c role={role}" }.ConnectionString;

    private static string Name(PostgresTestDatabase database) =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;

    private static string Rows(PostgresTestDatabase database, string table, string order) =>
        database.Ask<string>($"SELECT md5(string_agg(row::text, '' ORDER BY {order})) FROM {table} AS row");

    private static string[] Tables(PostgresTestDatabase database) => database.Ask<string[]>(
        "SELECT array_agg(tablename::text ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'");

    private static async Task<string> Export(string connection, params string[] more)
    {
        var file = Path.GetTempFileName();
        var (code, output) = await ServerProcess.Run(
            ["export-risk", "--database", connection, "--model", "example", "--as-of", Clock, "--out", file, .. more]);
        Assert.True(code == 0, output);
        var text = await File.ReadAllTextAsync(file);
        File.Delete(file);
        return text;
    }

    private static async Task Run(string program, PostgresTestDatabase database, params string[] arguments)
    {
        var at = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        start.Environment["PGHOST"] = at.Host;
        start.Environment["PGPORT"] = at.Port.ToString();
        start.Environment["PGUSER"] = at.Username;
        start.Environment["PGPASSWORD"] = at.Password;
        start.Environment["PGDATABASE"] = at.Database;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {errors}");
    }
}
