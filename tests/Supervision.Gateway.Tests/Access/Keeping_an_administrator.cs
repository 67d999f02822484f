using System.Net.Http.Json;
using Supervision.Gateway.Access.People;
using Supervision.Server;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Gateway.Tests.Access;

public sealed class Keeping_an_administrator
{
    private const int Rounds = 4;

    [Fact]
    public async Task Is_true_of_two_who_take_each_others_access_at_once()
    {
        var server = new AccountServer();
        await server.InitializeAsync();
        var (left, leftName) = (server.Administrator, "first.administrator");
        var others = new List<Browser>();
        for (var round = 0; round < Rounds; round++)
        {
            var name = $"administrator-{round}";
            var other = await Administrator(left, server.Address, name);
            others.Add(other);
            var way = round % 2 == 0 ? "disable" : "roles";

            var answers = await Task.WhenAll(Take(left, name, way), Take(other, leftName, way));

            Assert.Equal(1, answers.Count(answer => answer.Status == 200));
            if (answers[1].Status == 200)
                (left, leftName) = (other, name);
            Assert.Equal(200, (await left.Get("/v1/people")).Status);
        }

        others.ForEach(other => other.Dispose());
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Is_true_of_two_on_two_servers_with_one_PostgreSQL()
    {
        using var folder = new TemporaryFolder();
        using var database = PostgresServer.Shared.Create();
        await using var first = database.Serve(folder, "one");
        await using var second = database.Serve(folder, "two");
        await first.StartAsync();
        await second.StartAsync();
        using var here = new Browser(ServerRun.Address(first));
        await here.SetUp(
            (await first.Services.MakeFirstSetUpLink(CancellationToken.None))!, AccountServer.Password, "one");
        using var there = await Administrator(here, ServerRun.Address(second), "two");

        var answers = await Task.WhenAll(Take(here, "two", "disable"), Take(there, "one", "disable"));

        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        var left = answers[0].Status == 200 ? here : there;
        Assert.Equal(200, (await left.Get("/v1/people")).Status);

        await second.StopAsync();
        await first.StopAsync();
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("roles")]
    public async Task Is_asked_of_administrators_of_a_provider_too(string way)
    {
        var server = new AccountServer();
        await server.InitializeAsync();
        using var foreign = new HttpClient { BaseAddress = server.Address };
        foreign.DefaultRequestHeaders.Authorization = new(
            "Bearer", server.Provider.Token("somebody", ["group-administrator"]));
        using var body = way == "roles" ? JsonContent.Create(new { roles = Array.Empty<string>() }) : null;

        using var answer = await foreign.PostAsync($"/v1/people/first.administrator/{way}", body);

        Assert.Equal(409, (int)answer.StatusCode);
        Assert.Contains(
            "urn:supervision:refusal:last-administrator", await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        var (auditor, _) = await server.Person("auditor");
        var change = way == "roles" ? "roles-set" : "account-disabled";
        var (_, page) = await auditor.Get($"/v1/access-changes?name=first.administrator&change={change}");
        Assert.Equal(2, page.GetProperty("items").GetArrayLength());
        Assert.True(page.GetProperty("items")[0].GetProperty("notDone").GetBoolean());
        auditor.Dispose();
        await server.DisposeAsync();
    }

    private static async Task<Browser> Administrator(Browser by, Uri server, string name)
    {
        var (status, invited) = await by.Post("/v1/people", new { name, roles = new[] { "administrator" } });
        Assert.True(status == 201, invited.ToString());
        var browser = new Browser(server);
        await browser.SetUp(invited.GetProperty("setUpLink").GetString()!, AccountServer.Password);
        return browser;
    }

    private static Task<(int Status, System.Text.Json.JsonElement Body)> Take(Browser by, string name, string way) =>
        by.Post($"/v1/people/{name}/{way}", way == "roles" ? new { roles = Array.Empty<string>() } : null);
}
