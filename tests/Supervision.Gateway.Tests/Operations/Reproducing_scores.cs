using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Supervision.Benchmarks.Load;
using Supervision.Gateway.Tests.Api;
using Supervision.Populations;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Gateway.Tests.Operations;

/// <summary>The real executable: scores that were told live, computed once more from the log.</summary>
public sealed partial class Reproducing_scores
{
    private const string Clock = "2025-06-01T12:00:00Z";

    [Fact]
    public async Task On_SQLite_gives_each_again_also_from_a_back_up_and_shows_one_that_was_changed()
    {
        using var folder = new TemporaryFolder();
        var (data, copy) = (Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "copy"));
        await Live("--data", data);

        var drawn = await Reproduce(0, "--data", data);
        Assert.Equal(0, (await ServerProcess.Run("backup", "--data", data, "--to", copy)).ExitCode);

        Assert.Equal(drawn, await Reproduce(0, "--data", copy));
        var (code, output) = await ServerProcess.Run("reproduce", "--data", data, "--referent", "kvk:nobody");
        Assert.Equal(1, code);
        Assert.Contains("there is nothing to compare", output, StringComparison.Ordinal);
        var referent = Change(Path.Combine(data, "supervision.db"));
        Assert.Contains($"{referent} at ", await Reproduce(1, "--data", data, "--count", "1000000"));
        Assert.Contains("1 different", await Reproduce(1, "--data", data, "--referent", referent));
        Assert.Equal(drawn, await Reproduce(0, "--data", copy));
    }

    [Fact]
    public async Task On_PostgreSQL_gives_each_again()
    {
        using var folder = new TemporaryFolder();
        using var database = PostgresServer.Shared.Create();
        await Live("--data", folder.Path, "--database", database.ConnectionString);

        await Reproduce(0, "--data", folder.Path, "--database", database.ConnectionString);
    }

    /// <summary>Sends a population in small pieces, so that levels come about as they do live.</summary>
    private static async Task Live(params string[] where)
    {
        await using var server = await ServerProcess.Start(
            "serve", where[1], [.. where[2..], "--model", "example", "--clock", Clock]);
        using var client = new HttpClient { BaseAddress = server.Address };
        var plan = new PopulationPlan
        {
            Seed = 11,
            Referents = 300,
            Start = new DateOnly(2024, 1, 1),
            Days = 500,
            EventsPerReferent = 100,
        };
        foreach (var piece in Population.Create(plan).Events().Chunk(200))
        {
            using var body = new ByteArrayContent(
                [.. piece.SelectMany(happened => (byte[])[.. happened.Json.Span, (byte)'\n'])]);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using var answer = await client.PostAsync("/v1/events", body);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        await ReproduceBesides(client);
        Assert.Equal(0, await server.Stop()); // What was delivered is stored before it ends.
    }

    /// <summary>The same as a job of the running server, over what it has stored by then.</summary>
    private static async Task ReproduceBesides(HttpClient client)
    {
        var replays = new ReplayClient(client);
        var (id, _) = await replays.Run("""{"kind":"reproduce"}""");
        var result = await replays.Get($"/v1/replays/{id}/result");

        var only = Assert.Single(result.GetProperty("reproduced").EnumerateArray());
        Assert.Equal("equal", only.GetProperty("outcome").GetString());
    }

    /// <summary>The line with the counts when all is well, else everything that was said.</summary>
    private static async Task<string> Reproduce(int code, params string[] arguments)
    {
        var (exitCode, output) = await ServerProcess.Run(["reproduce", .. arguments]);
        Assert.True(exitCode == code, output);
        var counts = Counts().Match(output);
        Assert.True(counts.Success, output);
        if (code != 0)
            return output;

        Assert.True(int.Parse(counts.Groups["equal"].Value, CultureInfo.InvariantCulture) >= 40, output);
        return counts.Value;
    }

    /// <summary>Another figure in one row, as someone might write who can; and whose it is.</summary>
    private static string Change(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            UPDATE risk_change SET points = points + 1
            WHERE sequence = (SELECT min(sequence) FROM risk_change WHERE points > 0) RETURNING referent
            """;
        return (string)command.ExecuteScalar()!;
    }

    [GeneratedRegex(
        @"\d+ of \d+ scores, drawn with seed 1: (?<equal>\d+) equal, \d+ different, 0 no longer .*, 0 of a model .*")]
    private static partial Regex Counts();
}
