using Supervision.Gateway.Access.People;
using Supervision.Server;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Gateway.Tests.Access;

public sealed class Accounts_on_PostgreSQL
{
    [Fact]
    public async Task Are_the_same_on_every_server_and_end_on_all_at_once()
    {
        using var folder = new TemporaryFolder();
        using var database = PostgresServer.Shared.Create();
        await using var first = database.Serve(folder, "one");
        await using var second = database.Serve(folder, "two");
        await first.StartAsync();
        await second.StartAsync();
        using var here = new Browser(ServerRun.Address(first));
        using var there = new Browser(ServerRun.Address(second));
        var link = (await first.Services.MakeFirstSetUpLink(CancellationToken.None))!;

        await here.SetUp(link, AccountServer.Password, "first.administrator");
        Assert.Null(await second.Services.MakeFirstSetUpLink(CancellationToken.None));
        Assert.Equal(302, await there.SignIn("first.administrator", AccountServer.Password, here.Secret));
        Assert.Equal(201, (await there.Post("/v1/people", new { name = "x", roles = new[] { "auditor" } })).Status);
        var (_, page) = await here.Get("/v1/people");
        Assert.Equal(
            ["first.administrator", "x"],
            page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        using var opened = await here.Open("/account");
        using var left = await here.Submit();
        Assert.Equal(401, (await there.Get("/v1/me")).Status);

        await second.StopAsync();
        await first.StopAsync();
    }
}
