using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Benchmarks.Load;
using Supervision.Gateway.Access.People;
using Supervision.Server;
using Supervision.Sql;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(AccountServer))]
public sealed class Giving_out_keys(AccountServer server)
{
    private const string Good =
        """{"name":"x","roles":["integrator"],"sources":["urn:x"],"types":["supervision.*"],"days":9}""";

    private string DataFolder =>
        server.Application.Services.GetRequiredService<IOptions<SqlOptions>>().Value.DataFolder;

    [Fact]
    public async Task Shows_a_secret_once_and_keeps_none()
    {
        var (_, made) = await server.Administrator.Post("/v1/keys", JsonElement.Parse(Good));
        var key = made.GetProperty("key").GetString()!;
        var items = new List<JsonElement>();
        var next = "/v1/keys?pageSize=2";
        while (next is not null)
        {
            var (_, page) = await server.Administrator.Get(next);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString() is { } cursor
                ? $"/v1/keys?pageSize=2&cursor={Uri.EscapeDataString(cursor)}" : null;
        }

        var item = items.Single(one => one.GetProperty("id").GetString() == made.GetProperty("id").GetString());
        Assert.Equal("active", item.GetProperty("state").GetString());
        Assert.Equal("user:first.administrator", item.GetProperty("madeBy").GetString());
        var secret = key[^43..];
        Assert.DoesNotContain(secret, item.ToString(), StringComparison.Ordinal);
        var files = Directory.GetFiles(DataFolder, "accounts.db*");
        Assert.Contains(files, file => Holds(file, made.GetProperty("id").GetString()!));
        Assert.DoesNotContain(files, file => Holds(file, secret));
    }

    [Theory]
    [InlineData("[\"integrator\"]", "[\"escalation-officer\"]", 409)]
    [InlineData("[\"integrator\"]", "[\"approver\"]", 409)]
    [InlineData("[\"integrator\"]", "[\"administrator\"]", 409)]
    [InlineData("[\"integrator\"]", "[]", 400)]
    [InlineData("[\"integrator\"]", "[\"king\"]", 400)]
    [InlineData("urn:x", "urn:*:x", 400)]
    [InlineData("urn:x", "urn: x", 400)]
    [InlineData("\"urn:x\"", "\"\"", 400)]
    [InlineData("\"urn:x\"", "7", 400)]
    [InlineData("supervision.*", "supervizion.*", 400)]
    [InlineData(":9}", ":0}", 400)]
    [InlineData(":9}", ":367}", 400)]
    [InlineData(":9}", ":1.5}", 400)]
    [InlineData(":9}", ":9,\"id\":\"aaaaaaaaaaaa\"}", 400)]
    [InlineData(":9}", ":9,\"madeBy\":\"user:x\"}", 400)]
    [InlineData("\"name\":\"x\",", "", 400)]
    public async Task Refuses_terms_that_are_no_good(string part, string instead, int expected)
    {
        using var content = new StringContent(
            Good.Replace(part, instead, StringComparison.Ordinal), Encoding.UTF8, "application/json");
        using var answer = await server.Administrator.Client.PostAsync("/v1/keys", content);

        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("[\"integrator\"]", "[\"integrator\",\"integrator\"]", "/roles repeated-word")]
    [InlineData("[\"integrator\"]", "[\"integrator\",\"king\"]", "/roles unknown-word")]
    [InlineData("\"urn:x\"", "\"urn:*:x\",\"urn: y\"", "/sources/0 malformed-pattern /sources/1 malformed-pattern")]
    [InlineData("\"supervision.*\"", "\"supervizion.*\",\"a b\"", "/types/1 malformed-pattern /types/0 unknown-type")]
    public async Task Names_everything_in_the_terms_that_means_nothing(string part, string instead, string expected)
    {
        var (status, problem) = await server.Administrator.Post(
            "/v1/keys", JsonElement.Parse(Good.Replace(part, instead, StringComparison.Ordinal)));

        Assert.Equal(400, status);
        Assert.Equal(
            expected,
            string.Join(' ', problem.GetProperty("errors").EnumerateArray().Select(error =>
                $"{error.GetProperty("location").GetProperty("pointer")} {error.GetProperty("code")}")));
    }

    [Theory]
    [InlineData("aaaaaaaaaaaa", 404)]
    [InlineData("AAAAAAAAAAAA", 400)]
    [InlineData("a", 400)]
    public async Task Finds_no_key_under_another_id(string id, int expected)
    {
        Assert.Equal(expected, (await server.Administrator.Post($"/v1/keys/{id}/revoke", null)).Status);
        Assert.Equal(expected, (await server.Administrator.Post(
            $"/v1/keys/{id}/rotate", new { days = 1, oldHours = 0 })).Status);
    }

    [Fact]
    public async Task Goes_by_commands_beside_the_server()
    {
        var made = await Run(
            "make", "a register", "--source", "urn:test:*", "--type", "supervision.application.submitted.v1");
        var key = made.Split('\n').First(line => line.StartsWith("svk_", StringComparison.Ordinal)).Trim();
        var id = key.Split('_')[1];
        using var service = new KeyHolder(server.Address, key);
        Assert.Equal(202, (await service.Send(KeyHolder.Event())).Status);

        var rotated = await Run("rotate", id, "--old-hours", "0");
        var second = rotated.Split('\n').First(line => line.StartsWith("svk_", StringComparison.Ordinal)).Trim();
        using var changed = new KeyHolder(server.Address, second);
        Assert.Equal((401, 200), (await service.Status(), await changed.Status()));
        var listed = await Run("list");
        Assert.Contains($"{id}  until ", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(second[^43..], listed, StringComparison.Ordinal);

        await Run("revoke", id);
        Assert.Equal(401, await changed.Status());
        Assert.Contains($"{id}  revoked ", await Run("list"), StringComparison.Ordinal);
        var (code, output) = await ServerProcess.Run(["keys", "revoke", "aaaaaaaaaaaa", "--data", DataFolder]);
        Assert.True(code == 1 && output.Contains("no key with this id", StringComparison.Ordinal), output);
        var (rotate, _) = await ServerProcess.Run(["keys", "rotate", "aaaaaaaaaaaa", "--data", DataFolder]);
        var (malformed, said) = await ServerProcess.Run(
            ["keys", "make", "x", "--source", "urn:*:x", "--type", "supervizion.*", "--data", DataFolder]);
        Assert.Equal((1, 2), (rotate, malformed));
        Assert.All(
            (string[])["sources/0: ", "types/0: "], place => Assert.Contains(place, said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Holds_on_every_server_of_one_PostgreSQL_at_once()
    {
        using var folder = new TemporaryFolder();
        using var database = PostgresServer.Shared.Create();
        await using var first = database.Serve(folder, "one");
        await using var second = database.Serve(folder, "two");
        await first.StartAsync();
        await second.StartAsync();
        using var administrator = new Browser(ServerRun.Address(first));
        await administrator.SetUp(
            (await first.Services.MakeFirstSetUpLink(CancellationToken.None))!, AccountServer.Password, "a.beheer");

        for (var round = 0; round < 5; round++)
        {
            var (_, made) = await administrator.Post("/v1/keys", JsonElement.Parse(Good));
            using var there = new KeyHolder(ServerRun.Address(second), made.GetProperty("key").GetString()!);
            // Many at once, so that looks are under way when the key is revoked.
            using var enough = new CancellationTokenSource();
            var others = Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
            {
                while (!enough.IsCancellationRequested)
                    await there.Status();
            }));
            Assert.Equal(200, await there.Status());
            var id = made.GetProperty("id").GetString();
            Assert.Equal(200, (await administrator.Post($"/v1/keys/{id}/revoke", null)).Status);
            Assert.Equal(401, await there.Status());
            await enough.CancelAsync();
            await others;
        }

        await second.StopAsync();
        await first.StopAsync();
    }

    private async Task<string> Run(params string[] arguments)
    {
        var (code, output) = await ServerProcess.Run(["keys", .. arguments, "--data", DataFolder]);
        Assert.True(code == 0, output);
        return output;
    }

    private static bool Holds(string file, string text) =>
        ServerFiles.Read(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
