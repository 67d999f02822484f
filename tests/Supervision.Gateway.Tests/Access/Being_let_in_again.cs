using System.Text.Json;
using Supervision.Benchmarks.Load;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(AccountServer))]
public sealed class Being_let_in_again(AccountServer server)
{
    [Fact]
    public async Task Is_by_a_link_of_the_command_also_for_who_was_disabled()
    {
        var (person, name) = await server.Person("auditor");
        using var owned = person;
        await server.Administrator.Post($"/v1/people/{name}/disable", null);
        var (code, output) = await ServerProcess.Run("set-up-link", name, "--data", server.Folder);

        Assert.True(code == 0, output);
        Assert.Contains("was disabled and is enabled", output, StringComparison.Ordinal);
        Assert.Equal(400, await person.SignIn(name, AccountServer.Password, person.Secret));
        await person.SetUp(
            output[output.IndexOf("/set-up?", StringComparison.Ordinal)..].Trim(), "een ander wachtwoord");
        Assert.Equal(200, (await person.Get("/v1/me")).Status);
        Assert.Equal("command-line", await By(name, "account-enabled"));
    }

    [Fact]
    public async Task Is_not_by_a_link_from_before_nor_by_one_of_the_api()
    {
        var name = server.NewName();
        var link = await server.Invite(name, "auditor");
        await server.Administrator.Post($"/v1/people/{name}/disable", null);
        using var browser = new Browser(server.Address);
        using var opened = await browser.Open(link);
        var (status, body) = await server.Administrator.Post($"/v1/people/{name}/set-up-links", null);

        Assert.Equal(404, (int)opened.StatusCode);
        Assert.Equal(
            (409, "urn:supervision:refusal:account-disabled"), (status, body.GetProperty("type").GetString()));
        await server.Administrator.Post($"/v1/people/{name}/enable", null);
        await browser.SetUp(link, AccountServer.Password);
    }

    /// <summary>Who made the change, once the note of a command has come to the log.</summary>
    private async Task<string?> By(string name, string change)
    {
        var (auditor, _) = await server.Person("auditor");
        using var owned = auditor;
        var until = DateTime.UtcNow.AddSeconds(60);
        JsonElement items;
        while ((items = (await auditor.Get($"/v1/access-changes?name={name}&change={change}")).Body
            .GetProperty("items")).GetArrayLength() == 0)
        {
            Assert.True(DateTime.UtcNow < until, "The note did not come to the log.");
            await Task.Delay(200);
        }

        return items[0].GetProperty("by").GetString();
    }
}
