using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access.Changes;
using Supervision.Benchmarks.Load;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(AccountServer))]
public sealed class Recording_changes_of_access(AccountServer server)
{
    private const string By = "user:first.administrator";

    [Fact]
    public async Task Tells_auditors_what_was_done_with_an_account_and_by_whom()
    {
        var (person, name) = await server.Person("supervisor");
        using var owned = person;
        string[] roles = ["team-lead", "approver"];
        await server.Administrator.Post($"/v1/people/{name}/roles", new { roles });
        await server.Administrator.Post($"/v1/people/{name}/disable", null);
        await server.Administrator.Post($"/v1/people/{name}/enable", null);
        await server.Administrator.Post($"/v1/people/{name}/set-up-links", null);

        var changes = await Changes($"name={name}");

        Assert.Equal(
            [
                ("link-made", By), ("account-enabled", By), ("account-disabled", By), ("roles-set", By),
                ("link-used", $"user:{name}"), ("account-made", By),
            ],
            changes.Select(Said));
        Assert.All(changes, change => Assert.Equal($"user:{name}", change.GetProperty("account").GetString()));
        Assert.Equal(["team-lead", "approver"], RolesOf(changes[3]));
        Assert.Equal(["supervisor"], RolesOf(changes[5]));
        Assert.Equal(JsonValueKind.Null, changes[1].GetProperty("roles").ValueKind);
        var set = Assert.Single(await Changes($"name={name}&change=roles-set"));
        Assert.Equal(changes[3].GetRawText(), set.GetRawText());
    }

    [Fact]
    public async Task Tells_of_an_account_that_wrong_tries_have_locked()
    {
        var (person, name) = await server.Person("supervisor");
        using var owned = person;
        using var stranger = new Browser(server.Address);
        for (var attempt = 0; attempt < 6; attempt++)
            await stranger.SignIn(name, "not the password at all", person.Secret);

        var locked = (await Changes($"name={name}"))[0];

        Assert.Equal(("account-locked", "sign-in"), Said(locked));
        Assert.NotEqual(JsonValueKind.Null, locked.GetProperty("until").ValueKind);
        Assert.Single(await Changes($"name={name}&change=account-locked"));
    }

    [Fact]
    public async Task Tells_of_keys_what_they_may_and_never_a_secret()
    {
        var (_, made) = await server.Administrator.Post(
            "/v1/keys",
            JsonElement.Parse(
                """{"name":"x","roles":["integrator"],"sources":["urn:x"],"types":["supervision.*"],"days":9}"""));
        var id = made.GetProperty("id").GetString()!;
        var (_, rotated) = await server.Administrator.Post($"/v1/keys/{id}/rotate", new { days = 3, oldHours = 1 });
        await server.Administrator.Post($"/v1/keys/{id}/revoke", null);
        await server.Administrator.Post($"/v1/keys/{id}/revoke", null);

        var changes = await Changes($"key={id}");

        Assert.Equal([("key-revoked", By), ("key-rotated", By), ("key-made", By)], changes.Select(Said));
        Assert.Equal("urn:x", changes[2].GetProperty("sources")[0].GetString());
        Assert.Equal(
            made.GetProperty("expiresAt").GetDateTimeOffset(), changes[2].GetProperty("until").GetDateTimeOffset(),
            TimeSpan.FromSeconds(1));
        Assert.All(
            (string[])[made.GetProperty("key").GetString()![^43..], rotated.GetProperty("key").GetString()![^43..]],
            secret => Assert.DoesNotContain(secret, string.Concat(changes), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tells_of_what_was_not_done_after_all()
    {
        var name = server.NewName();
        await server.Invite(name, "auditor");
        var (status, _) = await server.Administrator.Post("/v1/people", new { name, roles = new[] { "supervisor" } });

        Assert.Equal(409, status);
        Assert.Equal([("account-made", By)], (await Changes($"name={name}")).Select(Said));
    }

    [Fact]
    public async Task Takes_back_what_somebody_else_was_quicker_with()
    {
        var name = server.NewName();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            server.Administrator.Post("/v1/people", new { name, roles = new[] { "auditor" } })));

        Assert.Equal(1, answers.Count(answer => answer.Status == 201));
        Assert.All(answers, answer => Assert.True(answer.Status is 201 or 409, answer.ToString()));
        var changes = (await Changes($"name={name}")).ToLookup(change => change.GetProperty("notDone").GetBoolean());
        Assert.Equal(changes[false].Count(), changes[true].Count() + 1);
    }

    [Fact]
    public async Task Follows_a_command_beside_the_server()
    {
        var (exitCode, output) = await ServerProcess.Run(
            "keys", "make", "Beside", "--source", "urn:x", "--type", "supervision.*", "--data", server.Folder);
        Assert.True(exitCode == 0, output);
        var id = output.Split('\n').First(line => line.StartsWith("svk_", StringComparison.Ordinal))[4..16];

        var subject = AccessChanged.SubjectOfKey(id);
        await server.Application.Services.GetRequiredService<IEventLog>().Under(subject, subject);

        Assert.Equal(("key-made", "command-line"), Said(Assert.Single(await Changes($"key={id}"))));
    }

    [Fact]
    public async Task Comes_in_pages_each_change_once_the_newest_first()
    {
        var (auditor, _) = await server.Person("auditor");
        using var owned = auditor;
        var from = Uri.EscapeDataString(DateTimeOffset.UtcNow.AddHours(-1).ToString("O"));
        var until = Uri.EscapeDataString(DateTimeOffset.UtcNow.ToString("O"));
        var (_, all) = await auditor.Get($"/v1/access-changes?from={from}&until={until}&pageSize=500");
        var positions = new List<string?>();
        for (var next = ""; next is not null;)
        {
            var (_, page) = await auditor.Get(
                $"/v1/access-changes?from={from}&until={until}&pageSize=3"
                    + (next.Length == 0 ? "" : $"&cursor={next}"));
            positions.AddRange(page.GetProperty("items").EnumerateArray()
                .Select(one => one.GetProperty("position").GetString()));
            next = page.GetProperty("next").GetString();
        }

        var items = all.GetProperty("items").EnumerateArray().ToArray();
        Assert.True(items.Length >= 3);
        Assert.Equal(items.Select(one => one.GetProperty("position").GetString()), positions);
        Assert.Equal(
            items.Select(one => one.GetProperty("at").GetDateTimeOffset()).OrderDescending(),
            items.Select(one => one.GetProperty("at").GetDateTimeOffset()));
    }

    [Theory]
    [InlineData("name=NotAName")]
    [InlineData("key=short")]
    [InlineData("change=everything")]
    public async Task Refuses_a_question_that_makes_no_sense(string query)
    {
        var (auditor, _) = await server.Person("auditor");
        using var owned = auditor;

        Assert.Equal(400, (await auditor.Get($"/v1/access-changes?{query}")).Status);
        Assert.Equal(403, (await server.Administrator.Get($"/v1/access-changes?{query}")).Status);
    }

    private static (string?, string?) Said(JsonElement change) =>
        (change.GetProperty("change").GetString(), change.GetProperty("by").GetString());

    private static IEnumerable<string?> RolesOf(JsonElement change) =>
        change.GetProperty("roles").EnumerateArray().Select(role => role.GetString());

    private async Task<JsonElement[]> Changes(string query)
    {
        var (auditor, _) = await server.Person("auditor");
        using var owned = auditor;
        var (status, page) = await auditor.Get($"/v1/access-changes?pageSize=100&{query}");
        Assert.True(status == 200, page.ToString());
        return [.. page.GetProperty("items").EnumerateArray()];
    }
}
